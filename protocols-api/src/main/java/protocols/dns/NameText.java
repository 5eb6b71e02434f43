package protocols.dns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import protocols.Text;
import protocols.WireException.Malformed;
import protocols.net.idn.Idna;

/** Names between presentation format and wire format, and internationalized labels at that edge. */
final class NameText {

    private NameText() {}

    static Name parse(String text) throws Malformed {
        return parse(text, Name.ROOT);
    }

    /** @param origin what the name stands under if it does not end in a dot */
    static Name parse(String text, Name origin) throws Malformed {
        if (text.equals(".")) {
            return Name.ROOT;
        }
        // A byte of a name is at most four characters of text, so anything longer need not be looked at.
        if (text.isEmpty() || text.length() > 4 * Name.MAX_LENGTH) {
            throw new Malformed(text.isEmpty() ? "empty name" : "name is over 255 bytes", text);
        }
        ByteArrayOutputStream wire = new ByteArrayOutputStream(text.length() + 2);
        int start = 0;
        while (start < text.length()) {
            int end = labelEnd(text, start);
            byte[] label = label(text.substring(start, end), text);
            wire.write(label.length);
            wire.write(label, 0, label.length);
            start = end + 1;
        }
        // The last label was ended by a dot if its end is not that of the text.
        wire.writeBytes(start > text.length() ? origin.owned() : Name.ROOT.owned());
        if (wire.size() > Name.MAX_LENGTH) {
            throw new Malformed("name is over 255 bytes", text);
        }
        return Name.ofOwned(wire.toByteArray());
    }

    private static int labelEnd(String text, int start) {
        int at = start;
        while (at < text.length() && !isDot(text.charAt(at))) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, text.length());
    }

    // The full stops that UTS 46 section 2.3 maps to dots.
    private static boolean isDot(char c) {
        return c == '.' || c == '\u3002' || c == '\uff0e' || c == '\uff61';
    }

    private static byte[] label(String label, String text) throws Malformed {
        byte[] bytes = isAscii(label) ? unescaped(label) : aLabel(label);
        if (bytes.length == 0) {
            throw new Malformed("empty label", text);
        }
        if (bytes.length > Name.MAX_LABEL) {
            throw new Malformed("label is over 63 bytes", text);
        }
        return bytes;
    }

    private static byte[] unescaped(String label) throws Malformed {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(label.length());
        int at = 0;
        while (at < label.length()) {
            char c = label.charAt(at);
            if (c == '\\') {
                bytes.write(Presentation.unescape(label, at));
                at += Presentation.escapeLength(label, at);
            } else {
                if (c <= ' ' || c == 0x7f) {
                    throw new Malformed("space or control character in a name", label);
                }
                bytes.write(c);
                at++;
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] aLabel(String label) throws Malformed {
        String ascii;
        try {
            ascii = Idna.toAscii(label);
        } catch (IllegalArgumentException e) {
            throw new Malformed("no internationalized label, " + e.getMessage(), label);
        }
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            // What is mapped to a dot would make another name of it, and an escape has no meaning beside U-labels.
            if (c <= ' ' || c == '.' || c == '\\' || c == 0x7f) {
                throw new Malformed("character that an internationalized label cannot have", label);
            }
        }
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    static String toUnicode(Name name) {
        if (name.isRoot()) {
            return ".";
        }
        List<String> shown = new ArrayList<>();
        for (String label : name.labels()) {
            shown.add(Idna.uLabel(label).map(unicode -> shown(unicode, label)).orElse(label));
        }
        return String.join(".", shown) + ".";
    }

    private static String shown(String unicode, String label) {
        if (!Text.escaped(unicode).equals(unicode)) {
            return label;
        }
        try {
            return parse(unicode).equals(parse(label)) ? unicode : label;
        } catch (Malformed e) {
            return label;
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
