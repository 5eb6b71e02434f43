package protocols.ftp.suite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of the page {@code src/site/markdown/ftp-servers.md}, each of which has a column for each server. */
final class ServersPage {

    /** What stands where there is nothing to say. */
    static final String NOTHING = "-";

    private String text;

    ServersPage(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Writes a server's column, with the rows in this order; what the other servers' columns have stays. */
    void write(String table, Served server, Map<String, String> cells) {
        String begin = "<!-- table: " + table + " -->\n";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf("<!-- end -->", from);
        Map<String, List<String>> old = parse(text.substring(from, to));
        List<String> titles = Arrays.stream(Served.values()).map(Served::title).toList();
        List<String> lines = new ArrayList<>();
        lines.add(line("", titles));
        lines.add("| --- |" + " --- |".repeat(titles.size()));
        cells.forEach((row, cell) -> {
            List<String> words = new ArrayList<>(old.getOrDefault(row, List.of()));
            while (words.size() < titles.size()) {
                words.add(NOTHING);
            }
            words.set(server.ordinal(), cell);
            lines.add(line(row, words));
        });
        text = text.substring(0, from) + "\n" + String.join("\n", lines) + "\n\n" + text.substring(to);
    }

    private static String line(String row, List<String> words) {
        return "| " + (row.isEmpty() ? "" : row + " ") + "| " + String.join(" | ", words) + " |";
    }

    /** The cells of each row, but for those of the head and the rule below it. */
    private static Map<String, List<String>> parse(String table) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        table.lines().filter(line -> line.startsWith("|")).skip(2).forEach(line -> {
            List<String> words = Arrays.stream(line.substring(1).split("\\|"))
                    .map(String::strip)
                    .toList();
            rows.put(words.get(0), words.subList(1, words.size()));
        });
        return rows;
    }
}
