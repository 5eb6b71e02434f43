package protocols.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Locale;
import java.util.stream.Collectors;
import protocols.Text;
import protocols.WireException;

/** Whatever bytes come: a value that reads the same when it is written again, or one of two errors. */
class JsonFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void text(byte[] bytes) {
        Json value;
        try {
            value = JsonReader.read(bytes);
        } catch (WireException.Malformed | WireException.LimitExceeded refused) {
            assertThat(refused.getMessage().chars().noneMatch(c -> Text.isControl((char) c)))
                    .isTrue();
            return;
        } catch (WireException other) {
            throw new AssertionError(other);
        }
        String written = write(value);
        try {
            assertThat(JsonReader.read(written.getBytes(UTF_8))).isEqualTo(value);
        } catch (WireException e) {
            throw new AssertionError(written, e);
        }
    }

    private static String write(Json value) {
        if (value instanceof Json.Text text) {
            return quoted(text.value());
        }
        if (value instanceof Json.Numeral number) {
            return number.written();
        }
        if (value instanceof Json.Array array) {
            return array.values().stream().map(JsonFuzzTest::write).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Json.Members members) {
            return members.values().entrySet().stream()
                    .map(member -> quoted(member.getKey()) + ":" + write(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return value.toString().toLowerCase(Locale.ROOT);
    }

    private static String quoted(String text) {
        return text.chars()
                .mapToObj(
                        c -> c < ' ' || c == '"' || c == '\\' ? String.format("\\u%04x", c) : String.valueOf((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
