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

    AddressList(String raw) {
        this.text = Lines.unfold(raw);
    }

    List<Address> read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case '"' -> quoted();
                case '(' -> {
                    comment = comment();
                    space();
                }
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

    private void quoted() {
        int from = at++;
        phrase();
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
            phrase.append(text.charAt(at++));
        }
        at = Math.min(at + 1, text.length());
        spec.addQuoted(text.substring(from, at));
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
        while (at < text.length() && text.charAt(at) != '>') {
            char c = text.charAt(at);
            if (c == '(') {
                comment();
                angle.space();
            } else if (c == '"') {
                int from = at;
                skipQuoted();
                angle.addQuoted(text.substring(from, at));
            } else {
                angled(c);
            }
        }
        if (at >= text.length()) {
            angle.unfinished();
        }
        at++;
        angled = true;
    }

    private void angled(char c) {
        if (Lines.isWhite(c)) {
            angle.space();
            at++;
        } else {
            addTo(angle, c);
        }
    }

    private void skipQuoted() {
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' && at + 1 < text.length() ? 2 : 1;
        }
        at = Math.min(at + 1, text.length());
    }

    private void finish() {
        String words = phrase.toString().strip();
        String plain = spec.toString();
        if (angled) {
            add(words.isEmpty() ? comment : words, withoutRoute(angle.toString()), angle.isRepaired());
        } else if (plain.indexOf('@') >= 0) {
            add(comment, plain, spec.isRepaired());
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
    private void add(String name, String address, boolean repaired) {
        if (name.isEmpty() && address.isEmpty()) {
            return;
        }
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
