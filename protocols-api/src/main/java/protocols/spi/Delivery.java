package protocols.spi;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** What is received on its way into a {@link protocols.Sink}. Closed without {@link #commit()} it leaves nothing behind. */
public interface Delivery extends Closeable {

    /** Where the bytes go. */
    OutputStream out();

    /** The peer has confirmed that these were all. */
    void commit() throws IOException;

    @Override
    void close();
}
