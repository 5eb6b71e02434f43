package protocols.dns;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import protocols.Deadline;
import protocols.Resolver;
import protocols.Session;
import protocols.WireException;

/**
 * Sockets to the servers of a {@link Dns}, kept between lookups. A socket opens when it is first needed, and is given up
 * after 1,000 questions or an answer that did not come, so that the port it has cannot be learnt and cannot stay dead.
 *
 * <p>A hosts file and a cache, where the {@link Dns} has them, are consulted before the servers. Equal questions that
 * several threads ask at the same time are asked once.
 */
public interface DnsSession extends Session, Resolver {

    /** The client that this session is of, with what resolv.conf says now. */
    Dns client();

    /** What the hosts file says now; {@link Hosts#EMPTY} if none is consulted. */
    default Hosts hosts() {
        return Hosts.EMPTY;
    }

    /**
     * Asks a question and waits for the outcome, for as long as the {@link Dns#timeout timeout} says in total.
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
    default Outcome lookup(Question question) throws WireException {
        return lookup(question, Lookups.timeout(this));
    }

    /** As {@link #lookup(Question)}, within a deadline that is given, whatever the timeout says. */
    Outcome lookup(Question question, Deadline deadline) throws WireException;

    /** As {@link #lookup(Question)}, in class IN. */
    default Outcome lookup(Name name, RecordType type) throws WireException {
        return lookup(Question.of(name, type));
    }

    /**
     * As {@link #lookup(Question)}, in class IN.
     *
     * @param name as {@link Name#of} reads it; it is taken as a whole name, with or without the dot at its end:
     *     {@link #search} is for short names
     */
    default Outcome lookup(String name, RecordType type) throws WireException {
        return lookup(Name.of(name), type);
    }

    /** The names of an address: its PTR records (RFC 1035 section 3.5, RFC 3596 section 2.5). */
    default Outcome reverse(InetAddress address) throws WireException {
        return lookup(Name.reverse(address), RecordType.PTR);
    }

    /**
     * Several questions, all within one timeout.
     *
     * @return an outcome for each question, in their order
     * @throws WireException as {@link #lookup(Question)}
     */
    default List<Outcome> lookupAll(List<Question> questions, Deadline deadline) throws WireException {
        List<Outcome> outcomes = new ArrayList<>(questions.size());
        for (Question question : questions) {
            outcomes.add(lookup(question, deadline));
        }
        return outcomes;
    }

    /**
     * Looks a name up as the C library does, with the search list: see {@link SearchList#candidates}. No such name, no
     * data, and SERVFAIL lead to the next name; anything else, such as silence, ends the search. All of it has one timeout.
     *
     * @throws IllegalArgumentException if the text is no name
     */
    default Searched search(String name, RecordType type) throws WireException {
        return Lookups.search(this, name, type, Lookups.timeout(this));
    }

    /**
     * The addresses of a host, IPv6 first: an address is its own, then the hosts file is consulted, then the servers are
     * asked for AAAA and A records, with the search list. All of it has one timeout. Without a search list, which only
     * resolv.conf or {@link Dns#searchList} brings, the name is a whole one.
     *
     * @return the addresses, or why there are none
     * @throws IllegalArgumentException if the text is no name
     */
    default HostAddresses addresses(String host) throws WireException {
        return Lookups.addresses(this, host, Lookups.timeout(this));
    }

    /**
     * {@inheritDoc}
     *
     * <p>As {@link #addresses(String)}; the timeout counts as well. A text that is no name is an unknown host.
     */
    @Override
    default List<InetAddress> addresses(String host, Deadline deadline) throws WireException {
        return Lookups.resolve(this, host, deadline.earlier(Lookups.timeout(this)));
    }

    /**
     * Where mail for a domain goes: its MX records in order, equal ones mixed, or itself where it has none (RFC 5321
     * section 5.1). All of it has one timeout.
     *
     * @param domain a whole name
     * @throws IllegalArgumentException if the text is no name
     */
    default MailRoute mail(String domain) throws WireException {
        return Lookups.mail(this, Name.of(domain), new SecureRandom());
    }

    /**
     * The hosts that offer a service in a domain, in order (RFC 2782).
     *
     * @param service such as {@code _imaps._tcp}
     * @param domain a whole name
     * @throws IllegalArgumentException if the two make no name
     */
    default ServiceHosts service(String service, String domain) throws WireException {
        Name name = Name.of(service).under(Name.of(domain));
        return ServiceHosts.of(lookup(name, RecordType.SRV), new SecureRandom());
    }

    /**
     * The servers that a domain announces to its mail users (RFC 6186), those of the first service first. All of it has one
     * timeout.
     *
     * @param domain a whole name: what stands after the @ of an address
     * @return host and port of each; empty if none is announced
     * @throws WireException as {@link Outcome#orThrow()}, if nobody could say
     */
    default List<MailServer> mailServers(String domain, MailService... services) throws WireException {
        return Lookups.mailServers(this, Name.of(domain), services);
    }

    /**
     * How a web server is reached by its HTTPS records (RFC 9460), aliases followed, at most 8 of them. All of it has one
     * timeout.
     *
     * @param host a whole name, without a scheme
     * @param port of the origin; 443 for most
     * @throws IllegalArgumentException if the text is no name, or the number no port
     */
    default WebHosts web(String host, int port) throws WireException {
        return new WebLookup(this, port, new SecureRandom()).run(Name.of(host));
    }
}
