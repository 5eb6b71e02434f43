package protocols.internal.peer;

import java.util.ArrayList;
import java.util.List;
import protocols.Transcript;
import protocols.internal.peer.Cue.Kind;

/**
 * Takes batches apart: where a client sent several commands at once and was answered after them, each answer is put
 * behind its command. So the scene suits a client that waits for each answer, too.
 */
final class Batches {

    private Batches() {}

    static List<Cue> apart(List<Cue> cues, int main) {
        List<Cue> ordered = new ArrayList<>();
        int i = 0;
        while (i < cues.size()) {
            int answers = i;
            while (answers < cues.size() && isCommand(cues.get(answers), main)) {
                answers++;
            }
            List<List<Cue>> replies = answers - i > 1 ? replies(cues, answers, main) : List.of();
            if (!replies.isEmpty() && replies.size() == answers - i) {
                for (int k = 0; k < replies.size(); k++) {
                    ordered.add(cues.get(i + k));
                    ordered.addAll(replies.get(k));
                    answers += replies.get(k).size();
                }
                i = answers;
            } else if (answers > i) {
                ordered.addAll(cues.subList(i, answers));
                i = answers;
            } else {
                ordered.add(cues.get(i++));
            }
        }
        return ordered;
    }

    private static boolean isCommand(Cue cue, int main) {
        return cue.kind() == Kind.HEAR && cue.channel() == main;
    }

    /** The replies that follow, each with the connection that comes about behind it; none if they are not of one line's end. */
    private static List<List<Cue>> replies(List<Cue> cues, int from, int main) {
        List<List<Cue>> replies = new ArrayList<>();
        List<Cue> open = new ArrayList<>();
        for (int i = from; i < cues.size(); i++) {
            Cue cue = cues.get(i);
            boolean connects = cue.kind() == Kind.ACCEPT || cue.kind() == Kind.CONNECT;
            if (connects && open.isEmpty() && !replies.isEmpty()) {
                replies.get(replies.size() - 1).add(cue);
            } else if (cue.kind() == Kind.SAY && cue.channel() == main) {
                open.add(cue);
                if (isLast(((Transcript.Said) cue.entry()).text())) {
                    replies.add(open);
                    open = new ArrayList<>();
                }
            } else {
                break;
            }
        }
        return open.isEmpty() ? replies : List.of();
    }

    /** Whether a line ends a reply: a code and a space, a status of POP3, a tagged line of IMAP. */
    private static boolean isLast(String line) {
        boolean code = line.length() >= 3 && line.substring(0, 3).chars().allMatch(Character::isDigit);
        if (code) {
            return line.length() == 3 || line.charAt(3) == ' ';
        }
        int space = line.indexOf(' ');
        boolean tagged = space > 1
                && Character.isDigit(line.charAt(space - 1))
                && Character.isLetter(line.charAt(0))
                && line.substring(0, space).chars().allMatch(Character::isLetterOrDigit);
        return line.startsWith("+OK") || line.startsWith("-ERR") || tagged;
    }
}
