package protocols.ftp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import protocols.Text;
import protocols.WireException;

/**
 * The names of files on a server, as bytes and as text.
 *
 * <p>Names are UTF-8 (RFC 2640 section 2.1). A byte HH from 80 to FF that is not part of valid UTF-8 becomes the
 * unpaired surrogate {@code U+DCHH}, which valid UTF-8 can never yield, and becomes the same byte again on the way
 * back. So {@code encode(decode(bytes))} is {@code bytes} for every name, and a name out of a listing can be joined to a
 * path and sent to the server whatever its encoding was.
 */
public final class FtpName {

    private static final int ESCAPE = 0xdc00;
    private static final Set<String> DEVICES = Set.of(
            "CON",
            "PRN",
            "AUX",
            "NUL",
            "CONIN$",
            "CONOUT$",
            "CLOCK$",
            "COM0",
            "COM1",
            "COM2",
            "COM3",
            "COM4",
            "COM5",
            "COM6",
            "COM7",
            "COM8",
            "COM9",
            "COM\u00b9",
            "COM\u00b2",
            "COM\u00b3",
            "LPT0",
            "LPT1",
            "LPT2",
            "LPT3",
            "LPT4",
            "LPT5",
            "LPT6",
            "LPT7",
            "LPT8",
            "LPT9",
            "LPT\u00b9",
            "LPT\u00b2",
            "LPT\u00b3");

    private FtpName() {}

    /** The text of a name, whatever its bytes are. */
    public static String decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /**
     * The text of a name that stands within a line.
     *
     * @param from the first byte of the name
     * @param to the byte after its last
     */
    static String decode(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') < 0 ? text : decodeEscaping(ByteBuffer.wrap(bytes, from, to - from));
    }

    private static String decodeEscaping(ByteBuffer in) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer out = CharBuffer.allocate(in.remaining());
        while (in.hasRemaining()) {
            CoderResult result = decoder.decode(in, out, true);
            for (int i = 0; result.isError() && i < result.length(); i++) {
                out.put((char) (ESCAPE | (in.get() & 0xff)));
            }
            decoder.reset();
        }
        return out.flip().toString();
    }

    /**
     * The bytes of a name.
     *
     * @throws IllegalArgumentException if the name holds an unpaired surrogate other than those {@link #decode} makes
     */
    public static byte[] encode(String name) {
        if (isText(name)) {
            return name.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(name.length() * 3);
        int width;
        for (int i = 0; i < name.length(); i += width) {
            int point = name.codePointAt(i);
            width = Character.charCount(point);
            if (point >= ESCAPE + 0x80 && point <= ESCAPE + 0xff) {
                out.write(point);
            } else if (isSurrogate(point)) {
                throw new IllegalArgumentException("name holds an unpaired surrogate at index " + i);
            } else {
                out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    /** Whether a name is text, rather than bytes that are not UTF-8. */
    public static boolean isText(String name) {
        int width;
        for (int i = 0; i < name.length(); i += width) {
            int point = name.codePointAt(i);
            width = Character.charCount(point);
            if (isSurrogate(point)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    /**
     * The same name, if it is a single file name on every system: not empty, no {@code .} or {@code ..}, no slash,
     * backslash, colon (drive letters, alternate data streams) or control character, no dot or space at the end, no
     * device of DOS ({@code CON}, {@code nul.txt}), and text rather than bytes that are not UTF-8.
     *
     * @throws WireException.Insecure if it is not; a name is refused, never rewritten
     */
    public static String safeFileName(String name) throws WireException.Insecure {
        String reason = objection(name);
        if (!reason.isEmpty()) {
            throw new WireException.Insecure("not a local file name, " + reason + ": " + shown(name));
        }
        return name;
    }

    /**
     * The path of a file of that name in a local directory. Symbolic links are not looked at: whoever writes the file
     * opens it without following them.
     *
     * @throws WireException.Insecure if the name is not a {@linkplain #safeFileName safe file name}
     */
    public static Path resolveUnder(Path directory, String name) throws WireException.Insecure {
        Path base = directory.toAbsolutePath().normalize();
        Path path;
        try {
            path = base.resolve(safeFileName(name)).normalize();
        } catch (InvalidPathException e) {
            throw new WireException.Insecure("not a local file name: " + shown(name), e);
        }
        if (!path.startsWith(base) || !base.equals(path.getParent())) {
            throw new WireException.Insecure("name leads out of the directory: " + shown(name));
        }
        return path;
    }

    private static String shown(String name) {
        return Text.printable(name);
    }

    private static String objection(String name) {
        if (name.isEmpty()) {
            return "empty";
        }
        if (name.equals(".") || name.equals("..")) {
            return "a directory that is already there";
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '/' || c == '\\' || c == ':') {
                return "more than one name";
            }
            if (c < 0x20 || c == 0x7f) {
                return "a control character";
            }
        }
        char last = name.charAt(name.length() - 1);
        if (last == '.' || last == ' ') {
            return "a dot or space at the end";
        }
        if (isDevice(name)) {
            return "a device";
        }
        return isText(name) ? "" : "not UTF-8";
    }

    private static boolean isDevice(String name) {
        int dot = name.indexOf('.');
        String stem = (dot < 0 ? name : name.substring(0, dot)).stripTrailing();
        return stem.length() <= 7 && DEVICES.contains(stem.toUpperCase(Locale.ROOT));
    }
}
