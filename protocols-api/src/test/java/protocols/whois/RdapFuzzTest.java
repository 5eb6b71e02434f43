package protocols.whois;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import protocols.Text;
import protocols.WireException;
import protocols.http.Headers;
import protocols.http.Url;

/** Whatever a service says: it is read without an exception, the same each time, and prints nothing that moves a cursor. */
class RdapFuzzTest {

    private static final Url URL = Url.parse("https://rdap.example/x");

    private static final List<WhoisQuery> QUERIES = List.of(
            WhoisQuery.of("example.com"),
            WhoisQuery.of("192.0.2.1"),
            WhoisQuery.of("AS64496"),
            WhoisQuery.of("AB1-TEST"));

    /** The first byte chooses the query. */
    @FuzzTest(maxDuration = "60s")
    void answer(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        WhoisQuery query = QUERIES.get((bytes[0] & 0xff) % QUERIES.size());
        RdapReply reply = new RdapReply(URL, 200, Headers.NONE, Arrays.copyOfRange(bytes, 1, bytes.length));
        WhoisAnswer answer = reply.answer(query);
        assertThat(reply.answer(query).fields()).isEqualTo(answer.fields());
        isPrintable(answer.reason());
        answer.fields().forEach(field -> isPrintable(field.toString()));
        answer.contacts().forEach(contact -> isPrintable(contact.toString()));
        reply.related().ifPresent(link -> isPrintable(link.url().toString()));
    }

    @FuzzTest(maxDuration = "60s")
    void registry(byte[] bytes) {
        try {
            ServiceRegistry registry = ServiceRegistry.read(bytes);
            QUERIES.forEach(query -> registry.services(query)
                    .forEach(url -> assertThat(url.toString()).endsWith("/")));
        } catch (WireException.Malformed | WireException.LimitExceeded refused) {
            isPrintable(refused.getMessage());
        } catch (WireException other) {
            throw new AssertionError(new String(bytes, UTF_8), other);
        }
    }

    private static void isPrintable(String text) {
        assertThat(text.chars().noneMatch(c -> Text.isControl((char) c))).isTrue();
    }
}
