package protocols.mail;

import java.util.ArrayList;
import java.util.List;

/** Reads an address list of RFC 5322 sections 3.4 and 4.4, and whatever else stands in such headers; one pass. */
final class AddressList {

    private final String text;
    private final List<Address> found = new ArrayList<>();
    private int at;

    /** The words before the angle bracket, quotes resolved; and the same words as an addr-spec, quotes kept. */
    private final StringBuilder phrase = new StringBuilder();

    private final StringBuilder spec = new StringBuilder();
    private String comment = "";
    private String angle = "";
    private boolean angled;

    AddressList(String raw) {
        this.text = Lines.unfold(raw);
    }

    List<Address> read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case '"' -> quoted();
                case '(' -> comment = comment();
                case '<' -> angle();
                case ',', ';' -> finish();
                case ':' -> forgetGroupName();
                default -> word(c);
            }
        }
        finish();
        return List.copyOf(found);
    }

    private void word(char c) {
        int end = c == '=' ? EncodedWord.end(text, at) : -1;
        if (end > 0) {
            phrase.append(text, at, end);
            spec.append(text, at, end);
            at = end;
            return;
        }
        phrase.append(c);
        if (!Lines.isWhite(c)) {
            spec.append(c);
        }
        at++;
    }

    private void quoted() {
        int from = at++;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
            phrase.append(text.charAt(at++));
        }
        at = Math.min(at + 1, text.length());
        spec.append(text, from, at);
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
        StringBuilder inside = new StringBuilder();
        boolean quote = false;
        at++;
        while (at < text.length() && (quote || text.charAt(at) != '>')) {
            if (!quote && text.charAt(at) == '(') {
                comment();
                continue;
            }
            char c = text.charAt(at++);
            if (quote && c == '\\' && at < text.length()) {
                inside.append(c).append(text.charAt(at++));
                continue;
            }
            quote ^= c == '"';
            if (quote || !Lines.isWhite(c)) {
                inside.append(c);
            }
        }
        at++;
        angle = inside.toString();
        angled = true;
    }

    private void forgetGroupName() {
        at++;
        phrase.setLength(0);
        spec.setLength(0);
        comment = "";
    }

    private void finish() {
        at++;
        String words = phrase.toString().strip();
        if (angled) {
            add(words.isEmpty() ? comment : words, withoutRoute(angle));
        } else if (spec.indexOf("@") >= 0) {
            add(comment, spec.toString());
        } else if (!words.isEmpty()) {
            boolean oneWord = words.length() == spec.length();
            add(oneWord ? comment : words, oneWord ? words : "");
        }
        forgetGroupName();
        angle = "";
        angled = false;
    }

    /** The source route that RFC 5321 appendix C tells to ignore: {@code @a,@b:c@d}. */
    private static String withoutRoute(String address) {
        return address.startsWith("@") ? address.substring(address.indexOf(':') + 1) : address;
    }

    private void add(String name, String address) {
        if (name.isEmpty() && address.isEmpty()) {
            return;
        }
        int sign = address.lastIndexOf('@');
        String local = sign < 0 ? address : address.substring(0, sign);
        found.add(Address.read(name, unquote(local), sign < 0 ? "" : address.substring(sign + 1)));
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
