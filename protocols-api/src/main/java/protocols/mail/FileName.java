package protocols.mail;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import protocols.Text;

/** The one way from a file name that a peer gave to a name in a folder of our own. */
public final class FileName {

    private static final int OCTETS = 200;
    private static final int EXTENSION = 20;

    private FileName() {}

    /**
     * A plain name made from whatever a peer sent: the last segment of a path, without control, bidirectional or
     * reserved characters, without dots, spaces or a dash in front or dots and spaces at the end, no device name of
     * Windows, at most 200 octets of UTF-8 with the extension kept. It never is empty ({@code attachment} then), never
     * {@code .} or {@code ..}, and never holds a separator, a drive or a stream. Two names may become the same: open
     * files with {@code CREATE_NEW}.
     */
    public static String safe(String given) {
        String segment = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < segment.length(); ) {
            int c = segment.codePointAt(i);
            i += Character.charCount(c);
            boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            if (c < 0x10000 && (surrogate || Text.isControl((char) c) || c == '\ufeff')) {
                continue;
            }
            out.appendCodePoint(":*?\"<>|".indexOf(c) >= 0 ? '_' : c);
        }
        String name = withoutDevice(cut(trim(out.toString())));
        return name.isEmpty() ? "attachment" : name;
    }

    private static String trim(String name) {
        int from = 0;
        while (from < name.length() && isEdge(name.charAt(from), true)) {
            from++;
        }
        int to = name.length();
        while (to > from && isEdge(name.charAt(to - 1), false)) {
            to--;
        }
        return name.substring(from, to);
    }

    private static boolean isEdge(char c, boolean front) {
        return c == '.' || Character.isSpaceChar(c) || (front && (c == '-' || c == '~'));
    }

    /** At most so many octets, the extension kept, no character split. */
    private static String cut(String name) {
        if (octets(name) <= OCTETS) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && octets(name.substring(dot)) <= EXTENSION ? name.substring(dot) : "";
        int room = OCTETS - octets(extension);
        int end = 0;
        while (end < name.length()) {
            int next = name.offsetByCodePoints(end, 1);
            room -= octets(name.substring(end, next));
            if (room < 0) {
                break;
            }
            end = next;
        }
        return trim(name.substring(0, end)) + extension;
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Windows opens the device for {@code CON}, {@code nul.txt}, {@code COM1 .log}. */
    private static String withoutDevice(String name) {
        int dot = name.indexOf('.');
        String stem = (dot < 0 ? name : name.substring(0, dot)).strip().toUpperCase(Locale.ROOT);
        boolean port = stem.length() == 4
                && (stem.startsWith("COM") || stem.startsWith("LPT"))
                && "0123456789\u00b9\u00b2\u00b3".indexOf(stem.charAt(3)) >= 0;
        boolean device =
                switch (stem) {
                    case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$" -> true;
                    default -> port;
                };
        return device ? "_" + name : name;
    }
}
