package protocols.internal.http;

import java.io.IOException;
import protocols.internal.line.Body;
import protocols.internal.wire.Link;

/**
 * A body that ends when the peer closes (RFC 9112 section 6.3, number 8). Under TLS the layer below tells a close from a
 * cut; without TLS nobody can.
 */
final class UntilCloseBody extends Body {

    UntilCloseBody(Link link, String doing) {
        super(link, doing);
    }

    @Override
    protected int take(byte[] into, int offset, int length) throws IOException {
        int n = in.read(into, offset, length);
        if (n > 0) {
            trace.add(into, offset, n);
        }
        return n;
    }
}
