package protocols.net.idn;

import java.util.Arrays;

/** Code points as letters, digits and hyphens (RFC 3492), without the prefix {@code xn--}. */
final class Punycode {

    // RFC 3492 section 5.
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 0x80;

    private Punycode() {}

    /**
     * RFC 3492 section 6.3.
     *
     * @throws IllegalArgumentException if it overflows
     */
    static String encode(int[] points) {
        StringBuilder out = new StringBuilder(points.length + 16);
        for (int point : points) {
            if (point < INITIAL_N) {
                out.append((char) point);
            }
        }
        int basic = out.length();
        if (basic > 0) {
            out.append('-');
        }
        int n = INITIAL_N;
        int delta = 0;
        int bias = INITIAL_BIAS;
        int handled = basic;
        while (handled < points.length) {
            int next = smallest(points, n);
            delta = checked(delta + (long) (next - n) * (handled + 1));
            n = next;
            for (int point : points) {
                if (point < n) {
                    delta = checked(delta + 1L);
                } else if (point == n) {
                    number(out, delta, bias);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta = checked(delta + 1L);
            n++;
        }
        return out.toString();
    }

    private static int smallest(int[] points, int from) {
        int least = Integer.MAX_VALUE;
        for (int point : points) {
            if (point >= from && point < least) {
                least = point;
            }
        }
        return least;
    }

    private static void number(StringBuilder out, int value, int bias) {
        int q = value;
        for (int k = BASE; ; k += BASE) {
            int t = threshold(k, bias);
            if (q < t) {
                out.append(digit(q));
                return;
            }
            out.append(digit(t + (q - t) % (BASE - t)));
            q = (q - t) / (BASE - t);
        }
    }

    /**
     * RFC 3492 section 6.2.
     *
     * @throws IllegalArgumentException if it is no such text
     */
    static int[] decode(String text) {
        int basic = Math.max(0, text.lastIndexOf('-'));
        int[] points = basic(text, basic);
        int count = basic;
        int n = INITIAL_N;
        int i = 0;
        int bias = INITIAL_BIAS;
        int at = basic > 0 ? basic + 1 : 0;
        while (at < text.length()) {
            int before = i;
            int weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = at < text.length() ? value(text.charAt(at++)) : -1;
                if (digit < 0) {
                    throw new IllegalArgumentException("not Punycode");
                }
                i = checked(i + (long) digit * weight);
                int t = threshold(k, bias);
                if (digit < t) {
                    break;
                }
                weight = checked((long) weight * (BASE - t));
            }
            count++;
            bias = adapt(i - before, count, before == 0);
            n = checked(n + (long) (i / count));
            i %= count;
            if (n > Character.MAX_CODE_POINT) {
                throw new IllegalArgumentException("not Punycode");
            }
            System.arraycopy(points, i, points, i + 1, count - 1 - i);
            points[i++] = n;
        }
        return Arrays.copyOf(points, count);
    }

    /** The characters that stand for themselves, and room for the others: each takes a character at least. */
    private static int[] basic(String text, int count) {
        int[] points = new int[text.length()];
        for (int i = 0; i < count; i++) {
            points[i] = text.charAt(i);
            if (points[i] >= INITIAL_N) {
                throw new IllegalArgumentException("not Punycode");
            }
        }
        return points;
    }

    private static int threshold(int k, int bias) {
        return Math.min(Math.max(k - bias, T_MIN), T_MAX);
    }

    private static int adapt(int delta, int points, boolean first) {
        int rest = first ? delta / DAMP : delta / 2;
        rest += rest / points;
        int k = 0;
        while (rest > (BASE - T_MIN) * T_MAX / 2) {
            rest /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
    }

    private static int checked(long value) {
        if (value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("not Punycode");
        }
        return (int) value;
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int value(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0' + 26;
        }
        int letter = (c | 0x20) - 'a';
        return c < INITIAL_N && letter >= 0 && letter < 26 ? letter : -1;
    }
}
