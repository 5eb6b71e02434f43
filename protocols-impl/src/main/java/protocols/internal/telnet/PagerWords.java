package protocols.internal.telnet;

import java.util.List;
import java.util.Optional;

/** What pagers say at the end of a page, and the key that goes on. */
final class PagerWords {

    /** The key that ends lines, which is not the same in all modes. */
    static final String ENTER = "\r\n";

    private static final int LONGEST = 100;

    /** What stands between signs. */
    private static final List<String> MORE = List.of("more", "weiter", "mehr", "suite", "plus", "más", "altro", "mais");

    /** What asks for Enter. */
    private static final List<String> ASKS_ENTER =
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
            "<space>",
            "beliebiger taste",
            "beliebige taste",
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
        if (ASKS_ENTER.stream().anyMatch(line::contains)) {
            return Optional.of(ENTER);
        }
        return isMore(line) || ANY.stream().anyMatch(line::contains) ? Optional.of(" ") : Optional.empty();
    }

    /** As above, also for what is a pager only where output stands before it: less, which says little. */
    static Optional<String> keyOfOutput(Pause here) {
        String line = here.words();
        // Whatever other key there is, less stays at its last page.
        if (line.contains("(end)") && line.length() <= LONGEST) {
            return Optional.of("q");
        }
        if (line.contains("[c]ontinue") && line.length() <= LONGEST) {
            return Optional.of("c");
        }
        boolean isLess = here.before() > 0 && (line.equals(":") || isRange(line));
        return isLess ? Optional.of(" ") : key(here);
    }

    /** The last page of more, which it has filled with empty lines: it says so over what it says of the others. */
    static boolean isPadded(String line) {
        int more = line.indexOf("--More--");
        return more >= 0 && line.indexOf("(END)", more) > more;
    }

    /** As {@code lines 1-23} and {@code lines 24-46/60 76%}. */
    private static boolean isRange(String line) {
        return line.startsWith("lines ")
                && line.substring("lines ".length())
                        .chars()
                        .allMatch(c -> Character.isDigit(c) || "-/ %".indexOf(c) >= 0);
    }

    /** The word between any signs: {@code --More--(42%)}, {@code <--- More --->}, {@code [more]}, {@code Suite--}. */
    private static boolean isMore(String line) {
        int start = 0;
        while (start < line.length() && !Character.isLetterOrDigit(line.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < line.length() && Character.isLetterOrDigit(line.charAt(end))) {
            end++;
        }
        return (start > 0 || line.startsWith("--", end)) && MORE.contains(line.substring(start, end));
    }
}
