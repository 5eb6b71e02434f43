package protocols.peer;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table of outcomes: of rows of faults and columns of clients. */
public record FaultTable(List<String> columns, Map<String, List<String>> cells) {

    /** Columns stand between bars; the first line names them, the first column the rows. */
    public static FaultTable parse(String text) {
        List<String> lines = text.lines().toList();
        Map<String, List<String>> cells = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> words = words(line);
            cells.put(words.get(0), words.subList(1, words.size()));
        }
        List<String> head = words(lines.get(0));
        return new FaultTable(head.subList(1, head.size()), cells);
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.split("\\|", -1)) {
            words.add(word.strip());
        }
        return words;
    }

    public List<String> rows() {
        return List.copyOf(cells.keySet());
    }

    public String cell(String row, String column) {
        return cells.get(row).get(columns.indexOf(column));
    }

    /** The page with this table between the two comments that have its name. */
    public String in(String page, String name) {
        String begin = "<!-- table: " + name + " -->\n";
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf("<!-- end -->", from);
        return page.substring(0, from) + "\n" + markdown() + "\n" + page.substring(to);
    }

    private String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("| | " + String.join(" | ", columns) + " |");
        lines.add("| --- |" + " --- |".repeat(columns.size()));
        cells.forEach((row, words) -> lines.add("| " + row + " | "
                + words.stream().map(word -> word.isEmpty() ? "-" : word).collect(joining(" | ")) + " |"));
        return String.join("\n", lines) + "\n";
    }

    /** The cells in which another table has something else. */
    List<String> differences(FaultTable other) {
        List<String> found = new ArrayList<>();
        for (String row : rows()) {
            for (String column : columns) {
                String expected = other.cell(row, column);
                if (!cell(row, column).equals(expected)) {
                    found.add(row + ", " + column + ": " + cell(row, column) + ", not " + expected);
                }
            }
        }
        return found;
    }
}
