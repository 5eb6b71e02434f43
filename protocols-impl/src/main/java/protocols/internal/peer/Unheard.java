package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import protocols.Transcript;
import protocols.spi.CoreFriend;
import protocols.spi.SecretGrammar;

/** What a client said and no script foresaw, without the secrets that such lines are known to hold. */
final class Unheard {

    /** What stands before a word, or a parameter of a form. */
    private static final String BEFORE = " &?;";

    private Unheard() {}

    /** What stands before each secret in a line of a script, such as {@code password=}: there may be one behind it elsewhere. */
    static List<String> labels(String text) {
        List<String> labels = new ArrayList<>();
        for (int at = text.indexOf(Transcript.REDACTED); at >= 0; at = text.indexOf(Transcript.REDACTED, at + 1)) {
            int start = at - 1;
            while (start > 0 && text.charAt(start) == ' ') {
                start--;
            }
            while (start > 0 && BEFORE.indexOf(text.charAt(start - 1)) < 0) {
                start--;
            }
            if (start >= 0 && at - start > 1) {
                labels.add(text.substring(start, at));
            }
        }
        return labels;
    }

    /** As {@link #shown(byte[])}, without what stands behind each of these. */
    static String shown(byte[] bytes, Collection<String> labels) {
        String line = new String(bytes, ISO_8859_1);
        if (SecretGrammar.secret(line) >= 0) {
            return shown(bytes);
        }
        StringBuilder out = new StringBuilder();
        int shown = 0;
        for (int at = 0; at < line.length(); at++) {
            int from = isWordStart(line, at) ? behindLabel(line, at, labels) : -1;
            if (from >= 0) {
                out.append(CoreFriend.get().escapePart(bytes, shown, from)).append(Transcript.REDACTED);
                while (from < line.length() && "&;\r\n".indexOf(line.charAt(from)) < 0) {
                    from++;
                }
                shown = from;
                at = from;
            }
        }
        return out.append(CoreFriend.get().escape(bytes, shown, bytes.length)).toString();
    }

    private static boolean isWordStart(String line, int at) {
        return at == 0 || BEFORE.indexOf(line.charAt(at - 1)) >= 0;
    }

    /** Behind the label that stands there, whatever its case; -1 if none does. */
    private static int behindLabel(String line, int at, Collection<String> labels) {
        return labels.stream()
                .filter(label -> line.regionMatches(true, at, label, 0, label.length()))
                .mapToInt(label -> at + label.length())
                .max()
                .orElse(-1);
    }

    static String shown(byte[] bytes) {
        String line = new String(bytes, ISO_8859_1);
        int secret = SecretGrammar.secret(line);
        return secret < 0 || line.substring(secret).isBlank()
                ? CoreFriend.get().escape(bytes, 0, bytes.length)
                : CoreFriend.get().escapePart(bytes, 0, secret) + Transcript.REDACTED;
    }
}
