package protocols.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import protocols.WireException;

/** Reads one JSON text, from its first byte to its last. */
public final class JsonReader {

    /** How deep arrays and objects may stand in each other. */
    public static final int DEPTH = 64;

    /** How many values one text may hold, names of members not counted. */
    public static final int VALUES = 100_000;

    private final String text;
    private int at;
    private int values;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * Reads a text in UTF-8; a byte order mark before it is passed over (RFC 8259 section 8.1).
     *
     * @throws WireException.Malformed if it is not one JSON text, or not UTF-8
     * @throws WireException.LimitExceeded if it is deeper than {@link #DEPTH}, or holds more than {@link #VALUES}
     */
    public static Json read(byte[] bytes) throws WireException {
        String text = decoded(bytes);
        JsonReader reader = new JsonReader(text.startsWith("\ufeff") ? text.substring(1) : text);
        Json value = reader.value(0);
        if (reader.next() >= 0) {
            throw reader.malformed("nothing behind a JSON value");
        }
        return value;
    }

    private static String decoded(byte[] bytes) throws WireException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new WireException.Malformed("JSON is UTF-8", "");
        }
    }

    /** The value that begins at the next character that is no blank, itself at this depth. */
    private Json value(int depth) throws WireException {
        if (++values > VALUES) {
            throw new WireException.LimitExceeded("JSON values", VALUES);
        }
        return switch (next()) {
            case '{' -> object(depth + 1);
            case '[' -> array(depth + 1);
            case '"' -> new Json.Text(string());
            case 't' -> literal("true", Json.Literal.TRUE);
            case 'f' -> literal("false", Json.Literal.FALSE);
            case 'n' -> literal("null", Json.Literal.NULL);
            default -> number();
        };
    }

    private Json object(int depth) throws WireException {
        open(depth);
        Map<String, Json> members = new LinkedHashMap<>();
        if (next() == '}') {
            at++;
            return new Json.Members(members);
        }
        do {
            if (next() != '"') {
                throw malformed("a name in a JSON object");
            }
            String name = string();
            if (next() != ':') {
                throw malformed("a colon behind a name in a JSON object");
            }
            at++;
            members.put(name, value(depth));
        } while (more('}'));
        return new Json.Members(members);
    }

    private Json array(int depth) throws WireException {
        open(depth);
        List<Json> elements = new ArrayList<>();
        if (next() == ']') {
            at++;
            return new Json.Array(elements);
        }
        do {
            elements.add(value(depth));
        } while (more(']'));
        return new Json.Array(elements);
    }

    private void open(int depth) throws WireException {
        if (depth > DEPTH) {
            throw new WireException.LimitExceeded("JSON depth", DEPTH);
        }
        at++;
    }

    /** Passes the comma or the end; whether it was a comma. */
    private boolean more(char end) throws WireException {
        int c = next();
        if (c != ',' && c != end) {
            throw malformed("a comma or " + end + " behind a JSON value");
        }
        at++;
        return c == ',';
    }

    private Json literal(String name, Json.Literal value) throws WireException {
        if (!text.startsWith(name, at)) {
            throw malformed("a JSON value");
        }
        at += name.length();
        return value;
    }

    private Json number() throws WireException {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (peek() == '.') {
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        return new Json.Numeral(text.substring(start, at));
    }

    /** One digit or more. */
    private void digits() throws WireException {
        if (!isDigit(peek())) {
            throw malformed("a JSON value");
        }
        while (isDigit(peek())) {
            at++;
        }
    }

    private String string() throws WireException {
        int start = ++at;
        while (peek() >= ' ' && peek() != '"' && peek() != '\\') {
            at++;
        }
        if (peek() == '"') {
            return text.substring(start, at++);
        }
        StringBuilder out = new StringBuilder(text.substring(start, at));
        while (peek() != '"') {
            int c = peek();
            if (c < ' ') {
                throw malformed(c < 0 ? "the end of a JSON string" : "no control character in a JSON string");
            }
            at++;
            if (c == '\\') {
                escaped(out);
            } else {
                out.append((char) c);
            }
        }
        at++;
        return out.toString();
    }

    private void escaped(StringBuilder out) throws WireException {
        int c = peek();
        at++;
        switch (c) {
            case '"', '\\', '/' -> out.append((char) c);
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'u' -> codePoint(out);
            default -> {
                at--;
                throw malformed("an escape of JSON behind a backslash");
            }
        }
    }

    /** A character beyond U+FFFF is written as its two surrogates (section 7); one without the other is no character. */
    private void codePoint(StringBuilder out) throws WireException {
        char first = hex();
        out.append(first);
        if (Character.isHighSurrogate(first) && text.startsWith("\\u", at)) {
            at += 2;
            char second = hex();
            out.append(second);
            if (Character.isLowSurrogate(second)) {
                return;
            }
        }
        if (Character.isSurrogate(first)) {
            throw malformed("both halves of a surrogate pair");
        }
    }

    private char hex() throws WireException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int c = peek();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw malformed("four hexadecimal digits in a JSON escape");
            }
            value = value << 4 | digit;
            at++;
        }
        return (char) value;
    }

    /** The next character that is no blank, which is not passed; -1 at the end. */
    private int next() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            at++;
        }
        return peek();
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : -1;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private WireException malformed(String rule) {
        String rest = text.substring(at, Math.min(text.length(), at + 40));
        return new WireException.Malformed(rule + ", at character " + (at + 1), rest);
    }
}
