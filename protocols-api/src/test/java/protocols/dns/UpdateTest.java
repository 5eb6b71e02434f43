package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.WireException;

/** What stands in an update for what it says (RFC 2136 sections 2.4 and 2.5). */
class UpdateTest {

    private static final Update EMPTY = Update.of("example.org");
    private static final Name WWW = Name.of("www.example.org");
    private static final DnsRecord A = DnsRecord.parse("www.example.org. 300 IN A 192.0.2.1");

    private static List<String> texts(Update update, DnsSection section) throws Exception {
        Message sent = Message.decode(update.message().toBytes());
        assertThat(sent.opcode()).isEqualTo(Opcode.UPDATE);
        assertThat(sent.questions()).containsExactly(Question.of(Name.of("example.org"), RecordType.SOA));
        assertThat(sent.has(DnsFlag.RD)).isFalse();
        return sent.section(section).stream()
                .map(one -> one.toString().replaceAll("\\s+", " ").strip())
                .toList();
    }

    @Test
    void eachPrerequisiteHasItsClassAndType() throws Exception {
        Update update = EMPTY.ifNameInUse(WWW)
                .ifNameNotInUse(WWW)
                .ifRrsetExists(WWW, RecordType.A)
                .ifRrsetDoesNotExist(WWW, RecordType.parse("TYPE65534"))
                .ifRrsetIs(A);
        assertThat(update.isEmpty()).isTrue();
        assertThat(texts(update, DnsSection.ANSWER))
                .containsExactly(
                        "www.example.org. 0 ANY ANY",
                        "www.example.org. 0 NONE ANY",
                        "www.example.org. 0 ANY A",
                        "www.example.org. 0 NONE TYPE65534",
                        "www.example.org. 0 IN A 192.0.2.1");
        assertThat(texts(update, DnsSection.AUTHORITY)).isEmpty();
    }

    @Test
    void eachChangeHasItsClassAndTtl() throws Exception {
        DnsRecord other = DnsRecord.parse("WWW.example.org. 60 IN A 192.0.2.2");
        Update update = EMPTY.add(A)
                .deleteRrset(WWW, RecordType.MX)
                .deleteName(WWW)
                .delete(A)
                .replace(A, other);
        assertThat(texts(update, DnsSection.AUTHORITY))
                .containsExactly(
                        "www.example.org. 300 IN A 192.0.2.1",
                        "www.example.org. 0 ANY MX",
                        "www.example.org. 0 ANY ANY",
                        "www.example.org. 0 NONE A 192.0.2.1",
                        "www.example.org. 0 ANY A",
                        "www.example.org. 300 IN A 192.0.2.1",
                        "WWW.example.org. 60 IN A 192.0.2.2");
        assertThat(EMPTY.isEmpty()).isTrue();
        assertThat(update).isEqualTo(update.add()).isNotEqualTo(EMPTY);
        assertThat(update.toString()).contains(";; ZONE SECTION:", ";; UPDATE SECTION:", "opcode: UPDATE");
    }

    @Test
    void whatIsNotInTheZoneIsAMistake() {
        assertThatThrownBy(() -> EMPTY.deleteName(Name.of("www.example.net")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("www.example.net. is not in the zone example.org.");
        assertThatThrownBy(() -> EMPTY.add(DnsRecord.parse("www.example.org. 0 CH A 192.0.2.1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(EMPTY.deleteName(Name.of("EXAMPLE.org")).isEmpty()).isFalse();
    }

    @Test
    void onlyARecordThatStandsForOthersHasNoData() throws Exception {
        DnsRecord empty = new DnsRecord(WWW, RecordClass.ANY, Duration.ZERO, new Rdata.Empty(RecordType.A));
        assertThat(DnsRecord.parse(empty.toString())).isEqualTo(empty);
        assertThat(DnsRecord.parse("www.example.org. 0 NONE TYPE65534 \\# 0").data())
                .isEqualTo(new Rdata.Empty(RecordType.parse("TYPE65534")));
        assertThatThrownBy(() -> DnsRecord.of(WWW, Duration.ZERO, new Rdata.Empty(RecordType.A)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DnsRecord.parse("www.example.org. 0 IN A"))
                .isInstanceOf(IllegalArgumentException.class);
        byte[] wire = EMPTY.deleteRrset(WWW, RecordType.A).message().toBytes();
        wire[wire.length - 7] = 1;
        // Of class IN now.
        assertThat(Message.decode(wire).section(DnsSection.AUTHORITY).get(0).data())
                .isInstanceOf(GenericRdata.Opaque.class);
    }

    @Test
    void anOutcomeSaysWhatItsCodeMeans() throws Exception {
        UpdateOutcome done = UpdateOutcome.of(EMPTY, EMPTY.message().reply().build());
        assertThat(done.orThrow()).isSameAs(done).hasToString("NOERROR: done");
        UpdateOutcome failed = UpdateOutcome.of(
                EMPTY, EMPTY.message().reply().rcode(Rcode.of(7)).build());
        assertThat(failed.isPrerequisiteFailure()).isTrue();
        assertThat(failed.isDone()).isFalse();
        assertThatThrownBy(failed::orThrow)
                .isInstanceOfSatisfying(
                        WireException.Refused.class,
                        refused -> assertThat(refused.reply().status()).isEqualTo("YXRRSET"))
                .hasMessageContaining("YXRRSET example.org.: records that must not exist do");
        for (int code = 0; code < 12; code++) {
            UpdateOutcome one = UpdateOutcome.of(
                    EMPTY, EMPTY.message().reply().rcode(Rcode.of(code)).build());
            assertThat(one.isPrerequisiteFailure()).isEqualTo(code == 3 || code >= 6 && code <= 8);
            assertThat(one.words().equals("an error of the server")).isEqualTo(code == 11);
        }
    }
}
