package protocols.net;

import java.net.InetAddress;
import java.util.List;
import protocols.Client;
import protocols.WireException;

/**
 * Knows the addresses of hosts: see {@link Client#resolver}. {@link protocols.dns.Dns} and
 * {@link protocols.dns.DnsSession} are such; without one the resolver of the system is asked.
 */
@FunctionalInterface
public interface Resolver {

    /**
     * The addresses of a host, in the order in which they shall be tried; at least one.
     *
     * @param host a name; an address is never asked about
     * @param deadline until when an answer is of use
     * @throws WireException.Unreachable if the host has no address, or nobody could say
     * @throws WireException.Cancelled if the thread was interrupted
     */
    List<InetAddress> addresses(String host, Deadline deadline) throws WireException;
}
