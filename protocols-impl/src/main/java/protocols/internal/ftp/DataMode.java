package protocols.internal.ftp;

import java.io.IOException;
import java.util.Optional;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Link;

/** How data connections come about: by whom and how the port is told (RFC 959 section 3.2, RFC 2428). */
interface DataMode {

    /** Whether the server has agreed to this way before, so that the transfer may be asked for in the same breath. */
    boolean isProven();

    /** Whether what asks for it goes out alone: a gateway that rewrites its address may drop what is in the same packet. */
    boolean standsAlone();

    /** What asks the server for it. */
    Command ask() throws IOException;

    /**
     * Takes the answer.
     *
     * @return false if it has to be asked for in the older way
     * @throws WireException.Refused if there is no older way
     * @throws WireException.Malformed if there is none, and the answer cannot be read
     */
    boolean agree(Exchange answer) throws WireException;

    /**
     * Does what comes before the transfer command.
     *
     * @return false if the port does not answer and it has to be asked for in the older way
     */
    boolean prepare() throws IOException;

    /**
     * The connection, after the server said that the transfer begins; held by the session.
     *
     * @return empty if the server says something on the control connection instead
     */
    Optional<Link> connection() throws IOException;

    /** Gives up what {@link #prepare} made, unless it was handed out. */
    void abandon();
}
