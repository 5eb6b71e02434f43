package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import protocols.dns.EdnsOption.ExtendedError;

class MessageTest {

    private static final Name EXAMPLE = Name.of("example.org");

    /** The names of RFC 1035 section 4.1.4 at the offsets that stand there. */
    @Test
    void readsTheCompressedNamesOfRfc1035() throws Exception {
        byte[] message = new byte[93];
        put(message, 20, "\1F\3ISI\4ARPA\0");
        put(message, 40, "\3FOO");
        put(message, 44, "\300\24");
        put(message, 64, "\300\32");
        NameCheck names = new NameCheck(message, true);
        int[] starts = {20, 40, 64, 92};
        int[] ends = {32, 46, 66, 93};
        String[] texts = {"F.ISI.ARPA.", "FOO.F.ISI.ARPA.", "ARPA.", "."};
        for (int i = 0; i < starts.length; i++) {
            assertThat(names.end(starts[i])).isEqualTo(ends[i]);
            assertThat(Name.in(message, starts[i])).hasToString(texts[i]);
            assertThat(Name.end(message, starts[i])).isEqualTo(ends[i]);
        }
    }

    @Test
    void writesTheCompressedNamesOfRfc1035() {
        WireWriter out = new WireWriter(16, true);
        out.bytes(new byte[20]);
        out.name(Name.of("F.ISI.ARPA"))
                .name(Name.of("FOO.F.ISI.ARPA"))
                .name(Name.of("ARPA"))
                .name(Name.ROOT);
        assertThat(new String(out.toBytes(), 20, out.position() - 20, StandardCharsets.ISO_8859_1))
                .isEqualTo("\1F\3ISI\4ARPA\0" + "\3FOO\300\24" + "\300\32" + "\0");
    }

