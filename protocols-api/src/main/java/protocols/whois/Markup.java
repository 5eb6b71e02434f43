package protocols.whois;

import java.util.List;
import java.util.Locale;
import protocols.whois.WhoisText.Line;

/** Tells an answer of WHOIS from a page, a response of HTTP or a value of JSON that came instead. */
final class Markup {

    private static final int READ = 40;

    private static final List<String> MARKS =
            List.of("<!doctype", "<html", "<head>", "<body", "<title", "<?xml", "<h1", "</");

    private Markup() {}

    static boolean isPage(List<Line> lines) {
        List<String> said = lines.stream()
                .map(line -> line.text().strip().toLowerCase(Locale.ROOT))
                .filter(text -> !text.isEmpty())
                .limit(READ)
                .toList();
        return !said.isEmpty()
                && (said.get(0).startsWith("http/")
                        || said.get(0).startsWith("{")
                        || said.get(0).startsWith("<")
                        || said.stream().anyMatch(text -> MARKS.stream().anyMatch(text::contains)));
    }
}
