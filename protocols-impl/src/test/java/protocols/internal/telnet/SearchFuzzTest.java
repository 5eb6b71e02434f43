package protocols.internal.telnet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import protocols.WireException.Hangup;
import protocols.telnet.Expectation;
import protocols.telnet.Match;

/** Whatever a peer says: texts, lines and marks are found alike however it is cut, and nothing is lost or found twice. */
class SearchFuzzTest {

    private static final List<Expectation> WANTED =
            List.of(Expectation.text("aab"), Expectation.text("> "), Expectation.promptMark(), Expectation.line());

    private static final List<Expectation> PATTERNS = List.of(
            Expectation.pattern(Pattern.compile("(a+)b|[#$] ")), Expectation.pattern(Pattern.compile("(?m)^\\w*>")));

    @FuzzTest(maxDuration = "60s")
    void cut(byte[] bytes) throws IOException {
        String whole = found(bytes, bytes.length + 1, WANTED);
        assertThat(found(bytes, 1, WANTED)).isEqualTo(whole);
        assertThat(found(bytes, 5, WANTED)).isEqualTo(whole);
        assertThat(found(bytes, 3, PATTERNS)).isNotNull();
        Pause.of(buffer(bytes));
    }

    private static ExpectBuffer buffer(byte[] bytes) {
        ExpectBuffer buffer = new ExpectBuffer(UTF_8, 1 << 20, 64);
        buffer.append(bytes, 0, bytes.length);
        return buffer;
    }

    /** A byte 7 is a mark here. */
    private static String found(byte[] bytes, int piece, List<Expectation> wanted) throws IOException {
        ExpectBuffer buffer = new ExpectBuffer(UTF_8, 1 << 20, 64);
        StringBuilder all = new StringBuilder();
        int length = 0;
        Search search = buffer.search(wanted);
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == 7) {
                buffer.mark();
            } else {
                buffer.append(bytes, at, at + 1);
            }
            if (at % piece == piece - 1 || at == bytes.length - 1) {
                for (Optional<Match> match = search.poll(); match.isPresent(); match = search.poll()) {
                    all.append(match.get()).append('|');
                    length += match.get().before().length() + match.get().text().length();
                    search = buffer.search(wanted);
                }
            }
        }
        buffer.end();
        try {
            for (Optional<Match> match = search.poll(); match.isPresent(); match = search.poll()) {
                all.append(match.get()).append('|');
                search = buffer.search(wanted);
            }
        } catch (Hangup over) {
            length += buffer.length();
        }
        assertThat(length).isLessThanOrEqualTo(bytes.length);
        return all.append(buffer.take()).toString();
    }
}
