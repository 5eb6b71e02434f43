package protocols.internal.http;

import java.io.InputStream;
import protocols.Content;
import protocols.internal.wire.Lent;

/**
 * The caller's own code that content comes from: what it throws is not to be taken for a fault of this line, which it may
 * look like where the content comes from another one.
 */
final class Source implements AutoCloseable {

    private final Content content;
    private InputStream in = InputStream.nullInputStream();
    private int n;

    Source(Content content) {
        this.content = content;
    }

    Source open() {
        Lent.run(() -> in = content.open());
        return this;
    }

    int read(byte[] into, int offset, int length) {
        Lent.run(() -> n = in.read(into, offset, length));
        return n;
    }

    @Override
    public void close() {
        Lent.run(in::close);
    }
}
