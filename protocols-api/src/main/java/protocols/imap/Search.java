package protocols.imap;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import protocols.Text;
import protocols.spi.SearchPart;

/**
 * What to search for (RFC 9051 section 6.4.4). Immutable; each search starts as one key, and they are put together:
 * {@code Search.unseen().and(Search.from("alice").or(Search.from("bob"))).and(Search.subject("lunch").not())}.
 *
 * <p>Text may be any Unicode but NUL; a search with text outside ASCII is sent as CHARSET UTF-8.
 */
public final class Search {

    private static final Search ALL = new Search(List.of());
    private static final List<SearchPart> EVERYTHING = List.of(SearchPart.words("ALL"));
    private static final String EMPTY_SET = "an empty set cannot be searched";

    private final List<SearchPart> parts;

    private Search(List<SearchPart> parts) {
        this.parts = parts;
    }

    /** Every message. */
    public static Search all() {
        return ALL;
    }

    /** Those with {@code \Answered}. */
    public static Search answered() {
        return words("ANSWERED");
    }

    /** Those without {@code \Answered}. */
    public static Search unanswered() {
        return words("UNANSWERED");
    }

    /** Those with {@code \Seen}. */
    public static Search seen() {
        return words("SEEN");
    }

    /** Those without {@code \Seen}. */
    public static Search unseen() {
        return words("UNSEEN");
    }

    /** Those with {@code \Flagged}. */
    public static Search flagged() {
        return words("FLAGGED");
    }

    /** Those without {@code \Flagged}. */
    public static Search unflagged() {
        return words("UNFLAGGED");
    }

    /** Those with {@code \Deleted}. */
    public static Search deleted() {
        return words("DELETED");
    }

    /** Those without {@code \Deleted}. */
    public static Search undeleted() {
        return words("UNDELETED");
    }

    /** Those with {@code \Draft}. */
    public static Search draft() {
        return words("DRAFT");
    }

    /**
     * Those with a keyword.
     *
     * @throws IllegalArgumentException if the flag is a system flag: those have calls of their own
     */
    public static Search keyword(Flag keyword) {
        if (keyword.isSystem()) {
            throw new IllegalArgumentException("not a keyword: " + keyword);
        }
        return words("KEYWORD " + keyword.name());
    }

    /** Those with a text in the From field. */
    public static Search from(String text) {
        return sought("FROM", text);
    }

    /** Those with a text in the To field. */
    public static Search to(String text) {
        return sought("TO", text);
    }

    /** Those with a text in the Cc field. */
    public static Search cc(String text) {
        return sought("CC", text);
    }

    /** Those with a text in the Bcc field. */
    public static Search bcc(String text) {
        return sought("BCC", text);
    }

    /** Those with a text in the subject. */
    public static Search subject(String text) {
        return sought("SUBJECT", text);
    }

    /** Those with a text in the body. */
    public static Search body(String text) {
        return sought("BODY", text);
    }

    /** Those with a text in the header or the body. */
    public static Search text(String text) {
        return sought("TEXT", text);
    }

    /** Those with a header field that has a text in it; an empty text asks for the field alone. */
    public static Search header(String field, String text) {
        return new Search(List.of(SearchPart.words("HEADER"), sought(field), sought(text)));
    }

    /** Those that the server got on a day or later. */
    public static Search since(LocalDate day) {
        return words("SINCE " + date(day));
    }

    /** Those that the server got before a day. */
    public static Search before(LocalDate day) {
        return words("BEFORE " + date(day));
    }

    /** Those that the server got on a day. */
    public static Search on(LocalDate day) {
        return words("ON " + date(day));
    }

    /** Those whose Date field is a day or later. */
    public static Search sentSince(LocalDate day) {
        return words("SENTSINCE " + date(day));
    }

    /** Those whose Date field is before a day. */
    public static Search sentBefore(LocalDate day) {
        return words("SENTBEFORE " + date(day));
    }

    /** Those whose Date field is a day. */
    public static Search sentOn(LocalDate day) {
        return words("SENTON " + date(day));
    }

    /** Those of more bytes than this. */
    public static Search larger(long bytes) {
        return words("LARGER " + size(bytes));
    }

    /** Those of fewer bytes than this. */
    public static Search smaller(long bytes) {
        return words("SMALLER " + size(bytes));
    }

    /** Those with these UIDs. */
    public static Search uid(UidSet uids) {
        if (uids.isEmpty()) {
            throw new IllegalArgumentException(EMPTY_SET);
        }
        return words("UID " + uids);
    }

    /** Those with these sequence numbers. */
    public static Search numbers(SequenceSet numbers) {
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException(EMPTY_SET);
        }
        return words(numbers.toString());
    }

    /** Those that this search and the other find. */
    public Search and(Search other) {
        List<SearchPart> both = new ArrayList<>(parts);
        both.addAll(other.parts);
        return new Search(List.copyOf(both));
    }

    /** Those that this search or the other finds. */
    public Search or(Search other) {
        List<SearchPart> either = new ArrayList<>();
        either.add(SearchPart.words("OR"));
        addTo(either);
        other.addTo(either);
        return new Search(List.copyOf(either));
    }

    /** Those that this search does not find. */
    public Search not() {
        List<SearchPart> others = new ArrayList<>();
        others.add(SearchPart.words("NOT"));
        addTo(others);
        return new Search(List.copyOf(others));
    }

    private void addTo(List<SearchPart> outer) {
        outer.add(SearchPart.words("("));
        outer.addAll(parts());
        outer.add(SearchPart.words(")"));
    }

    /** The pieces in the order they are sent, with one space between two; never empty. */
    List<SearchPart> parts() {
        return parts.isEmpty() ? EVERYTHING : parts;
    }

    private static Search words(String words) {
        return new Search(List.of(SearchPart.words(words)));
    }

    private static Search sought(String key, String text) {
        return new Search(List.of(SearchPart.words(key), sought(text)));
    }

    private static SearchPart sought(String text) {
        return SearchPart.sought(checked(text));
    }

    private static String checked(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("NUL in text to search for");
        }
        return text;
    }

    private static long size(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size below 0: " + bytes);
        }
        return bytes;
    }

    private static String date(LocalDate day) {
        if (day.getYear() < 0 || day.getYear() > 9999) {
            throw new IllegalArgumentException("not a year of four digits: " + day);
        }
        return day.getDayOfMonth() + "-" + abbreviation(day.getMonth()) + "-" + fourDigits(day.getYear());
    }

    private static String abbreviation(Month month) {
        return month.name().charAt(0) + month.name().substring(1, 3).toLowerCase(java.util.Locale.ROOT);
    }

    private static String fourDigits(int year) {
        return "000".substring(0, 4 - Integer.toString(year).length()) + year;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Search search && search.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** The search as RFC 9051 writes it, all text quoted; escaped for a terminal. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (SearchPart part : parts()) {
            String text = part.isSought() ? ImapText.quoted(part.text()) : part.text();
            boolean tight = out.length() == 0 || text.equals(")") || out.charAt(out.length() - 1) == '(';
            out.append(tight ? "" : " ").append(text);
        }
        return Text.escaped(out.toString());
    }
}
