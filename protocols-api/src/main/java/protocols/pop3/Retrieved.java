package protocols.pop3;

import java.io.InputStream;

/** One message of {@link Maildrop#retrieveAll}, lent to the receiver. */
public final class Retrieved {

    private final int number;
    private final InputStream bytes;

    private Retrieved(int number, InputStream bytes) {
        this.number = number;
        this.bytes = bytes;
    }

    /** A message with these bytes. */
    public static Retrieved of(int number, InputStream bytes) {
        return new Retrieved(number, bytes);
    }

    /** Its number. */
    public int number() {
        return number;
    }

    /**
     * Its exact bytes, from the line as they are read; good until {@link protocols.Receiver#take} returns. It never ends
     * early: a message without its end is {@link protocols.WireException.Hangup}. What is left unread, or was closed
     * early, is thrown away.
     */
    public InputStream bytes() {
        return bytes;
    }

    /** Such as {@code message 3}. */
    @Override
    public String toString() {
        return "message " + number;
    }
}
