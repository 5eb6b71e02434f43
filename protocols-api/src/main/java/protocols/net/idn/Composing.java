package protocols.net.idn;

import java.util.Arrays;

/** Normalization Form C (UAX 15) of text that is made of valid characters. */
final class Composing {

    // Hangul syllables are computed (The Unicode Standard section 3.12).
    private static final int S_BASE = 0xac00;
    private static final int L_BASE = 0x1100;
    private static final int V_BASE = 0x1161;
    private static final int T_BASE = 0x11a7;
    private static final int L_COUNT = 19;
    private static final int V_COUNT = 21;
    private static final int T_COUNT = 28;
    private static final int S_COUNT = L_COUNT * V_COUNT * T_COUNT;

    private final IdnaTable table;
    private int[] points;
    private int[] classes;
    private int length;

    private Composing(IdnaTable table, int most) {
        this.table = table;
        points = new int[most];
        classes = new int[most];
    }

    static int[] nfc(int[] text, IdnaTable table) {
        Composing composing = new Composing(table, text.length * 2);
        for (int point : text) {
            composing.decompose(point);
        }
        composing.compose();
        return Arrays.copyOf(composing.points, composing.length);
    }

    private void decompose(int point) {
        int syllable = point - S_BASE;
        if (syllable >= 0 && syllable < S_COUNT) {
            append(L_BASE + syllable / (V_COUNT * T_COUNT));
            append(V_BASE + syllable / T_COUNT % V_COUNT);
            if (syllable % T_COUNT > 0) {
                append(T_BASE + syllable % T_COUNT);
            }
            return;
        }
        long parts = table.parts(point);
        if (parts < 0) {
            append(point);
        } else {
            decompose(IdnaTable.first(parts));
            append(IdnaTable.second(parts));
        }
    }

    /** In canonical order: behind what stands there with the same class or a lower one. */
    private void append(int point) {
        if (length == points.length) {
            points = Arrays.copyOf(points, 2 * length);
            classes = Arrays.copyOf(classes, 2 * length);
        }
        int combining = table.combiningClass(point);
        int at = length;
        while (combining > 0 && at > 0 && classes[at - 1] > combining) {
            points[at] = points[at - 1];
            classes[at] = classes[at - 1];
            at--;
        }
        points[at] = point;
        classes[at] = combining;
        length++;
    }

    private void compose() {
        int kept = 0;
        int starter = -1;
        int lastClass = 0;
        for (int i = 0; i < length; i++) {
            int combining = classes[i];
            boolean blocked = starter < 0 || (kept - 1 > starter && lastClass >= combining);
            int composite = blocked ? -1 : pair(points[starter], points[i]);
            if (composite >= 0) {
                points[starter] = composite;
                continue;
            }
            if (combining == 0) {
                starter = kept;
            }
            lastClass = combining;
            points[kept++] = points[i];
        }
        length = kept;
    }

    private int pair(int first, int second) {
        int l = first - L_BASE;
        int v = second - V_BASE;
        if (l >= 0 && l < L_COUNT && v >= 0 && v < V_COUNT) {
            return S_BASE + (l * V_COUNT + v) * T_COUNT;
        }
        int s = first - S_BASE;
        int t = second - T_BASE;
        if (s >= 0 && s < S_COUNT && s % T_COUNT == 0 && t > 0 && t < T_COUNT) {
            return first + t;
        }
        return table.compose(first, second);
    }
}
