package protocols.internal.telnet;

import java.util.List;
import java.util.Optional;

/** Finds one text in a stream of characters, each of them looked at once (Knuth, Morris, Pratt). */
final class LiteralFinder implements Finder {

    private final char[] wanted;
    private final int[] fallback;
    private final boolean isLine;
    private int searched;
    private int matched;

    /**
     * @param isLine whether all from the start of the text on belongs to what is found
     */
    LiteralFinder(String wanted, boolean isLine) {
        this.wanted = wanted.toCharArray();
        this.fallback = fallback(this.wanted);
        this.isLine = isLine;
    }

    @Override
    public Optional<Found> find(UnreadText text, int to, boolean thoroughly) {
        char[] chars = text.array();
        int offset = text.offset();
        int prefix = matched;
        for (int at = searched; at < to; at++) {
            prefix = longer(prefix, chars[offset + at]);
            if (prefix == wanted.length) {
                return Optional.of(new Found(at + 1 - prefix, at + 1, List.of()));
            }
        }
        matched = prefix;
        searched = Math.max(searched, to);
        return Optional.empty();
    }

    @Override
    public int settled() {
        return isLine ? 0 : searched - matched;
    }

    @Override
    public void shift(int count) {
        searched -= count;
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
