package protocols.ftp;

import java.io.IOException;
import protocols.Text;

/**
 * A transfer was to be resumed, but what lies on the server and what lies here are not parts of one file, or the server
 * passed over the offset (REST) in silence. The session goes on.
 */
public final class FtpMismatch extends IOException {

    private static final long serialVersionUID = 1L;

    /** What does not fit. A switch over these wants a default. */
    public enum Kind {
        /** The file on the server is shorter than the one here that is to be completed. */
        SHORTER,
        /** The file on the server is longer than the one here that it is to be completed from. */
        LONGER,
        /** The last bytes that both should have are not the same. */
        OTHER_BYTES,
        /** More or less came, or lies on the server afterwards, than the file's size (SIZE) calls for. */
        OTHER_LENGTH
    }

    private final Kind kind;
    private final String file;
    private final long expected;
    private final long found;

    FtpMismatch(Kind kind, String file, long expected, long found) {
        super(text(kind, Text.printable(file), expected, found));
        this.kind = kind;
        this.file = Text.printable(file);
        this.expected = expected;
        this.found = found;
    }

    private static String text(Kind kind, String file, long expected, long found) {
        return switch (kind) {
            case SHORTER -> file + ": has " + found + " bytes there, fewer than the " + expected + " here";
            case LONGER -> file + ": has " + found + " bytes there, more than the " + expected + " here";
            case OTHER_BYTES -> file + ": of the last " + expected + " bytes the first " + found + " are the same";
            case OTHER_LENGTH -> file + ": " + found + " bytes, where its size calls for " + expected;
        };
    }

    /** What does not fit. */
    public Kind kind() {
        return kind;
    }

    /** The server and the file on it, escaped. */
    public String file() {
        return file;
    }

    /** What there should be, in bytes. */
    public long expected() {
        return expected;
    }

    /** What there is, in bytes. */
    public long found() {
        return found;
    }
}
