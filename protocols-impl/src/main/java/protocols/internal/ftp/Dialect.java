package protocols.internal.ftp;

import java.util.Optional;
import protocols.ftp.FtpEntry;

/**
 * One way in which servers write a listing. RFC 959 leaves LIST to the server; there are a few families. A dialect reads one
 * listing, and may remember what its lines have said of the others.
 */
interface Dialect {

    /** The entry on a line; empty if the line is not one of this dialect. The line is read from its start. */
    Optional<FtpEntry> entry(Line line);

    /** Whether a line belongs to this dialect though it is no entry, such as a total or a header; it is taken note of. */
    default boolean takes(Line line) {
        return false;
    }

    /** Whether a line is the beginning of an entry that goes on in the next line: the two, with LF between, are read then. */
    default boolean begins(Line line) {
        return false;
    }

    /** A line of another dialect has come: what a header said is over. */
    default void leave() {}
}
