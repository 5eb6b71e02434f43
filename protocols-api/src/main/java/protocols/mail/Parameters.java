package protocols.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Parameters of {@code Content-Type} and {@code Content-Disposition} (RFC 2045 section 5.1, RFC 2231). */
final class Parameters {

    /** More pieces of one parameter than a header can sensibly have; the rest is ignored. */
    private static final int PIECES = 1000;

    private Parameters() {}

    /** Reads {@code ; name=value} pairs from this place on; names in lower case, the first of a name wins. */
    static Map<String, String> parse(String text, int from) {
        Map<String, String> raw = new LinkedHashMap<>();
        Reader reader = new Reader(text, from);
        while (reader.next()) {
            raw.putIfAbsent(reader.name, reader.value);
        }
        return decode(raw);
    }

    /** Puts continuations together and decodes charsets (RFC 2231 sections 3 and 4). */
    static Map<String, String> decode(Map<String, String> raw) {
        Map<String, String> plain = new LinkedHashMap<>();
        Map<String, TreeMap<Integer, Map.Entry<String, String>>> pieces = new LinkedHashMap<>();
        raw.forEach((key, value) -> {
            String name = key.toLowerCase(Locale.ROOT);
            int star = name.indexOf('*');
            int piece = star < 0 ? -1 : piece(name, star);
            if (piece < 0) {
                plain.putIfAbsent(name, isName(name) ? EncodedWord.decode(value) : value);
            } else {
                pieces.computeIfAbsent(name.substring(0, star), n -> new TreeMap<>())
                        .putIfAbsent(piece, Map.entry(name, value));
            }
        });
        pieces.forEach((name, parts) -> {
            if (parts.firstKey() == 0) {
                plain.put(name, Lines.flat(join(parts)));
            }
        });
        return Collections.unmodifiableMap(plain);
    }

    /** RFC 2047 section 5 forbids encoded words in parameters, but file names come as such; others are taken as they are. */
    private static boolean isName(String parameter) {
        return parameter.equals("filename") || parameter.equals("name");
    }

    /** The number of the piece: {@code n*} and {@code n*0*} are 0, {@code n*12*} is 12; -1 for no such name. */
    private static int piece(String name, int star) {
        int end = name.length() - (name.endsWith("*") ? 1 : 0);
        int number = 0;
        for (int i = star + 1; i < end; i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9 || number >= PIECES) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return star == 0 ? -1 : number;
    }

    private static String join(TreeMap<Integer, Map.Entry<String, String>> parts) {
        String charset = "";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; parts.containsKey(i); i++) {
            String value = parts.get(i).getValue();
            if (!parts.get(i).getKey().endsWith("*")) {
                bytes.writeBytes(value.getBytes(Charsets.named(charset)));
                continue;
            }
            int first = i == 0 ? value.indexOf('\'') : -1;
            int second = first < 0 ? -1 : value.indexOf('\'', first + 1);
            charset = second < 0 ? charset : value.substring(0, first);
            percent(value.substring(second + 1), bytes);
        }
        return Charsets.decode(bytes.toByteArray(), charset);
    }

    private static void percent(String value, ByteArrayOutputStream out) {
        for (int i = 0; i < value.length(); i++) {
            int octet = value.charAt(i) == '%' ? Charsets.octet(value, i + 1) : -1;
            if (octet >= 0) {
                out.write(octet);
                i += 2;
            } else {
                out.writeBytes(value.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** The parameter as tokens of a header line: plain, quoted, or in the pieces of RFC 2231. */
    static List<String> encode(String name, String value) {
        // What looks like an encoded word would be taken for one.
        if (Lines.isPrintable(value) && value.length() <= 60 && !value.contains("=?")) {
            return List.of(name + "=" + (Lines.isToken(value) ? value : quote(value)));
        }
        List<String> tokens = new ArrayList<>();
        StringBuilder piece = new StringBuilder("utf-8''");
        for (int i = 0; i < value.length(); ) {
            int next = value.offsetByCodePoints(i, 1);
            String letter = escape(value.substring(i, next));
            if (piece.length() + letter.length() > 60) {
                tokens.add(name + "*" + tokens.size() + "*=" + piece + ";");
                piece.setLength(0);
            }
            piece.append(letter);
            i = next;
        }
        tokens.add(name + (tokens.isEmpty() ? "" : "*" + tokens.size()) + "*=" + piece);
        return tokens;
    }

    static String quote(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        return out.append('"').toString();
    }

    private static String escape(String letter) {
        StringBuilder out = new StringBuilder();
        for (byte b : letter.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0x20 && b < 0x7f && "*'%()<>@,;:\\\"/[]?=".indexOf(b) < 0) {
                out.append((char) b);
            } else {
                out.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
            }
        }
        return out.toString();
    }

    /** Cuts the pairs apart, tolerant of spaces around the equals sign and unquoted specials. */
    private static final class Reader {
        private final String text;
        private final Comments comments;
        private int at;
        private String name = "";
        private String value = "";

        Reader(String text, int from) {
            this.text = text;
            this.comments = new Comments(text);
            this.at = from;
        }

        boolean next() {
            while (at < text.length()) {
                while (at < text.length() && (text.charAt(at) == ';' || isSpace())) {
                    space();
                }
                int from = at;
                while (at < text.length() && "=;".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
                if (at < text.length() && text.charAt(at) == '=') {
                    name = text.substring(from, at).strip().toLowerCase(Locale.ROOT);
                    at++;
                    value = value();
                    if (!name.isEmpty()) {
                        return true;
                    }
                }
            }
            return false;
        }

        private boolean isSpace() {
            return Lines.isWhite(text.charAt(at)) || comments.end(at) >= 0;
        }

        private void space() {
            at = Math.max(at + 1, comments.end(at));
        }

        private String value() {
            while (at < text.length() && isSpace()) {
                space();
            }
            String read = at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
            int end = comments.indexOf(';', at);
            at = end < 0 ? text.length() : end;
            return read;
        }

        /** A comment has a space before it; what stands in parentheses within a name of a file is no comment. */
        private String plain() {
            int from = at;
            while (at < text.length() && text.charAt(at) != ';' && !isLastComment()) {
                at++;
            }
            return text.substring(from, at).strip();
        }

        private boolean isLastComment() {
            int end = at > 0 && Lines.isWhite(text.charAt(at - 1)) ? comments.end(at) : -1;
            return end == text.length() || (end > 0 && " \t;(".indexOf(text.charAt(end)) >= 0);
        }

        private String quoted() {
            StringBuilder out = new StringBuilder();
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
                out.append(text.charAt(at++));
            }
            return out.toString();
        }
    }
}
