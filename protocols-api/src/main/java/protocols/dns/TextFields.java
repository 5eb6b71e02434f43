package protocols.dns;

import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import protocols.WireException.Malformed;

/** Fields of a record in presentation format on one line: words, or texts in quotes, with blanks between them. */
final class TextFields implements FieldReader {

    private final String text;
    private final @Nullable Name origin;
    private int at;

    /** Fields in which every name is absolute. */
    TextFields(String text) {
        this(text, null);
    }

    /** @param origin what names stand under that do not end in a dot, and what {@code @} is */
    TextFields(String text, @Nullable Name origin) {
        this.text = text;
        this.origin = origin;
        skipBlanks();
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    @Override
    public boolean hasMore() {
        return at < text.length();
    }

    void end() throws Malformed {
        if (hasMore()) {
            throw new Malformed("text after the end of the record", text.substring(at));
        }
    }

    /** The next word, escapes left as they are. */
    String word() throws Malformed {
        int start = at;
        if (start == text.length() || text.charAt(start) == '"') {
            throw new Malformed(start == text.length() ? "field is missing" : "quotes where a word must stand", text);
        }
        while (at < text.length() && !isBlank(text.charAt(at)) && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at, text.length());
        String word = text.substring(start, at);
        skipBlanks();
        return word;
    }

    /** Whether data in the generic form of RFC 3597 section 5 follows. */
    boolean isGeneric() {
        return text.startsWith("\\#", at) && (at + 2 == text.length() || isBlank(text.charAt(at + 2)));
    }

    Octets generic() throws Malformed {
        word();
        int length = u16();
        Octets data = hex();
        if (data.length() != length) {
            throw new Malformed("data is not as long as it says", text);
        }
        return data;
    }

    /** All words that are left, with nothing between them: long digits may be written in groups. */
    private String joined() throws Malformed {
        StringBuilder digits = new StringBuilder();
        while (hasMore()) {
            digits.append(word());
        }
        return digits.toString();
    }

    @Override
    public Octets hex() throws Malformed {
        return hex(joined());
    }

    @Override
    public Octets hexOrZero() throws Malformed {
        return takes("0") ? Octets.of((byte) 0) : hex();
    }

    @Override
    public Octets base64OrZero() throws Malformed {
        return takes("0") ? Octets.of((byte) 0) : base64();
    }

    /** Whether nothing but this word is left, and takes it. */
    boolean takes(String word) {
        boolean there =
                text.startsWith(word, at) && text.substring(at + word.length()).isBlank();
        at = there ? text.length() : at;
        return there;
    }

    @Override
    public Octets form(Form form) throws Malformed {
        return Octets.ofOwned(form.parse().from(this));
    }

    static Octets hex(String digits) throws Malformed {
        try {
            return Octets.ofHex(digits);
        } catch (IllegalArgumentException e) {
            throw new Malformed("no hexadecimal data", digits);
        }
    }

    @Override
    public Octets base64() throws Malformed {
        return base64(joined());
    }

    static Octets base64(String digits) throws Malformed {
        try {
            Octets data = Octets.ofBase64(digits);
            if (data.base64().equals(digits)) {
                return data;
            }
        } catch (IllegalArgumentException e) {
            // As for what comes back another text.
        }
        throw new Malformed("no base64", digits);
    }

    @Override
    public Octets salt() throws Malformed {
        String word = word();
        return word.equals("-") ? Octets.EMPTY : counted(hex(word));
    }

    @Override
    public Octets hash() throws Malformed {
        return counted(Octets.ofOwned(Base32Hex.decode(word())));
    }

    private static Octets counted(Octets data) throws Malformed {
        if (data.length() == 0 || data.length() > 255) {
            throw new Malformed("data is empty or over 255 bytes", data.hex());
        }
        return data;
    }

    @Override
    public String tag() throws Malformed {
        return word();
    }

    @Override
    public RecordType type() throws Malformed {
        String word = word();
        return RecordType.find(word).orElseThrow(() -> new Malformed("no record type", word));
    }

    @Override
    public List<RecordType> types() throws Malformed {
        List<RecordType> types = new ArrayList<>();
        while (hasMore()) {
            types.add(type());
        }
        return types;
    }

    @Override
    public SvcParams params() throws Malformed {
        List<SvcParams.Param> params = new ArrayList<>();
        while (hasMore()) {
            String word = word();
            int equals = word.indexOf('=');
            String key = equals < 0 ? word : word.substring(0, equals);
            String value = equals < 0 ? "" : word.substring(equals + 1);
            boolean quoted =
                    equals == word.length() - 1 && hasMore() && text.charAt(at) == '"' && text.charAt(at - 1) == '=';
            params.add(SvcParamText.parse(key, unescaped(quoted ? quoted() : value)));
        }
        return new SvcParams(params);
    }

    @Override
    public Rdata.Loc location() throws Malformed {
        return Location.parse(this);
    }

    private long number(long limit) throws Malformed {
        String word = word();
        long value = Presentation.number(word, limit);
        if (value < 0) {
            throw new Malformed("no number from 0 to " + limit, word);
        }
        return value;
    }

    @Override
    public int u8() throws Malformed {
        return (int) number(0xff);
    }

    @Override
    public int u8(Mnemonics names) throws Malformed {
        return names.parse(word(), 0xff);
    }

    @Override
    public int u16(Mnemonics names) throws Malformed {
        return names.parse(word(), 0xffff);
    }

    @Override
    public Instant time() throws Malformed {
        return Timestamp.parse(word());
    }

    @Override
    public int u16() throws Malformed {
        return (int) number(0xffff);
    }

    @Override
    public long u32() throws Malformed {
        return number(0xffff_ffffL);
    }

    @Override
    public Duration seconds() throws Malformed {
        String word = word();
        long seconds = Presentation.seconds(word, 0xffff_ffffL);
        if (seconds < 0) {
            throw new Malformed("no time in seconds", word);
        }
        return Duration.ofSeconds(seconds);
    }

    @Override
    public Inet4Address ipv4() throws Malformed {
        return Addresses.ipv4(Addresses.parseIpv4(word()));
    }

    @Override
    public Inet6Address ipv6() throws Malformed {
        return Addresses.ipv6(Addresses.parseIpv6(word()));
    }

    @Override
    public Name name() throws Malformed {
        String word = word();
        if (origin == null) {
            return NameText.parse(word);
        }
        return word.equals("@") ? origin : NameText.parse(word, origin);
    }

    @Override
    public List<Octets> strings() throws Malformed {
        List<Octets> strings = new ArrayList<>();
        do {
            strings.add(string());
        } while (hasMore());
        return strings;
    }

    @Override
    public Octets string() throws Malformed {
        Octets string = text();
        if (string.length() > 255) {
            throw new Malformed("string is over 255 bytes", string.toString());
        }
        return string;
    }

    @Override
    public Octets text() throws Malformed {
        boolean quoted = hasMore() && text.charAt(at) == '"';
        return unescaped(quoted ? quoted() : word());
    }

    private static Octets unescaped(String raw) throws Malformed {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        int i = 0;
        while (i < raw.length()) {
            if (raw.charAt(i) == '\\') {
                bytes.write(Presentation.unescape(raw, i));
                i += Presentation.escapeLength(raw, i);
            } else {
                int codePoint = raw.codePointAt(i);
                bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(codePoint);
            }
        }
        return Octets.ofOwned(bytes.toByteArray());
    }

    /** A word or a text in quotes, as it is written. */
    String any() throws Malformed {
        int start = at;
        if (hasMore() && text.charAt(at) == '"') {
            quoted();
        } else {
            word();
        }
        return text.substring(start, at).stripTrailing();
    }

    private String quoted() throws Malformed {
        int start = ++at;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw new Malformed("quotes are not closed", text);
        }
        String raw = text.substring(start, at++);
        skipBlanks();
        return raw;
    }

    /** What has not been read yet. */
    @Override
    public String toString() {
        return text.substring(at);
    }
}
