package protocols.dns;

/** Names in canonical order: label by label from the right (RFC 4034 section 6.1). */
final class CanonicalOrder {

    private CanonicalOrder() {}

    static int compare(Name one, Name other) {
        byte[] a = one.owned();
        byte[] b = other.owned();
        int[] startsOfA = starts(a, one.labelCount());
        int[] startsOfB = starts(b, other.labelCount());
        int common = Math.min(startsOfA.length, startsOfB.length);
        for (int i = 1; i <= common; i++) {
            int difference = label(a, startsOfA[startsOfA.length - i], b, startsOfB[startsOfB.length - i]);
            if (difference != 0) {
                return difference;
            }
        }
        return startsOfA.length - startsOfB.length;
    }

    private static int[] starts(byte[] name, int count) {
        int[] starts = new int[count];
        int at = 0;
        for (int i = 0; i < count; i++) {
            starts[i] = at;
            at += name[at] + 1;
        }
        return starts;
    }

    private static int label(byte[] a, int atA, byte[] b, int atB) {
        int common = Math.min(a[atA], b[atB]);
        for (int i = 1; i <= common; i++) {
            int difference = (Name.lower(a[atA + i]) & 0xff) - (Name.lower(b[atB + i]) & 0xff);
            if (difference != 0) {
                return difference;
            }
        }
        return a[atA] - b[atB];
    }
}
