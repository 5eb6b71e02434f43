package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import protocols.Transcript;
import protocols.internal.peer.Cue.Kind;
import protocols.spi.CoreFriend;

/**
 * Commands that only ask what a peer can do: a recording that lacks one still suits a client that has learnt to ask it.
 * It gets the answer that the recording has elsewhere, or that of a peer that does not know the command.
 */
final class Questions {

    private static final Set<String> VERBS = Set.of(
            "CAPA", "CAPABILITY", "FEAT", "HELP", "NOOP", "EHLO", "HELO", "ID", "NAMESPACE", "SYST", "CLNT", "OPTS");

    /** Of these, what a session begins with. */
    private static final Set<String> BEGINNINGS = Set.of("EHLO", "HELO");

    /** A question is shorter; what is longer and no line yet is something else. */
    private static final int LONGEST = 1 << 13;

    private Questions() {}

    /** Whether what was said is none of what is due, but no whole line either, where lines are said. */
    static boolean mayBegin(Optional<Cue> due, Inbox in) {
        boolean inLines = due.flatMap(Cue::pattern).map(Pattern::isLine).orElse(true);
        return inLines && in.length() < LONGEST && in.lineEnd() < 0;
    }

    /** Whether a cue is such a question. */
    static boolean isQuestion(Cue cue, boolean tagged) {
        return cue.kind() == Kind.HEAR && isQuestion(((Transcript.Said) cue.entry()).text(), tagged);
    }

    private static boolean isQuestion(String line, boolean tagged) {
        return VERBS.contains(verb(line, tagged));
    }

    private static String verb(String line, boolean tagged) {
        String words = line.strip();
        if (tagged) {
            int space = words.indexOf(' ');
            words = space < 0 ? "" : words.substring(space + 1);
        }
        return firstWord(words).toUpperCase(Locale.ROOT);
    }

    private static String firstWord(String line) {
        int space = line.indexOf(' ');
        return space < 0 ? line : line.substring(0, space);
    }

    /**
     * What is answered to a line that the scene has not here, in the escaped form; empty if it is no such question.
     *
     * @param line as ISO 8859-1, with its end
     */
    static Optional<List<String>> answer(Scene scene, String line) {
        if (!line.endsWith("\r\n") || !isQuestion(line, scene.tagged())) {
            return Optional.empty();
        }
        byte[] word = firstWord(line).getBytes(ISO_8859_1);
        String tag = scene.tagged() ? CoreFriend.get().escapePart(word, 0, word.length) : "";
        Optional<List<String>> elsewhere = elsewhere(scene, verb(line, scene.tagged()), tag);
        return elsewhere.or(() -> Optional.of(byDefault(scene, verb(line, scene.tagged()), tag)));
    }

    /** The answer that the scene has to the same question, the tag in it exchanged. */
    private static Optional<List<String>> elsewhere(Scene scene, String verb, String tag) {
        List<Cue> cues = scene.cues();
        for (int i = 0; i < cues.size(); i++) {
            Cue cue = cues.get(i);
            if (isQuestion(cue, scene.tagged())
                    && verb(((Transcript.Said) cue.entry()).text(), scene.tagged())
                            .equals(verb)) {
                String recorded = firstWord(((Transcript.Said) cue.entry()).text());
                List<String> answer = cues.subList(i + 1, end(cues, i + 1)).stream()
                        .map(one -> ((Transcript.Said) one.entry()).text())
                        .map(text -> scene.tagged() && text.startsWith(recorded + " ")
                                ? tag + text.substring(recorded.length())
                                : text)
                        .toList();
                return answer.isEmpty() ? Optional.empty() : Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    /** Whether all that is left need not be played: such questions, which a client may leave out, and their answers. */
    static boolean isAll(List<Cue> left, boolean tagged, Predicate<Cue> mayBeLeft) {
        int i = 0;
        while (i < left.size()) {
            boolean begins = left.get(i).kind() == Kind.HEAR
                    && BEGINNINGS.contains(verb(((Transcript.Said) left.get(i).entry()).text(), tagged));
            if (isQuestion(left.get(i), tagged) && !begins) {
                i = end(left, i + 1);
            } else if (mayBeLeft.test(left.get(i))) {
                i++;
            } else {
                return false;
            }
        }
        return true;
    }

    /** Where what the server says from a cue on ends. */
    static int end(List<Cue> cues, int from) {
        int end = from;
        while (end < cues.size() && cues.get(end).kind() == Kind.SAY) {
            end++;
        }
        return end;
    }

    /**
     * NOOP is done, as every server knows it; IMAP's capabilities are those that were told with another answer. All else
     * is not known: RFC 959 and RFC 5321: 502; RFC 1939 section 3: -ERR; RFC 9051 section 7.1.3: BAD.
     */
    private static List<String> byDefault(Scene scene, String verb, String tag) {
        boolean nothing = verb.equals("NOOP");
        if (scene.tagged() && verb.equals("CAPABILITY")) {
            return List.of("* CAPABILITY " + capabilities(scene), tag + " OK done");
        }
        if (scene.tagged()) {
            return List.of(tag + (nothing ? " OK done" : " BAD not known"));
        }
        if (says(scene, "+OK")) {
            return List.of(nothing ? "+OK" : "-ERR not known");
        }
        String done = says(scene, "331") || says(scene, "230") ? "200 ok" : "250 ok";
        // RFC 5321 section 3.2: whoever was told that EHLO is not known says HELO.
        return List.of(nothing || verb.equals("HELO") ? done : "502 not known");
    }

    private static boolean says(Scene scene, String start) {
        return scene.cues().stream()
                .anyMatch(cue -> cue.kind() == Kind.SAY
                        && ((Transcript.Said) cue.entry()).text().startsWith(start));
    }

    /** Those that were told in a greeting (RFC 9051 section 7.1); the least that a server has if none were. */
    private static String capabilities(Scene scene) {
        String code = "[CAPABILITY ";
        for (Cue cue : scene.cues()) {
            String text = cue.kind() == Kind.SAY ? ((Transcript.Said) cue.entry()).text() : "";
            int at = text.toUpperCase(Locale.ROOT).indexOf(code);
            int end = text.indexOf(']', Math.max(0, at));
            if (at >= 0 && end > at) {
                return text.substring(at + code.length(), end);
            }
        }
        return "IMAP4rev1";
    }
}
