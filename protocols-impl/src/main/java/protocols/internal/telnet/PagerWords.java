package protocols.internal.telnet;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What pagers say at the end of a page, and the key that goes on. */
final class PagerWords {

    private static final int LONGEST = 100;

    /** What asks for Enter. */
    private static final List<String> ENTER =
            List.of("press enter", "press <enter>", "press return", "press <return>", "hit return", "hit enter");

    /** What is content with any key. */
    private static final List<String> ANY = List.of(
            "any key to continue",
            "press any key",
            "hit any key",
            "press space",
            "press <space>",
            "hit space",
            "(end)",
            "q to quit",
            "taste drücken",
            "appuyez sur une touche",
            "presione una tecla",
            "pulse una tecla",
            "premere un tasto");

    private PagerWords() {}

    /** The key that turns the page, if that is asked for here. */
    static Optional<String> key(Pause here) {
        String line = here.words();
        if (line.isEmpty() || line.length() > LONGEST) {
            return Optional.empty();
        }
        if (ENTER.stream().anyMatch(line::contains)) {
            return Optional.of("\r\n");
        }
        return isMore(line) || ANY.stream().anyMatch(line::contains) ? Optional.of(" ") : Optional.empty();
    }

    /** The last page of less, where it waits for what it is to do next. */
    static boolean isLastPage(Pause here) {
        return here.line().toLowerCase(Locale.ROOT).contains("(end)");
    }

    /** The word between any signs: {@code --More--(42%)}, {@code <--- More --->}, {@code [more]}. */
    private static boolean isMore(String line) {
        int start = 0;
        while (start < line.length() && !Character.isLetterOrDigit(line.charAt(start))) {
            start++;
        }
        int end = start + "more".length();
        return start > 0
                && line.startsWith("more", start)
                && (end == line.length() || !Character.isLetterOrDigit(line.charAt(end)));
    }
}
