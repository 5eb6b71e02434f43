package protocols.mail;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A piece of a message that is held whole. */
record Slice(byte[] data, int from, int to) {

    InputStream stream() {
        return new ByteArrayInputStream(data, from, to - from);
    }
}
