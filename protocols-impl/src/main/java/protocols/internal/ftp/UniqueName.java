package protocols.internal.ftp;

import java.util.Optional;
import protocols.Reply;

/**
 * The name that a server chose for STOU: {@code 150 FILE: name} (RFC 1123 section 4.1.2.9), or as other servers have it
 * in the confirmation, {@code 226 Transfer complete (unique file name:name).}, or in either between quotes.
 */
final class UniqueName {

    private static final String FILE = "FILE:";
    private static final String UNIQUE = "unique file name:";

    private UniqueName() {}

    static Optional<String> of(Reply begun, Reply done) {
        return behind(FILE, begun)
                .or(() -> behind(FILE, done))
                .or(() -> behind(UNIQUE, begun).or(() -> behind(UNIQUE, done)).map(UniqueName::withoutEnd))
                .or(() -> FactReplies.created(begun))
                .or(() -> FactReplies.created(done));
    }

    /** What stands behind words with which a line, or a word of it, begins. */
    private static Optional<String> behind(String words, Reply reply) {
        for (String line : reply.lines()) {
            for (int at = 0; at + words.length() < line.length(); at++) {
                boolean isWord = at == 0 || " (".indexOf(line.charAt(at - 1)) >= 0;
                if (isWord && line.regionMatches(true, at, words, 0, words.length())) {
                    String rest = line.substring(at + words.length());
                    return Optional.of(rest.startsWith(" ") ? rest.substring(1) : rest)
                            .filter(name -> !name.isEmpty());
                }
            }
        }
        return Optional.empty();
    }

    /** Without the end of the sentence and the parenthesis that it stands in. */
    private static String withoutEnd(String text) {
        int close = text.lastIndexOf(')');
        return close > 0 ? text.substring(0, close) : text;
    }
}
