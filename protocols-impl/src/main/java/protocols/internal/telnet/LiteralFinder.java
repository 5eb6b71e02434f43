package protocols.internal.telnet;

/** Finds one text in a stream of characters, each of them looked at once (Knuth, Morris, Pratt). */
final class LiteralFinder {

    private final char[] wanted;
    private final int[] fallback;
    private int matched;

    LiteralFinder(String wanted) {
        this.wanted = wanted.toCharArray();
        this.fallback = fallback(this.wanted);
    }

    int length() {
        return wanted.length;
    }

    /** Goes on with {@code text[from]} to {@code text[to - 1]}: the index after the first match, or -1. */
    int find(char[] text, int from, int to) {
        int prefix = matched;
        for (int at = from; at < to; at++) {
            prefix = longer(prefix, text[at]);
            if (prefix == wanted.length) {
                return at + 1;
            }
        }
        matched = prefix;
        return -1;
    }

    private int longer(int prefix, char c) {
        int rest = prefix;
        while (rest > 0 && wanted[rest] != c) {
            rest = fallback[rest - 1];
        }
        return wanted[rest] == c ? rest + 1 : rest;
    }

    /** For each prefix the length of its longest proper prefix that is its end too. */
    private static int[] fallback(char[] wanted) {
        int[] fallback = new int[wanted.length];
        for (int at = 1; at < wanted.length; at++) {
            int rest = fallback[at - 1];
            while (rest > 0 && wanted[rest] != wanted[at]) {
                rest = fallback[rest - 1];
            }
            fallback[at] = wanted[rest] == wanted[at] ? rest + 1 : rest;
        }
        return fallback;
    }
}
