package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import protocols.WireException.Malformed;

/** Data of every type, whole or broken in any way: what is printed is read as the same. */
class EveryTypePropertyTest {

    private static final List<DnsRecord> RECORDS = EveryTypeTest.records();

    /** Data of a type, with some of its bytes replaced, left out or put in. */
    record Changed(RecordType type, byte[] data) {}

    @Property(tries = 4000)
    void whatIsPrintedIsReadAsTheSame(@ForAll("changed") Changed changed) {
        Rdata data = Rdata.parse(
                changed.type,
                "\\# " + changed.data.length + " " + Octets.of(changed.data).hex());

        assertThat(data.toBytes()).isEqualTo(changed.data);
        assertThat(data.type()).isEqualTo(changed.type);
        assertThat(Rdata.parse(changed.type, data.toPresentation()))
                .isEqualTo(data)
                .hasSameHashCodeAs(data);
        assertThat(Rdata.parse(changed.type, data.toPresentation()).toBytes()).isEqualTo(changed.data);
        assertThat(data.toPresentation().chars()).allMatch(c -> c >= ' ' && c < 0x7f);
    }

    /** In a message they are the same as alone, with good ones around them. */
    @Property(tries = 2000)
    void inAMessageItSpoilsNothingElse(@ForAll("changed") Changed changed) throws Malformed {
        Rdata data = Rdata.parse(
                changed.type,
                "\\# " + changed.data.length + " " + Octets.of(changed.data).hex());
        DnsRecord good = DnsRecord.parse("a. 60 IN A 192.0.2.1");
        DnsRecord one = new DnsRecord(good.name(), good.recordClass(), good.ttl(), data);
        byte[] wire =
                Message.query(good.name(), changed.type).answer(good, one, good).encode();

        Message message;
        try {
            message = Message.decode(wire);
        } catch (Malformed e) {
            // A name with a pointer, which may lead out of the message.
            assertThat(data).isInstanceOf(GenericRdata.Opaque.class);
            return;
        }
        List<DnsRecord> records = message.section(DnsSection.ANSWER);
        assertThat(records).hasSize(3).startsWith(good).endsWith(good);
        if (!(data instanceof GenericRdata.Opaque)) {
            assertThat(records.get(1)).isEqualTo(one);
        }
    }

    @Provide
    static Arbitrary<Changed> changed() {
        Arbitrary<List<int[]>> changes = Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.oneOf(
                                Arbitraries.integers().between(0, 255), Arbitraries.of(0, 1, 2, 3, 4, 63, 128, 192)))
                .as((kind, at, value) -> new int[] {kind, at, value})
                .list()
                .ofMaxSize(4);
        return Combinators.combine(Arbitraries.of(RECORDS), changes).as(EveryTypePropertyTest::change);
    }

    private static Changed change(DnsRecord record, List<int[]> changes) {
        byte[] data = record.data().toBytes();
        for (int[] one : changes) {
            data = change(data, one[0], one[1] % (data.length + 1), (byte) one[2]);
        }
        return new Changed(record.type(), data);
    }

    private static byte[] change(byte[] data, int kind, int at, byte value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(data, 0, at);
        if (kind > 0) {
            out.write(value);
        }
        // Left out, put in, replaced, or the last.
        int next = Math.min(data.length, kind == 1 ? at : at + 1);
        if (kind < 3) {
            out.write(data, next, data.length - next);
        }
        return out.toByteArray();
    }
}
