package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protocols.WireException.Malformed;

/** A record or an option that cannot be read costs nobody but itself. */
class UnreadableRecordTest {

    private static final DnsRecord GOOD = DnsRecord.parse("a. 60 IN A 192.0.2.1");

    private static byte[] hex(String text) {
        return Octets.ofHex(text.replace(" ", "").replace("|", "")).toBytes();
    }

    /** A response to "a. IN A": the record, or two, before and behind one that is good, and OPT if there are options. */
    private static Message response(String flags, String record, String options) throws Malformed {
        String good = "C00C 0001 0001 0000003C 0004 C0000201";
        String opt = "00 0029 04D0 00000000 %04X %s".formatted(hex(options).length, options);
        String counts = "0001 0003 0000 0001";
        return Message.decode(hex("0007" + flags + counts + "0161 00 0001 0001" + good + record + good + opt));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "URI without a target; 0100; 001E0028",
                "LOC of another version; 001D; 01331613 89172DD0 70BE15F0 00988D20",
                "A of five bytes; 0001; C000020100",
                "A of three bytes; 0001; C00002",
                "AAAA of four bytes; 001C; C0000201",
                "MX whose name runs past its data; 000F; 0001 0161",
                "MX whose name stops at the end; 000F; 0001",
                "MX whose pointer is cut by its data; 000F; 0001 C0",
                "MX with bytes left over; 000F; 0001 00 00",
                "MX that points to itself; 000F; 0001 C031",
                "NS that points forward; 0002; C050",
                "NS that points into the header; 0002; C000",
                "NS with a label of another kind; 0002; 4161 00",
                "TXT without a string; 0010;",
                "TXT string past its data; 0010; 0261",
                "SVCB with keys out of order; 0040; 0001 00 0003 0002 0035 0001 0003 026832",
                "HTTPS with a port of one byte; 0041; 0001 00 0003 0001 35",
                "NSEC with an empty window; 002F; 00 0000",
                "APL of another family; 002A; 0003 08 01 FF",
                "HIP with a key past its data; 0037; 01 02 00FF 01 01",
                "DLV without a digest type; 8001; 0001 08",
            })
    void aRecordThatBreaksARuleIsOpaqueAndSpoilsNoOther(String what, String type, String data) throws Exception {
        Octets bytes = Octets.of(hex(data == null ? "" : data));
        String record = "C00C" + type + "0001 0000003C %04X".formatted(bytes.length()) + bytes.hex();

        Message message = response("8180", record, "0003 0003 6E7331");

        List<DnsRecord> records = message.section(DnsSection.ANSWER);
        assertThat(records).hasSize(3).startsWith(GOOD).endsWith(GOOD);
        assertThat(records.get(1).type().number()).isEqualTo(Integer.parseInt(type, 16));
        assertThat(records.get(1).data()).isInstanceOfSatisfying(GenericRdata.Opaque.class, opaque -> {
            assertThat(opaque.data()).isEqualTo(bytes);
            assertThat(opaque.rule()).isNotEmpty();
            assertThat(opaque.toPresentation()).startsWith("\\# " + bytes.length());
        });
        assertThat(DnsRecord.parse(records.get(1).toString())).isEqualTo(records.get(1));
        assertThat(message.edns().orElseThrow().options()).hasSize(1);
        assertThat(message.toString()).contains("\\# " + bytes.length());
        assertThatThrownBy(() -> Rdata.decode(records.get(1).type(), bytes.toBytes()))
                .isInstanceOf(Malformed.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "subnet of no family; 8; 0000 00 00; OPT=8: 00000000 (no client subnet)",
                "subnet of one byte; 8; 00; OPT=8: 00 (no client subnet)",
                "keepalive of one byte; 11; 00; OPT=11: 00 (keepalive is neither empty nor two bytes)",
                "extended error of one byte; 15; 00; OPT=15: 00 (extended error without a code)",
                "cookie of nine bytes; 10; 010203040506070809; "
                        + "OPT=10: 010203040506070809 (cookie is not 8 or 16 to 40 bytes long)",
            })
    void anOptionThatBreaksARuleIsOpaqueAndSpoilsNoOther(String what, int code, String data, String printed)
            throws Exception {
        String option = "%04X %04X %s".formatted(code, hex(data).length, data);

        Message message = response(
                "8180", "C00C 0001 0001 0000003C 0004 C0000201", "0003 0003 6E7331" + option + "000B 0002 0064");

        assertThat(message.answers()).containsExactly(GOOD, GOOD, GOOD);
        Edns edns = message.edns().orElseThrow();
        assertThat(edns.option(EdnsOption.Nsid.class).orElseThrow().id()).isEqualTo(Octets.of("ns1"));
        assertThat(edns.option(EdnsOption.KeepAlive.class).orElseThrow().timeout())
                .contains(Duration.ofSeconds(10));
        EdnsOption opaque = edns.options().get(1);
        assertThat(opaque).isInstanceOf(EdnsOption.Opaque.class).hasToString(printed);
        assertThat(opaque.data()).isEqualTo(Octets.of(hex(data)));
        assertThatThrownBy(() -> EdnsOption.decode(code, opaque.data())).isInstanceOf(Malformed.class);
        assertThat(Message.query(Name.of("a"), RecordType.A).edns(edns).build().edns())
                .contains(edns);
    }

    @ParameterizedTest
    @CsvSource({"0003 0005 61", "0003 00", "00"})
    void whatRunsPastTheEndOfOptIsLeftOut(String rest) throws Exception {
        Message message = response("8180", "C00C 0001 0001 0000003C 0004 C0000201", "000B 0002 0064" + rest);
        assertThat(message.answers()).hasSize(3);
        assertThat(message.edns().orElseThrow().options())
                .containsExactly(new EdnsOption.KeepAlive(Optional.of(Duration.ofSeconds(10))));
    }

    /** RFC 2136 sections 2.4 and 2.5: there is an RRset, there is none, delete one, delete all. */
    @Test
    void anUpdateWithoutDataIsRead() throws Exception {
        Message update = Message.decode(hex("0007 2800 0001 0002 0002 0000 | 0161 00 0006 0001"
                + "C00C 0001 00FF 00000000 0000 | C00C 000F 00FE 00000000 0000"
                + "C00C 0010 00FF 00000000 0000 | C00C 00FF 00FF 00000000 0000"));
        assertThat(update.opcode()).isEqualTo(Opcode.UPDATE);
        assertThat(update.section(DnsSection.ANSWER))
                .extracting(DnsRecord::toString)
                .containsExactly("a.\t\t\t0\tANY\tA\t", "a.\t\t\t0\tNONE\tMX\t");
        assertThat(update.section(DnsSection.AUTHORITY))
                .extracting(one -> one.type().toString())
                .containsExactly("TXT", "ANY");
        assertThat(update.section(DnsSection.ANSWER).get(0).data()).isEqualTo(new Rdata.Empty(RecordType.A));
    }

    @Test
    void namesAreReadFromTheMessageAndPrintedInFull() throws Exception {
        for (String type : List.of("0003", "0004", "0007", "0008", "0009", "0017")) {
            Message message = response("8180", "C00C" + type + "0001 0000003C 0005 026D78 C00C", "");
            assertThat(message.section(DnsSection.ANSWER).get(1).data().toPresentation())
                    .isEqualTo("mx.a.");
        }
        Message mailbox = response("8180", "C00C 000E 0001 0000003C 0004 C00C C00C", "");
        DnsRecord minfo = mailbox.section(DnsSection.ANSWER).get(1);
        assertThat(minfo.data().toPresentation()).isEqualTo("a. a.");
        assertThat(minfo.data().toBytes()).isEqualTo(hex("0161 00 0161 00"));
        assertThat(((GenericRdata.Fields) minfo.data()).fields()).containsExactly("a.", "a.");
        assertThat(minfo.data())
                .isEqualTo(Rdata.parse(RecordType.MINFO, "A. a."))
                .hasSameHashCodeAs(Rdata.parse(RecordType.MINFO, "A. a."));
        // Those of RFC 1035 are compressed again, the later ones are not (RFC 3597 section 4).
        assertThat(length("MB mx.a.") - length("MB a.")).isEqualTo(3);
        assertThat(length("RT 1 mx.a.")).isEqualTo(length("MB mx.a.") + 3);
    }

    private static int length(String record) {
        return Message.query(Name.of("a"), RecordType.A)
                .answer(DnsRecord.parse("a. 60 IN " + record))
                .encode()
                .length;
    }

    @Test
    void anAliasThatCannotBeReadIsNoNegativeAnswer() throws Exception {
        Message message = Message.decode(
                hex("0007 8180 0001 0001 0000 0000 | 0161 00 0001 0001 | C00C 0005 0001 0000003C 0002 C01F"));
        Outcome outcome = Outcome.of(message.question().orElseThrow(), message, List.of());
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Malformed.class, malformed -> assertThat(malformed.summary())
                .isEqualTo("malformed: a. IN A, alias cannot be read"));
    }

    @Test
    void mailAndServicesAreNotRefusedByWhatCannotBeRead() throws Exception {
        Outcome mx = answer("000F", "0001 0001");
        assertThat(MailRoute.of(mx, new Random(1)).kind()).isEqualTo(MailRoute.Kind.UNKNOWN);
        Outcome srv = answer("0021", "0001 0001");
        assertThat(ServiceHosts.of(srv, new Random(1)).isRefused()).isFalse();
    }

    private static Outcome answer(String type, String data) throws Malformed {
        Message message = Message.decode(hex("0007 8180 0001 0001 0000 0000 | 0161 00" + type + "0001" + "C00C" + type
                + "0001 0000003C %04X".formatted(hex(data).length) + data));
        return Outcome.of(message.question().orElseThrow(), message, List.of());
    }

    /** RFC 9460 section 2.2: then the client goes on as if there were no such records. */
    @Test
    void oneHttpsRecordThatCannotBeReadTakesTheOthersWithIt() throws Exception {
        String good = "C00C 0041 0001 0000003C 0009 0001 00 0003 0002 20FB";
        Message whole = Message.decode(hex("0007 8180 0001 0001 0000 0000 | 0161 00 0041 0001" + good));
        Message broken = Message.decode(hex(
                "0007 8180 0001 0002 0000 0000 | 0161 00 0041 0001" + good + "C00C 0041 0001 0000003C 0003 0000 02"));
        Question question = whole.question().orElseThrow();
        Name name = question.name();
        assertThat(WebHosts.usable(Outcome.of(question, whole, List.of()), name, 443, new Random(1)))
                .hasSize(1);
        Outcome outcome = Outcome.of(question, broken, List.of());
        assertThat(WebHosts.usable(outcome, name, 443, new Random(1))).isEmpty();
        assertThat(WebHosts.aliases(outcome)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNotKept() throws Exception {
        DnsCache cache = DnsCache.of(CacheRules.DEFAULT);
        Outcome outcome = answer("000F", "0001 0001");
        cache.keep(outcome);
        assertThat(cache.find(outcome.question())).isEmpty();
    }

    /** 64 kB of nothing but records that break a rule. */
    @Test
    @Timeout(10)
    void manyOfThemAreCheap() throws Exception {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            records.add("C00C 0001 0001 0000003C 0001 01");
        }
        byte[] wire = hex("0007 8180 0001 1388 0000 0000 | 0161 00 0001 0001" + String.join("", records));
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            assertThat(Message.decode(wire).section(DnsSection.ANSWER)).hasSize(5_000);
            least = Math.min(least, System.nanoTime() - start);
        }
        assertThat(Duration.ofNanos(least)).isLessThan(Duration.ofMillis(250));
    }
}
