package protocols.net.idn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * UTS 46, non-transitional: with CheckBidi, CheckJoiners, and the check that an A-label stands for what would be written as
 * it. CheckHyphens is false, because names such as {@code r3---sn-x.example} are in use. Which characters of ASCII a name
 * may have (UseSTD3ASCIIRules) and how long it may be (VerifyDnsLength) is for the caller to say.
 */
public final class Idna {

    private static final String PREFIX = "xn--";

    /** No label of more characters has an A-label of at most 63, nor has a name of more one of 253. */
    private static final int LONGEST = 1024;

    private static final int LONGEST_LABEL = 63;

    private Idna() {}

    /**
     * ToASCII (UTS 46 section 4.2): lower case, A-labels, full stops as dots.
     *
     * @throws IllegalArgumentException if the name breaks a rule, which the message names
     */
    public static String toAscii(String name) {
        IdnaTable table = IdnaTable.get();
        LabelRules rules = new LabelRules(table);
        List<int[]> labels = labels(Composing.nfc(mapped(name, table), table));
        List<int[]> decoded = new ArrayList<>(labels.size());
        for (int[] label : labels) {
            if (text(label).startsWith(PREFIX)) {
                decoded.add(decoded(text(label), rules));
            } else {
                rules.check(label);
                decoded.add(label);
            }
        }
        if (!isOneDirection(decoded, rules)) {
            throw new IllegalArgumentException("directions of writing are mixed (RFC 5893 section 2)");
        }
        List<String> ascii = new ArrayList<>(decoded.size());
        for (int[] label : decoded) {
            ascii.add(encoded(label));
        }
        return String.join(".", ascii);
    }

    /**
     * ToUnicode (UTS 46 section 4.3), for people to read: an A-label that breaks a rule stays as it is, and so do all where
     * the directions of writing would be mixed.
     *
     * @param ascii labels with dots between them
     */
    public static String toUnicode(String ascii) {
        if (!hasPrefix(ascii)) {
            return ascii;
        }
        LabelRules rules = new LabelRules(IdnaTable.get());
        List<int[]> decoded = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        for (String label : ascii.split("\\.", -1)) {
            String unicode = unicode(label, rules).orElse(label);
            shown.add(unicode);
            decoded.add(unicode.codePoints().toArray());
        }
        return isOneDirection(decoded, rules) ? String.join(".", shown) : ascii;
    }

    /** What one A-label stands for; empty if it is none, or breaks a rule. */
    public static Optional<String> uLabel(String label) {
        return label.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                ? unicode(label, new LabelRules(IdnaTable.get()))
                : Optional.empty();
    }

    private static Optional<String> unicode(String label, LabelRules rules) {
        String small = lowerCase(label);
        if (!small.startsWith(PREFIX) || small.length() > LONGEST_LABEL) {
            return Optional.empty();
        }
        try {
            int[] decoded = decoded(small, rules);
            boolean one = !rules.isRightToLeft(decoded) || rules.keepsDirection(decoded);
            return one ? Optional.of(text(decoded)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int[] mapped(String name, IdnaTable table) {
        if (name.length() > LONGEST) {
            throw new IllegalArgumentException("a name is at most 253 characters long");
        }
        StringBuilder out = new StringBuilder(name.length() + 16);
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            int point = name.codePointAt(i);
            switch (table.status(point)) {
                case IdnaTable.VALID -> out.appendCodePoint(point);
                case IdnaTable.MAPPED -> table.map(point, out);
                case IdnaTable.IGNORED -> {}
                default -> throw notAllowed(point);
            }
        }
        return out.codePoints().toArray();
    }

    private static List<int[]> labels(int[] name) {
        List<int[]> labels = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= name.length; i++) {
            if (i == name.length || name[i] == '.') {
                labels.add(Arrays.copyOfRange(name, start, i));
                start = i + 1;
            }
        }
        return labels;
    }

    private static int[] decoded(String label, LabelRules rules) {
        if (label.length() > LONGEST_LABEL) {
            throw tooLong();
        }
        int[] decoded = Punycode.decode(label.substring(PREFIX.length()));
        rules.checkDecoded(decoded);
        return decoded;
    }

    private static String encoded(int[] label) {
        if (isAscii(label)) {
            return text(label);
        }
        if (label.length > LONGEST_LABEL) {
            throw tooLong();
        }
        return PREFIX + Punycode.encode(label);
    }

    private static boolean isOneDirection(List<int[]> labels, LabelRules rules) {
        boolean right = false;
        boolean keeps = true;
        for (int[] label : labels) {
            right |= rules.isRightToLeft(label);
            keeps &= rules.keepsDirection(label);
        }
        return keeps || !right;
    }

    private static boolean hasPrefix(String ascii) {
        for (int i = 0; i >= 0 && i < ascii.length(); ) {
            if (ascii.regionMatches(true, i, PREFIX, 0, PREFIX.length())) {
                return true;
            }
            int dot = ascii.indexOf('.', i);
            i = dot < 0 ? -1 : dot + 1;
        }
        return false;
    }

    private static String lowerCase(String label) {
        return label.toLowerCase(Locale.ROOT);
    }

    private static boolean isAscii(int[] label) {
        for (int point : label) {
            if (point >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String text(int[] label) {
        return new String(label, 0, label.length);
    }

    static IllegalArgumentException notAllowed(int point) {
        String hex = Integer.toHexString(point).toUpperCase(Locale.ROOT);
        String digits = "0".repeat(Math.max(0, 4 - hex.length())) + hex;
        return new IllegalArgumentException("U+" + digits + " is in no name (UTS 46)");
    }

    private static IllegalArgumentException tooLong() {
        return new IllegalArgumentException("a label is at most 63 characters long");
    }
}
