package protocols.dns;

import java.net.InetAddress;
import java.util.function.Consumer;
import protocols.Session;
import protocols.WireException;

/**
 * Sockets to the servers of a {@link Dns}, kept between lookups. A socket opens when it is first needed, and is given up
 * after 1,000 questions or an answer that did not come, so that the port it has cannot be learnt and cannot stay dead.
 */
public interface DnsSession extends Session {

    /**
     * Asks a question and waits for the outcome.
     *
     * <p>A server that keeps silent, or answers SERVFAIL, REFUSED or NOTIMP, is followed by the next one; a truncated
     * answer is asked for again over TCP, and so is one that somebody seems to forge (RFC 5452). A server that does not
     * know EDNS is asked again without it.
     *
     * @return what the servers say; that the name does not exist or that no server answered in time is one of the outcomes
     * @throws WireException.Unreachable if no server could be reached at all
     * @throws WireException.Hangup if the only thing that servers did was to close the connection
     * @throws WireException.Cancelled if the thread was interrupted, or the session closed meanwhile
     */
    Outcome lookup(Question question) throws WireException;

    /** As {@link #lookup(Question)}, in class IN. */
    default Outcome lookup(Name name, RecordType type) throws WireException {
        return lookup(Question.of(name, type));
    }

    /**
     * As {@link #lookup(Question)}, in class IN.
     *
     * @param name as {@link Name#of} reads it; it is taken as a whole name, with or without the dot at its end
     */
    default Outcome lookup(String name, RecordType type) throws WireException {
        return lookup(Name.of(name), type);
    }

    /** The names of an address: its PTR records (RFC 1035 section 3.5, RFC 3596 section 2.5). */
    default Outcome reverse(InetAddress address) throws WireException {
        return lookup(Name.reverse(address), RecordType.PTR);
    }

    /**
     * The whole of a zone (AXFR, RFC 5936), on a connection of its own, in TLS if {@link Dns#tls} says so (RFC 9103). The
     * records are handed out as they come, the zone's SOA first and not again at the end; what was handed out is the whole
     * zone only if this returns. Servers are asked in their order until one begins; reaching it and waiting for its first
     * records is within the timeout, from then on only silence counts, see {@link Dns#idle}.
     *
     * @param to gets each record, on this thread
     * @return how many records it got
     * @throws WireException.Refused if no server gives the zone away; the status is the name of the response code
     * @throws WireException.Malformed if what comes does not begin and end with the same SOA record of the zone
     * @throws WireException.Hangup if the server closed the connection before the end
     * @throws WireException.Unreachable if no server could be reached
     * @throws WireException.Unsupported over HTTPS, which carries no zone transfers
     */
    long transfer(Name zone, Consumer<DnsRecord> to) throws WireException;

    /**
     * As {@link #transfer(Name, Consumer)}.
     *
     * @param zone as {@link Name#of} reads it
     */
    default long transfer(String zone, Consumer<DnsRecord> to) throws WireException {
        return transfer(Name.of(zone), to);
    }
}