    private static void put(byte[] message, int at, String latin1) {
        byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, message, at, bytes.length);
    }

    @Test
    void aQueryIsTheseBytes() {
        byte[] wire = Message.query(Name.of("a.b"), RecordType.MX).id(0xabcd).encode();
        assertThat(Octets.of(wire).hex())
                .isEqualTo("ABCD" + "0100" + "0001" + "0000" + "0000" + "0001" // header: RD, one question, one OPT
                        + "0161016200" + "000F" + "0001" // a.b. MX IN
                        + "00" + "0029" + "04D0" + "00" + "00" + "0000" + "0000"); // OPT, 1232 bytes
    }

    @Test
    void aQuerySaysWhatItsBuilderWasTold() {
        Message query = Message.query(EXAMPLE, RecordType.A)
                .id(65535)
                .clear(DnsFlag.RD)
                .set(DnsFlag.CD, DnsFlag.AD)
                .dnssecOk()
                .build();
        assertThat(query.id()).isEqualTo(65535);
        assertThat(query.has(DnsFlag.RD)).isFalse();
        assertThat(query.has(DnsFlag.CD)).isTrue();
        assertThat(query.has(DnsFlag.AD)).isTrue();
        assertThat(query.question()).contains(Question.of(EXAMPLE, RecordType.A));
        assertThat(query.edns()).contains(new Edns(1232, 0, true, List.of()));
        assertThat(query.opcode()).isEqualTo(Opcode.QUERY);
        assertThat(Message.query(EXAMPLE, RecordType.A).withoutEdns().build().edns())
                .isEmpty();
        assertThatThrownBy(() -> Message.query(EXAMPLE, RecordType.A).id(65536))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReplyTakesOverWhatItAnswers() {
        Message query = Message.query(EXAMPLE, RecordType.A).id(77).dnssecOk().build();
        Message reply = query.reply().set(DnsFlag.AA).rcode(Rcode.BADCOOKIE).build();
        assertThat(reply.id()).isEqualTo(77);
        assertThat(reply.question()).isEqualTo(query.question());
        assertThat(reply.has(DnsFlag.QR)).isTrue();
        assertThat(reply.has(DnsFlag.RD)).isTrue();
        assertThat(reply.rcode()).isEqualTo(Rcode.BADCOOKIE);
        assertThat(reply.edns().orElseThrow().dnssecOk()).isTrue();
        Message plain = Message.query(EXAMPLE, RecordType.A).withoutEdns().build();
        assertThat(plain.reply().build().edns()).isEmpty();
        assertThatThrownBy(
                        () -> plain.reply().rcode(Rcode.BADVERS).withoutEdns().encode())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everyTypeComesBackFromAMessage() {
        List<DnsRecord> records = GoodMessages.oneOfEveryType();
        Message message = GoodMessages.response(records);
        assertThat(message.section(DnsSection.ANSWER)).isEqualTo(records);
        assertThat(message.section(DnsSection.AUTHORITY)).isEmpty();
        assertThat(message.trailingBytes()).isZero();
        assertThat(message.section(DnsSection.ANSWER)).isSameAs(message.section(DnsSection.ANSWER));
    }

    @Test
    void compressesTheNamesOfRfc1035ButNotTheTargetOfSrv() {
        DnsRecord mx = DnsRecord.parse("example.org. 1 IN MX 1 mail.example.org.");
        DnsRecord srv = DnsRecord.parse("example.org. 1 IN SRV 1 1 1 mail.example.org.");
        int empty = Message.query(EXAMPLE, RecordType.MX).build().length();
        int withMx = Message.query(EXAMPLE, RecordType.MX).answer(mx).build().length();
        int withBoth =
                Message.query(EXAMPLE, RecordType.MX).answer(mx, srv).build().length();
        assertThat(withMx - empty).isEqualTo(2 + 10 + 2 + 5 + 2);
        assertThat(withBoth - withMx).isEqualTo(2 + 10 + 6 + 18);
    }

    @Test
    void compressionKeepsTheCaseOfEveryName() {
        DnsRecord one = DnsRecord.parse("EXAMPLE.org. 1 IN NS ns.Example.ORG.");
        Message message = Message.query(EXAMPLE, RecordType.NS).answer(one).build();
        assertThat(message.section(DnsSection.ANSWER).get(0)).hasToString(one.toString());
        assertThat(message.question().orElseThrow().name()).hasToString("example.org.");
    }

    @Test
    void aTtlWithTheTopBitIsZero() throws Exception {
        byte[] wire = GoodMessages.response(List.of(DnsRecord.parse("example.org. 1 IN A 192.0.2.1")))
                .toBytes();
        int ttl = 12 + 13 + 4 + 2 + 4;
        wire[ttl] = (byte) 0x80;
        assertThat(Message.decode(wire).section(DnsSection.ANSWER).get(0).ttl()).isEqualTo(Duration.ZERO);
    }

    @Test
    void ednsOptionsComeBackAndExtendedErrorsAreTyped() {
        ExtendedError error = new ExtendedError(22, "no \u001b[2J server");
        EdnsOption unknown = new EdnsOption.Unknown(65001, Octets.ofHex("0102"));
        Message message = Message.query(EXAMPLE, RecordType.A)
                .edns(Edns.DEFAULT.withUdpSize(4096).with(unknown, error))
                .build();
        Edns edns = message.edns().orElseThrow();
        assertThat(edns.udpSize()).isEqualTo(4096);
        assertThat(edns.options()).containsExactly(unknown, error);
        assertThat(edns.option(ExtendedError.class)).contains(error);
        assertThat(error).hasToString("EDE: 22 (No Reachable Authority): (no \\x1b[2J server)");
        assertThat(unknown).hasToString("OPT=65001: 0102");
        assertThat(message.section(DnsSection.ADDITIONAL)).isEmpty();
    }

    @Test
    void optIsReadWhereverItStandsAmongTheAdditionalRecords() throws Exception {
        DnsRecord glue = DnsRecord.parse("ns.example.org. 60 IN A 192.0.2.53");
        byte[] wire = Message.query(EXAMPLE, RecordType.NS).additional(glue).encode();
        int opt = wire.length - 11;
        byte[] moved = new byte[wire.length];
        int records = 12 + 17;
        System.arraycopy(wire, 0, moved, 0, records);
        System.arraycopy(wire, opt, moved, records, 11);
        System.arraycopy(wire, records, moved, records + 11, opt - records);
        assertThat(Message.decode(moved).section(DnsSection.ADDITIONAL)).containsExactly(glue);
        assertThat(Message.decode(moved).edns()).contains(Edns.DEFAULT);
    }

    @Test
    void bytesAfterTheLastRecordAreCounted() throws Exception {
        byte[] wire = Message.query(EXAMPLE, RecordType.A).encode();
        ByteBuffer longer = ByteBuffer.allocate(wire.length + 3).put(wire).rewind();
        Message message = Message.decode(longer);
        assertThat(longer.hasRemaining()).isFalse();
        assertThat(message.trailingBytes()).isEqualTo(3);
        assertThat(message).asString().contains(";; WARNING: 3 bytes after the last record");
    }

    @Test
    void ofATruncatedMessageWhatIsWholeIsRead() throws Exception {
        DnsRecord one = DnsRecord.parse("example.org. 1 IN A 192.0.2.1");
        byte[] whole = Message.query(EXAMPLE, RecordType.A)
                .set(DnsFlag.QR, DnsFlag.TC)
                .answer(one, one)
                .encode();
        int firstEnds = 12 + 17 + 16;
        for (int length = 12 + 17; length < whole.length; length++) {
            Message cut = Message.decode(Arrays.copyOf(whole, length));
            assertThat(cut.has(DnsFlag.TC)).isTrue();
            assertThat(cut.section(DnsSection.ANSWER))
                    .hasSize(length < firstEnds ? 0 : length < firstEnds + 16 ? 1 : 2);
            assertThat(cut.edns()).isEmpty();
        }
    }

    @Test
    void anOptionCutByTheEndOfOptIsLeftOut() throws Exception {
        byte[] wire = Message.query(EXAMPLE, RecordType.A)
                .set(DnsFlag.QR)
                .edns(Edns.DEFAULT.with(EdnsOption.Nsid.ASK, EdnsOption.Padding.of(3)))
                .encode();
        int optionLength = wire.length - 4;
        wire[optionLength]++;
        Message cut = Message.decode(wire);
        assertThat(cut.edns()).contains(Edns.DEFAULT.with(EdnsOption.Nsid.ASK));
        assertThat(cut.section(DnsSection.ADDITIONAL)).isEmpty();
    }

    @Test
    void printsAsDigDoes() {
        Message message = Message.query(EXAMPLE, RecordType.MX)
                .id(4711)
                .set(DnsFlag.QR, DnsFlag.RA)
                .dnssecOk()
                .answer(DnsRecord.parse("example.org. 3600 IN MX 10 mail.example.org."))
                .additional(DnsRecord.parse("mail.example.org. 3600 IN A 192.0.2.25"))
                .build();
        assertThat(message)
                .hasToString(
                        """
                ;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 4711
                ;; flags: qr rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 2

                ;; OPT PSEUDOSECTION:
                ; EDNS: version: 0, flags: do; udp: 1232
                ;; QUESTION SECTION:
                ;example.org.\t\t\tIN\tMX

                ;; ANSWER SECTION:
                example.org.\t\t3600\tIN\tMX\t10 mail.example.org.

                ;; ADDITIONAL SECTION:
                mail.example.org.\t3600\tIN\tA\t192.0.2.25
                """);
    }

    @Test
    void randomMessagesComeBack() throws Exception {
        Random random = new Random(1034);
        List<DnsRecord> pool = GoodMessages.oneOfEveryType();
        for (int i = 0; i < 2_000; i++) {
            List<Name> names = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                Name fresh = Name.decode(NameTest.randomName(random));
                names.add(fresh);
                names.add(
                        n == 0 || fresh.length() > 100
                                ? fresh
                                : shortened(names.get(0)).under(fresh));
            }
            DnsRecord[] records = new DnsRecord[random.nextInt(12)];
            for (int r = 0; r < records.length; r++) {
                Name owner = names.get(random.nextInt(names.size()));
                Name target = names.get(random.nextInt(names.size()));
                Rdata data = random.nextBoolean()
                        ? new Rdata.Mx(random.nextInt(65536), target)
                        : pool.get(random.nextInt(pool.size())).data();
                records[r] = DnsRecord.of(owner, Duration.ofSeconds(random.nextInt(1 << 30)), data);
            }
            Message message = Message.query(names.get(0), RecordType.ANY)
                    .authority(records)
                    .build();
            assertThat(message.section(DnsSection.AUTHORITY)).containsExactly(records);
            assertThat(message.section(DnsSection.AUTHORITY).toString())
                    .isEqualTo(List.of(records).toString());
            assertThat(message.trailingBytes()).isZero();
        }
    }

    private static Name shortened(Name name) {
        return name.length() > 120 ? Name.of("short") : name;
    }

    @Test
    void aMessageThatIsTooLongIsNotWritten() {
        MessageBuilder reply = Message.query(EXAMPLE, RecordType.TXT);
        DnsRecord big = DnsRecord.of(EXAMPLE, Duration.ZERO, Rdata.Txt.of("x".repeat(255)));
        for (int i = 0; i < 244; i++) {
            reply.answer(big);
        }
        assertThat(reply.encode().length).isLessThanOrEqualTo(Message.MAX_LENGTH);
        reply.answer(big);
        assertThatThrownBy(reply::encode).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void namesBeyondTheReachOfAPointerAreWrittenWhole() {
        List<DnsRecord> records = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            records.add(DnsRecord.parse("host" + i + ".zone" + i % 50 + ".example.org. 1 IN NS ns" + i + ".example."));
        }
        Message message = GoodMessages.response(records);
        assertThat(message.length()).isGreaterThan(40_000);
        assertThat(message.section(DnsSection.ANSWER)).isEqualTo(records);
    }
}
