package protocols.whois;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import protocols.whois.WhoisField.Key;
import protocols.whois.WhoisText.Entry;
import protocols.whois.WhoisText.Line;

/** What stands in an answer outside of its record, sentence by sentence: a sentence may be cut by the end of a line. */
final class Sentences {

    private static final int READ = 600;

    /** After one of these a sentence goes on in the next line. */
    private static final Set<String> OPEN_ENDS = Wordings.words(
            "of the a an for about that and or to by with in is are was not no if when because since as");

    private static final Set<String> LABELS = Wordings.words("is was are were has had");

    private final String query;
    private final Set<Integer> fields;
    private final List<Sentence> sentences = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private int first = -1;
    private int last = -1;
    private int paragraph;
    private boolean afterRemark;
    private boolean afterColon;

    /**
     * A sentence.
     *
     * @param words as they were written, {@link Wordings#QUERY} for what was asked for
     * @param from the index of the line in which it begins
     * @param to the index of the line in which it ends
     * @param paragraph the number of the paragraph: lines without a blank one or another kind of remark between them
     */
    record Sentence(List<String> words, int from, int to, int paragraph) {}

    private Sentences(String query, Set<Integer> fields) {
        this.query = query;
        this.fields = fields;
    }

    static List<Sentence> of(WhoisQuery query, WhoisText text) {
        Set<Integer> fields = text.entries().stream()
                .filter(entry -> FieldNames.of(entry.key())
                        .filter(key -> key != Key.DOMAIN)
                        .isPresent())
                .map(Entry::line)
                .map(Line::number)
                .collect(Collectors.toSet());
        Sentences all = new Sentences(query.text().toLowerCase(Locale.ROOT), fields);
        List<Line> lines = text.lines();
        for (int i = 0; i < lines.size(); i++) {
            all.line(lines.get(i), i);
        }
        all.flush();
        return all.sentences;
    }

    /** The words of one value. */
    static List<String> words(String value) {
        Sentences one = new Sentences("", Set.of());
        one.read(value.isEmpty() ? " " : value.substring(0, Math.min(READ, value.length())), 0);
        one.flush();
        return one.sentences.stream().flatMap(s -> s.words().stream()).toList();
    }

    /** Whether it is a remark, as RPSL servers write all that is no object. */
    static boolean isRemark(String line) {
        return line.startsWith("%") || line.startsWith("#");
    }

    static boolean isBlank(String line) {
        return content(line).isEmpty();
    }

    private static String content(String line) {
        int at = 0;
        while (at < line.length() && "%#;>*- \t".indexOf(line.charAt(at)) >= 0) {
            at++;
        }
        return line.substring(at).strip();
    }

    private void line(Line line, int index) {
        String content = content(line.text());
        boolean remark = isRemark(line.text());
        if (content.isEmpty() || remark != afterRemark || fields.contains(line.number())) {
            flush();
            paragraph++;
        }
        afterRemark = remark;
        if (content.isEmpty() || fields.contains(line.number())) {
            return;
        }
        String text = marked(content.substring(0, Math.min(READ, content.length())), query);
        if (!goesOn(text)) {
            flush();
        }
        read(text, index);
    }

    private boolean goesOn(String text) {
        if (words.isEmpty()) {
            return true;
        }
        String before = Wordings.lower(words.get(words.size() - 1));
        int end = 0;
        while (end < text.length() && isPart(text.charAt(end))) {
            end++;
        }
        boolean open = OPEN_ENDS.contains(before)
                || Doubts.isDoubt(before)
                || (words.size() <= 3
                        && !Doubts.areNoneIn(words)
                        && !Wordings.sayFree(words)
                        && !Faults.isAllowance(words));
        boolean follows = Doubts.isDoubt(Wordings.lower(text.substring(0, end))) && !isAfterNotice(text);
        return open || follows || afterColon || Character.isLowerCase(text.charAt(0));
    }

    /** {@code Remaining: 9}, and then the answer. */
    private boolean isAfterNotice(String text) {
        return Faults.isAllowance(words) && Wordings.sayFree(words(text));
    }

    private void read(String text, int index) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            boolean inside = (c == '.' || c == '-') && i > start && i + 1 < text.length() && isPart(text.charAt(i + 1));
            if (isPart(c) || inside) {
                continue;
            }
            if (i > start) {
                add(text.substring(start, i), index);
            }
            boolean footnote = c == '*' && i > start && !text.startsWith("**", i);
            start = i + 1;
            if (c == '?' || footnote || (c == ':' && isVerb())) {
                add(String.valueOf(c), index);
            }
            if (c == '.' || c == '!' || c == '?' || c == ';') {
                flush();
            }
        }
        char end = text.charAt(text.length() - 1);
        afterColon = end == ':';
        if (!isPart(end) && "\"')],:".indexOf(end) < 0) {
            flush();
        }
    }

    /** Whether it is the label of what once was, or of a question: {@code Was: not found}. */
    private boolean isVerb() {
        return words.size() == 1 && LABELS.contains(Wordings.lower(words.get(0)));
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '\'' || c == Wordings.QUERY.charAt(0);
    }

    private void add(String word, int index) {
        String bare = word;
        while (bare.startsWith("'")) {
            bare = bare.substring(1);
        }
        while (bare.endsWith("'")) {
            bare = bare.substring(0, bare.length() - 1);
        }
        if (bare.isEmpty()) {
            return;
        }
        first = words.isEmpty() ? index : first;
        last = index;
        boolean same = bare.indexOf('.') > 0
                && HostName.toAscii(bare).filter(query::equals).isPresent();
        words.add(same ? Wordings.QUERY : bare);
    }

    private void flush() {
        if (!words.isEmpty()) {
            sentences.add(new Sentence(List.copyOf(words), first, last, paragraph));
        }
        words = new ArrayList<>();
    }

    /** A name may hold any wording: {@code No match for "throttled.example"}. A part of another name is not the name. */
    private static String marked(String line, String query) {
        boolean plain = query.chars().allMatch(Character::isLetter);
        String lower = line.toLowerCase(Locale.ROOT);
        if (plain || lower.length() != line.length()) {
            return line;
        }
        StringBuilder marked = new StringBuilder();
        int done = 0;
        for (int at = lower.indexOf(query); at >= 0; at = lower.indexOf(query, at + 1)) {
            int end = at + query.length();
            if (at >= done && isEdge(line, at - 1, -1) && isEdge(line, end, 1)) {
                marked.append(line, done, at).append(Wordings.QUERY);
                done = end;
            }
        }
        return marked.append(line.substring(done)).toString();
    }

    private static boolean isEdge(String line, int at, int step) {
        if (at < 0 || at >= line.length()) {
            return true;
        }
        char c = line.charAt(at);
        int beyond = at + step;
        boolean joins = c == '.' || c == '-' || c == '@' || c == '_';
        return !Character.isLetterOrDigit(c)
                && (!joins || beyond < 0 || beyond >= line.length() || !Character.isLetterOrDigit(line.charAt(beyond)));
    }
}
