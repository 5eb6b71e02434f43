package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import protocols.WireException.Malformed;

/** Whatever text or bytes a record is made of: it is refused, or it comes back from both of its forms. */
class RecordTextFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void record(byte[] utf8) throws Malformed {
        DnsRecord one;
        try {
            one = DnsRecord.parse(new String(utf8, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException refused) {
            return;
        }
        comesBack(one);
    }

    @FuzzTest(maxDuration = "60s")
    void data(byte[] bytes) throws Malformed {
        if (bytes.length < 2) {
            return;
        }
        RecordType type = RecordType.of(((bytes[0] & 1) << 8) | (bytes[1] & 0xff));
        Rdata data;
        try {
            data = Rdata.decode(type, Arrays.copyOfRange(bytes, 2, bytes.length));
        } catch (Malformed refused) {
            return;
        }
        assertThat(Octets.of(data.toBytes()).hex())
                .isEqualTo(Octets.of(bytes).hex().substring(4));
        comesBack(DnsRecord.of(Name.ROOT, Duration.ZERO, data));
    }

    @FuzzTest(maxDuration = "60s")
    void zone(byte[] utf8) {
        List<DnsRecord> records;
        try {
            records = ZoneText.parse(new String(utf8, StandardCharsets.UTF_8), Name.of("example.org"));
        } catch (ZoneText.Invalid refused) {
            assertThat(refused.line()).isPositive();
            return;
        }
        String printed = records.stream().map(one -> one + "\n").collect(Collectors.joining());
        assertThat(ZoneText.parse(printed, Name.ROOT)).isEqualTo(records);
    }

    private static void comesBack(DnsRecord one) throws Malformed {
        String text = one.toString();
        assertThat(text.chars()).allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f));
        assertThat(DnsRecord.parse(text)).isEqualTo(one);
        // What breaks a rule is read where it stands in a message, and by nobody who asks for it alone.
        if (!(one.data() instanceof GenericRdata.Opaque)) {
            assertThat(Rdata.decode(one.type(), one.data().toBytes())).isEqualTo(one.data());
        }
    }
}
