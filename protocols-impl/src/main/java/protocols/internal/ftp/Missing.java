package protocols.internal.ftp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.Batch;
import protocols.WireException;
import protocols.spi.CoreFriend;

/** Makes the directories of a path that are missing. */
final class Missing {

    private final Control control;

    Missing(Control control) {
        this.control = control;
    }

    /**
     * Each is asked for, as that is what another client cannot come in between of; whether one that is refused is there is
     * looked at for the whole path alone.
     */
    List<String> make(String path) throws WireException {
        Control.command("MKD", path);
        List<String> asked = beginnings(path);
        Batch<String, String> answers = new ManyPaths(control).make(asked);
        List<String> made = List.copyOf(answers.done().keySet());
        String whole = asked.isEmpty() ? path : asked.get(asked.size() - 1);
        if (!made.contains(whole)) {
            Optional<WireException.Refused> no = new Place(control).refusal(path);
            if (no.isPresent()) {
                WireException first = answers.refused().get(whole);
                throw CoreFriend.get().with(first == null ? no.get() : first, answers);
            }
        }
        return made;
    }

    /** The path up to each slash, and all of it: {@code /a}, {@code /a/b}. Nobody makes {@code .} or {@code ..}. */
    private static List<String> beginnings(String path) {
        List<String> found = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                String part = path.substring(from, i);
                if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
                    found.add(path.substring(0, i));
                }
                from = i + 1;
            }
        }
        return found;
    }
}
