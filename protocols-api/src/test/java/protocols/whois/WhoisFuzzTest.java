package protocols.whois;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import protocols.Text;

/** Whatever a server says: it is read without an exception, the same each time, and prints nothing that a terminal obeys. */
class WhoisFuzzTest {

    private static final List<WhoisQuery> QUERIES = List.of(
            WhoisQuery.of("example.com"),
            WhoisQuery.of("192.0.2.1"),
            WhoisQuery.of("2001:db8::1"),
            WhoisQuery.of("AS64496"),
            WhoisQuery.of("EX1-TEST"),
            WhoisQuery.of("com"));

    /** The first byte chooses the query. */
    @FuzzTest(maxDuration = "60s")
    void answer(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        WhoisQuery query = QUERIES.get((bytes[0] & 0xff) % QUERIES.size());
        byte[] said = Arrays.copyOfRange(bytes, 1, bytes.length);
        WhoisStep step = WhoisStep.decode(WhoisServer.IANA, query.text(), said, Optional.empty());
        Registration found = Registration.of(query, List.of(step));
        assertThat(Registration.of(query, List.of(step)).lines()).isEqualTo(found.lines());
        found.lines().forEach(WhoisFuzzTest::isPrintable);
        isPrintable(found.reason());
        found.contacts().forEach(contact -> isPrintable(contact.toString()));
        found.answers().get(0).text().entries().forEach(entry -> isPrintable(entry.toString()));
        found.fields().forEach(field -> assertThat(said.length).isGreaterThanOrEqualTo(field.lineNumber()));
        ReferralPolicy.DEFAULT.judge(found.chain()).forEach(WhoisFuzzTest::isNarrow);
        ServerCache cache = ServerCache.of(1, Duration.ofHours(1));
        cache.learn(query, step.text(), WhoisServer.IANA);
        assertThat(cache.find(query)).isIn(Optional.empty(), Optional.of(WhoisServer.IANA));
    }

    @FuzzTest(maxDuration = "60s")
    void date(byte[] utf8) {
        String raw = new String(utf8, StandardCharsets.UTF_8);
        WhoisDate date = WhoisDate.read(raw);
        assertThat(date.raw()).isEqualTo(raw);
        isPrintable(date.toString());
        assertThat(date.local().isPresent()).isEqualTo(date.precision() != WhoisDate.Precision.TEXT);
    }

    private static void isNarrow(WhoisReferral referral) {
        if (referral instanceof WhoisReferral.To to) {
            assertThat(to.server().port()).isEqualTo(WhoisServer.PORT);
            assertThat(to.server().host()).matches("[a-z0-9._:-]+");
        }
    }

    private static void isPrintable(String text) {
        assertThat(text.chars().noneMatch(c -> Text.isControl((char) c)))
                .as(Text.escaped(text))
                .isTrue();
    }
}
