package protocols.internal.ftp;

import java.util.Optional;
import protocols.ftp.FtpEntry;

/** One way in which servers write a listing. RFC 959 leaves LIST to the server; there are a few families. */
interface Dialect {

    /** The entry on a line; empty if the line is not one of this dialect. The line is read from its start. */
    Optional<FtpEntry> entry(Line line);

    /** Whether a line belongs to this dialect though it is no entry, such as a total. */
    default boolean isNote(Line line) {
        return false;
    }
}
