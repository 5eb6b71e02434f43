package protocols.internal.dns;

import protocols.internal.wire.Recorded;
import protocols.net.Connector;

/** Numbers that nobody can guess (RFC 5452 section 9.2), drawn many at a time, as a draw costs more than a query. */
final class RandomIds {

    private static final int DRAWN = 4096;

    private final Connector source;
    private byte[] random = {};
    private int at;

    RandomIds(Connector source) {
        this.source = source;
    }

    /** From 0 to 65535. */
    int next() {
        if (at + 1 >= random.length) {
            random = Recorded.draw(source, DRAWN);
            at = 0;
        }
        return ((random[at++] & 0xff) << 8) | (random[at++] & 0xff);
    }
}
