package protocols.mail;

import java.util.ArrayList;
import java.util.List;

/** Reads an address list of RFC 5322 sections 3.4 and 4.4, and whatever else stands in such headers; one pass. */
final class AddressList {

    /** No address is as long; without a bound a text of open brackets would be read over and over. */
    private static final int MOST_LITERAL = 100;

    private final String text;
    private final List<Address> found = new ArrayList<>();
    private int at;

    /** The words before the angle bracket, quotes resolved; and the same words as an addr-spec, quotes kept. */
    private final StringBuilder phrase = new StringBuilder();

    /** White space or a comment came after the phrase: one space before its next word (RFC 5322 section 3.2.2). */
    private boolean gap;

    private final AddrSpec spec = new AddrSpec();
    private final AddrSpec angle = new AddrSpec();
    private String comment = "";
    private boolean angled;

    /** Something in this entry was begun and has no end, or stands where nothing may. */
    private boolean broken;

    private final Comments comments;

    AddressList(String raw) {
        this.text = Lines.unfold(raw);
        this.comments = new Comments(text);
    }

    List<Address> read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (comments.end(at) >= 0) {
                comment = comment();
                space();
                continue;
            }
            if (angled && !Lines.isWhite(c)) {
                // A comma is missing, or what follows is none of it.
                finish();
            }
            switch (c) {
                case '"' -> quoted();
                case '<' -> angle();
                case ',', ';' -> {
                    at++;
                    finish();
                }
                case ':' -> {
                    at++;
                    forget();
                }
                default -> word(c);
            }
        }
        finish();
        return List.copyOf(found);
    }

    private void word(char c) {
        broken |= isMisplaced(c);
        if (Lines.isWhite(c)) {
            space();
            at++;
            return;
        }
        int end = c == '=' ? EncodedWord.end(text, at) : -1;
        if (end > 0) {
            phrase().append(text, at, end);
            text.substring(at, end).chars().forEach(letter -> spec.add((char) letter));
            at = end;
            return;
        }
        int from = at;
        addTo(spec, c);
        phrase().append(text, from, at);
    }

    private void space() {
        gap = true;
        spec.space();
    }

    /** The phrase, for its next word. */
    private StringBuilder phrase() {
        if (gap && phrase.length() > 0) {
            phrase.append(' ');
        }
        gap = false;
        return phrase;
    }

    /** A character that is no white space, or a domain literal, in which a colon is none of a group. */
    private void addTo(AddrSpec address, char c) {
        int end = c == '[' && address.awaitsDomain() ? literalEnd() : -1;
        if (end < 0) {
            address.add(c);
            at++;
            return;
        }
        while (at < end) {
            char inside = text.charAt(at++);
            if (!Lines.isWhite(inside)) {
                address.add(inside);
            }
        }
    }

    /** Where the domain literal ends that begins here; -1 if it does not. */
    private int literalEnd() {
        int most = Math.min(text.length(), at + MOST_LITERAL);
        for (int i = at + 1; i < most; i++) {
            char c = text.charAt(i);
            if (c == '[' || c == '\\') {
                return -1;
            }
            if (c == ']') {
                return i + 1;
            }
        }
        return -1;
    }

    /** No control stands in an address (RFC 5322 section 3.2.3). */
    private static boolean isControl(int c) {
        return (c < ' ' && c != '\t') || c == 0x7f;
    }

    /** Nor does what opens something that is not closed, or closes what is not open. */
    private static boolean isMisplaced(char c) {
        return isControl(c) || c == '(' || c == '"' || c == '>';
    }

    private void quoted() {
        int end = quoteEnd();
        if (end < 0) {
            word('"');
            return;
        }
        phrase();
        for (int i = at + 1; i < end - 1; i++) {
            i += text.charAt(i) == '\\' ? 1 : 0;
            phrase.append(text.charAt(i));
        }
        spec.addQuoted(quotedUntil(end));
    }

    /** A quoted string, quotes included. */
    private String quotedUntil(int end) {
        String quoted = text.substring(at, end);
        broken |= quoted.chars().anyMatch(AddressList::isControl);
        at = end;
        return quoted;
    }

    /** Where the quoted string ends that begins here; -1 if it does not, which only the last can. */
    private int quoteEnd() {
        for (int i = at + 1; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                return i + 1;
            }
            i += text.charAt(i) == '\\' ? 1 : 0;
        }
        return -1;
    }

    /** A comment, nested ones included; its text is the name in the old form {@code a@b (Alice)}. */
    private String comment() {
        StringBuilder inner = new StringBuilder();
        int depth = 0;
        do {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                inner.append(text.charAt(++at));
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                inner.append(c);
            }
            at++;
        } while (depth > 0 && at < text.length());
        return inner.substring(1, depth == 0 ? inner.length() - 1 : inner.length());
    }

    private void angle() {
        angle.clear();
        at++;
        while (at < text.length() && !endsAngle(text.charAt(at))) {
            char c = text.charAt(at);
            int quoteEnd = c == '"' ? quoteEnd() : -1;
            if (comments.end(at) >= 0) {
                comment();
                angle.space();
            } else if (quoteEnd >= 0) {
                angle.addQuoted(quotedUntil(quoteEnd));
            } else if (Lines.isWhite(c)) {
                angle.space();
                at++;
            } else {
                broken |= isMisplaced(c);
                addTo(angle, c);
            }
        }
        boolean closed = at < text.length() && text.charAt(at) == '>';
        broken |= !closed;
        at += closed ? 1 : 0;
        angled = true;
    }

    /** Also where it was not closed: but in a source route no comma stands in an address. */
    private boolean endsAngle(char c) {
        return c == '>' || c == '<' || (c == ',' && !angle.isRoute());
    }

    private void finish() {
        String words = phrase.toString().strip();
        String plain = spec.toString();
        if (angled) {
            add(words.isEmpty() ? comment : words, withoutRoute(angle.toString()), broken || angle.isRepaired());
        } else if (plain.indexOf('@') >= 0) {
            add(comment, plain, broken || spec.isRepaired());
        } else if (!words.isEmpty()) {
            boolean oneWord = words.length() == plain.length();
            add(oneWord ? comment : words, oneWord ? words : "", false);
        }
        forget();
        angled = false;
    }

    /** What was read so far is the name of a group, or stands in the list already. */
    private void forget() {
        phrase.setLength(0);
        gap = false;
        spec.clear();
        comment = "";
        broken = false;
    }

    /** The source route that RFC 5321 appendix C tells to ignore: {@code @a,@b:c@d}. */
    private static String withoutRoute(String address) {
        if (!address.startsWith("@")) {
            return address;
        }
        int end = 0;
        for (boolean literal = false; end < address.length() && (literal || address.charAt(end) != ':'); end++) {
            literal = address.charAt(end) == '[' || (literal && address.charAt(end) != ']');
        }
        return address.substring(end < address.length() ? end + 1 : 0);
    }

    /** What had to be repaired was written by nobody, and is nobody's to send mail to. */
    private void add(String given, String spec, boolean repaired) {
        if (given.isEmpty() && spec.isEmpty()) {
            return;
        }
        String name = given.replace('\0', ' ');
        String address = spec.replace('\0', ' ');
        int sign = address.lastIndexOf('@');
        String local = sign < 0 ? address : address.substring(0, sign);
        String domain = sign < 0 ? "" : address.substring(sign + 1);
        boolean written = !repaired && (local.startsWith("\"") || MailboxGrammar.isDotString(local));
        found.add(
                written
                        ? Address.read(name, unquote(local), domain)
                        : Address.unreadable(name, unquote(local), domain));
    }

    private static String unquote(String local) {
        if (local.length() < 2 || !local.startsWith("\"") || !local.endsWith("\"")) {
            return local;
        }
        StringBuilder out = new StringBuilder(local.length());
        for (int i = 1; i < local.length() - 1; i++) {
            i += local.charAt(i) == '\\' && i + 2 < local.length() ? 1 : 0;
            out.append(local.charAt(i));
        }
        return out.toString();
    }
}
