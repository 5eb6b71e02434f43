package protocols.internal.imap;

import java.io.IOException;
import java.io.InputStream;

/** Takes the sections of messages that are not to be kept in memory. */
interface BodySink {

    /** Keeps everything in memory, as far as the limits allow. */
    BodySink NONE = new BodySink() {
        @Override
        public boolean streams(String section, long size) {
            return false;
        }

        @Override
        public void body(long number, String section, InputStream bytes) {
            throw new IllegalStateException("no section is streamed");
        }
    };

    /** Whether a section, by its specification in capitals, is to be streamed. */
    boolean streams(String section, long size);

    /**
     * Takes a section. What is left unread of it on return is skipped.
     *
     * @param number the sequence number of the message; its UID may come later
     */
    void body(long number, String section, InputStream bytes) throws IOException;
}
