package protocols.internal.telnet;

import java.util.ArrayList;
import java.util.List;

/** A prompt as its words, the signs between them, and the sign at its end. */
final class PromptShape {

    /** What stands at the end of the prompts of shells and of routers in the mode for all. */
    private static final String MODES = "$#>%»❯➜λ";

    /** Of these no question makes use. */
    private static final String SHELLS = "$#❯➜λ";

    private static final String OPEN = "[(<{";
    private static final String CLOSE = "])>}";

    private final List<String> parts = new ArrayList<>();
    private final char sign;

    private PromptShape(String line) {
        String text = line.strip();
        int end = text.length() - 1;
        sign = end < 0 ? ' ' : text.charAt(end);
        int at = 0;
        while (at < end) {
            at = part(text, at, end);
        }
    }

    /** Whether one has become the other where prompts change. */
    static boolean isKin(String known, String line) {
        PromptShape before = new PromptShape(known);
        PromptShape now = new PromptShape(line);
        return now.endsLike(before) && (now.hasPartsOf(before) || now.goesOnAs(before) || now.isNameAs(before));
    }

    /** One name, but for what is in brackets: a host that has another name now. */
    private boolean isNameAs(PromptShape before) {
        return sign == before.sign && SHELLS.indexOf(sign) >= 0 && isNamed() && before.isNamed();
    }

    private boolean isNamed() {
        return !parts.isEmpty() && isName(parts.get(0)) && loose(1) == 0 && !parts.contains(" ");
    }

    /** Whether a line ends as the prompts of shells and routers do; a percentage is none. */
    static boolean endsAsPrompt(String line) {
        PromptShape shape = new PromptShape(line);
        return shape.isMode() && !shape.isPercentage();
    }

    private int part(String text, int from, int end) {
        char c = text.charAt(from);
        int at = from;
        if (isWord(c) || isPath(text, from)) {
            boolean isPath = isPath(text, from);
            while (at < end
                    && (isWord(text.charAt(at))
                            || "./\\".indexOf(text.charAt(at)) >= 0
                            || isPath && isOfPath(text.charAt(at)))) {
                at++;
            }
            parts.add(isPath ? "/" : numbered(text.substring(from, at)));
        } else if (Character.isWhitespace(c)) {
            while (at < end && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            parts.add(" ");
        } else {
            at++;
            // Huawei: what is not yet committed.
            if (c != '*' && c != '~') {
                parts.add(c == '<' ? "[" : String.valueOf(c));
            }
        }
        return at;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static boolean isOfPath(char c) {
        return c == '~' || c == '-' || c == '+';
    }

    private static boolean isPath(String text, int at) {
        char c = text.charAt(at);
        return c == '/' || c == '\\' || (c == '~' && !(at + 1 < text.length() && isWord(text.charAt(at + 1))));
    }

    /** Any number is as good as another. */
    private static String numbered(String word) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!Character.isDigit(c)) {
                all.append(c);
            } else if (i == 0 || !Character.isDigit(word.charAt(i - 1))) {
                all.append('0');
            }
        }
        return all.toString();
    }

    private boolean isMode() {
        return MODES.indexOf(sign) >= 0;
    }

    private boolean isPercentage() {
        return sign == '%' && !parts.isEmpty() && parts.get(parts.size() - 1).endsWith("0");
    }

    private boolean isBracketed() {
        return (sign == ']' || sign == '>') && !parts.isEmpty() && parts.get(0).equals("[");
    }

    private boolean endsLike(PromptShape before) {
        return sign == before.sign
                || (isMode() && before.isMode() && !isPercentage())
                || (isBracketed() && before.isBracketed());
    }

    /** The same signs, and words of which some are the same. */
    private boolean hasPartsOf(PromptShape before) {
        if (parts.size() != before.parts.size()) {
            return false;
        }
        int words = 0;
        int names = 0;
        int same = 0;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            String other = before.parts.get(i);
            if (isWordPart(part) != isWordPart(other) || (!isWordPart(part) && !part.equals(other))) {
                return false;
            }
            words += isWordPart(part) ? 1 : 0;
            names += isName(part) || isName(other) ? 1 : 0;
            same += part.equals(other) && (isName(part) || part.equals("/")) ? 1 : 0;
        }
        // A shell goes on with > where a command is not complete.
        boolean isBare = words == 0 && (sign == before.sign || sign != '>');
        boolean isOfShells = SHELLS.indexOf(sign) >= 0 && SHELLS.indexOf(before.sign) >= 0;
        return isBare || same > 0 || (words > 0 && names == 0) || (isOfShells && words > (sign == before.sign ? 0 : 1));
    }

    /** The same beginning, and what is put between that and the end is in brackets, a place, or a part of a longer one. */
    private boolean goesOnAs(PromptShape before) {
        int alike = 0;
        int names = 0;
        int open = 0;
        while (alike < Math.min(parts.size(), before.parts.size())
                && parts.get(alike).equals(before.parts.get(alike))) {
            names += isName(parts.get(alike)) ? 1 : 0;
            open += depth(parts.get(alike));
            alike++;
        }
        boolean isLong = sign == before.sign && (names > 1 || open > 0);
        return names > 0 && (isLong || loose(alike) <= (sign == before.sign ? 1 : 0));
    }

    /** How many things stand outside brackets, with space between them. */
    private int loose(int from) {
        int depth = 0;
        int loose = 0;
        boolean isWithin = false;
        for (String part : parts.subList(from, parts.size())) {
            int change = depth(part);
            boolean isOutside = depth == 0 && change == 0 && !part.equals(" ");
            loose += isOutside && !isWithin ? 1 : 0;
            isWithin = isOutside;
            depth = Math.max(0, depth + change);
        }
        return loose;
    }

    private static int depth(String part) {
        return OPEN.contains(part) ? 1 : CLOSE.contains(part) ? -1 : 0;
    }

    private static boolean isWordPart(String part) {
        return part.equals("/") || isWord(part.charAt(0));
    }

    private static boolean isName(String part) {
        return part.chars().anyMatch(Character::isLetter);
    }
}
