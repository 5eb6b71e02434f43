package protocols.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import protocols.Batch;
import protocols.Receiver;
import protocols.Session;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Resolver;
import protocols.spi.DnsAsker;

/**
 * Sockets to the servers of a {@link Dns}, kept between lookups. A socket opens when it is first needed, and is given up
 * after 1,000 questions or an answer that did not come, so that the port it has cannot be learnt and cannot stay dead.
 *
 * <p>Any number of threads can use a session at once. Up to 128 lookups run at a time, and others wait for their turn:
 * over UDP each with a socket of its own, over TCP and TLS all on one connection to a server, where questions are
 * answered in any order (RFC 7766 section 6.2.1.1); over HTTPS 8, each with a connection of its own. A server that fell
 * silent is asked behind the others until it answers again, which every 15th lookup finds out by a datagram beside, or by
 * asking it first where it takes none.
 *
 * <p>A hosts file and a cache, where the {@link Dns} has them, are consulted before the servers. Equal questions that
 * several threads ask at the same time are asked once.
 */
public interface DnsSession extends Session, Resolver {

    /**
     * Asks a question and waits for the outcome, for as long as the {@link Dns#timeout timeout} says in total.
     *
     * <p>A server that keeps silent, or answers SERVFAIL, REFUSED or NOTIMP, is followed by the next one; a truncated
     * answer is asked for again over TCP, and so is one that cannot be read, or that somebody seems to forge (RFC 5452).
     * Where TCP cannot be had, the server is asked plainly over UDP until two answers agree, four times at most. One that
     * does not know EDNS is asked again without it; one that sends elsewhere is followed by the next.
     *
     * @return what the servers say; that the name does not exist or that no server answered in time is one of the outcomes
     * @throws WireException.Unreachable if no server could be reached at all
     * @throws WireException.Hangup if the only thing that servers did was to close the connection
     * @throws WireException.Cancelled if the thread was interrupted, or the session closed meanwhile
     */
    Outcome lookup(Question question) throws WireException;

    /**
     * As {@link #lookup(Question)}, with a time of its own.
     *
     * @param timeout the total, whatever that of the client is
     */
    default Outcome lookup(Question question, Duration timeout) throws WireException {
        return Lookups.asker(this).ask(question, Deadline.after("timeout", timeout));
    }

    /** As {@link #lookup(Question)}, in class IN. */
    default Outcome lookup(Name name, RecordType type) throws WireException {
        return lookup(Question.of(name, type));
    }

    /**
     * As {@link #lookup(Question)}, in class IN.
     *
     * @param name as {@link Name#of} reads it; it is taken as a whole name, with or without the dot at its end:
     *     {@link #search} is for short names
     * @throws IllegalArgumentException if the text is no name, or an address such as {@code ::1}, or looks like one as
     *     {@code 010.0.0.1} does: who means such a name gives it as a {@link Name}
     */
    default Outcome lookup(String name, RecordType type) throws WireException {
        return lookup(QueryName.of(name), type);
    }

    /**
     * Asks many questions, with up to so many in flight at a time, and gives their outcomes as they come, not in the order
     * of the questions: each says which question it is of.
     *
     * <pre>{@code
     * try (Stream<Outcome> all = session.resolveAll(names.map(name -> Question.of(name, RecordType.A)), 256)) {
     *     all.forEach(outcome -> out.println(outcome.summary()));
     * }
     * }</pre>
     *
     * <p>Each outcome is what {@link #lookup(Question)} gives, with its own timeout and attempts; where that throws, it is
     * an {@link Outcome.Failed}, so that no question ends the stream. Memory depends on the window alone: a question is
     * taken from the input when there is room for it, and nothing is taken or received while the caller looks at
     * outcomes; that time is counted for no timeout. All work is done by the thread that takes the outcomes, and there is
     * no other; a source of questions that waits therefore makes answers wait. What must be asked again
     * over TCP is asked one question after another. Where datagrams cannot wait together, questions are asked 64 at a
     * time, each such group within one timeout: through a proxy, a connector with wires of its own or a recording, {@link
     * Dns#overTcp()}, within TLS, and while {@link protocols.Transcript.Keep#EVERYTHING} is recorded, so that it can be
     * replayed. Over HTTPS they are asked one after another.
     *
     * <p>The servers are asked, past hosts file and cache; queries have a random id and come from a random port, but carry
     * no cookie and no mixed case.
     *
     * <p>Sockets of its own serve the stream, so that lookups can be made meanwhile; up to 32 are in use to each server,
     * each for 1,000 questions. They are closed at the end of the stream, and by closing it or the session: use it in a
     * {@code try}. Closing it closes the stream of questions. An interrupt, or closing from another thread, ends it with
     * an {@link java.io.UncheckedIOException} whose cause is {@link WireException.Cancelled}.
     *
     * @param questions may be without end; read by the thread that takes the outcomes, never by two at once
     * @param window how many questions are in flight at most, 1 to 10,000; beyond 64 it opens with the answers, and stays
     *     smaller where more would only queue at the server or get lost
     * @throws IllegalArgumentException if that is no window
     */
    Stream<Outcome> resolveAll(Stream<Question> questions, int window);

    /** The names of an address: its PTR records (RFC 1035 section 3.5, RFC 3596 section 2.5). */
    default Outcome reverse(InetAddress address) throws WireException {
        return lookup(Name.ofAddress(address), RecordType.PTR);
    }

    /**
     * Looks up some questions and holds all their outcomes. Like {@link #lookup(Question)} it consults hosts file and cache
     * before the servers. So many questions as the window says are asked together, within one timeout; over HTTPS they go
     * out one after another. For thousands of questions there is {@link #resolveAll}.
     *
     * @param questions read on this thread, as they are asked
     * @param window how many are in flight at most, 1 to 10,000; more than 32 never are
     * @return what {@link #lookup(Question)} gives for each, in the order of the questions; refused are those for which it
     *     throws
     * @throws WireException.Cancelled if the thread was interrupted, or the session closed meanwhile; it carries what was
     *     found before
     * @throws IllegalArgumentException if that is no window
     */
    default Batch<Question, Outcome> lookupAll(Iterable<Question> questions, int window) throws WireException {
        return Lookups.all(Lookups.asker(this), questions, window);
    }

    /**
     * Looks a name up as the C library does, with the search list: see {@link SearchList#candidates}. No such name, no
     * data, and SERVFAIL lead to the next name; anything else, such as silence, ends the search. All of it has one timeout.
     *
     * @throws IllegalArgumentException if the text is no name
     */
    default Searched search(String name, RecordType type) throws WireException {
        return Lookups.search(Lookups.asker(this), name, type);
    }

    /**
     * The addresses of a host, IPv6 first: an address is its own, in brackets too, then the hosts file is consulted, then the servers are
     * asked for AAAA and A records, with the search list. All of it has one timeout. Without a search list, which only
     * resolv.conf or {@link Dns#searchList} brings, the name is a whole one.
     *
     * @return the addresses, or why there are none
     * @throws IllegalArgumentException if the text is no name
     */
    default HostAddresses addresses(String host) throws WireException {
        DnsAsker asker = Lookups.asker(this);
        return Lookups.addresses(asker, host, asker.deadline());
    }

    /**
     * {@inheritDoc}
     *
     * <p>As {@link #addresses(String)}; the timeout counts as well. A text that is no name is an unknown host.
     */
    @Override
    default List<InetAddress> addresses(String host, Deadline deadline) throws WireException {
        DnsAsker asker = Lookups.asker(this);
        return Lookups.resolve(asker, host, deadline.earlier(asker.deadline()));
    }

    /**
     * Where mail for a domain goes: its MX records in order, equal ones mixed, or itself where it has none (RFC 5321
     * section 5.1). All of it has one timeout.
     *
     * @param domain a whole name
     * @throws IllegalArgumentException if the text is no name
     */
    default MailRoute mail(String domain) throws WireException {
        return Lookups.mail(Lookups.asker(this), QueryName.of(domain), new SecureRandom());
    }

    /**
     * The hosts that offer a service in a domain, in order (RFC 2782).
     *
     * @param service such as {@code _imaps._tcp}
     * @param domain a whole name
     * @throws IllegalArgumentException if the two make no name
     */
    default ServiceHosts service(String service, String domain) throws WireException {
        Name name = Name.of(service).under(QueryName.of(domain));
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
        return Lookups.mailServers(Lookups.asker(this), QueryName.of(domain), services);
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
        return new WebLookup(Lookups.asker(this), port, new SecureRandom()).run(QueryName.of(host));
    }

    /**
     * The whole of a zone (AXFR, RFC 5936), on a connection of its own, in TLS if {@link Dns#tls} says so (RFC 9103). The
     * records are handed out as they come, the zone's SOA first and not again at the end; what was handed out is the whole
     * zone only if this returns. Servers are asked in their order until one begins; reaching it and waiting for its first
     * records is within the timeout, from then on only silence counts, see {@link Dns#idleTimeout}.
     *
     * @param to gets each record, on this thread. What it throws ends the transfer and comes out as it is; the session goes
     *     on
     * @return how many records it got
     * @throws WireException.Refused if no server gives the zone away; the status is the name of the response code
     * @throws WireException.Malformed if what comes does not begin and end with the same SOA record of the zone, or has a
     *     record that is not at or below its name
     * @throws WireException.Hangup if the server closed the connection before the end
     * @throws WireException.Unreachable if no server could be reached
     * @throws WireException.Unsupported over HTTPS, which carries no zone transfers
     */
    long transfer(Name zone, Receiver<DnsRecord> to) throws IOException;

    /**
     * As {@link #transfer(Name, Receiver)}.
     *
     * @param zone as {@link Name#of} reads it
     */
    default long transfer(String zone, Receiver<DnsRecord> to) throws IOException {
        return transfer(Name.of(zone), to);
    }

    /**
     * What has changed in a zone since a version (IXFR, RFC 1995), on a connection of its own as {@link #transfer}. What is
     * handed out is true only if this returns: until then it is best kept apart from what was there before. Of a server that
     * does not know IXFR the whole zone is asked for.
     *
     * <pre>{@code
     * IncrementalTransfer done = session.changes(Name.of("example.org"), 2026010101, change -> out.println(change));
     * }</pre>
     *
     * @param serial that of the version that is here, 0 to 2^32-1; compared as serial numbers are (RFC 1982)
     * @param to gets each record, on this thread. What it throws ends the transfer and comes out as it is
     * @return which of the three answers it was: up to date, differences, or the whole zone
     * @throws WireException.Refused if no server gives the zone away
     * @throws WireException.Malformed if the versions do not follow each other from the one that is here to the newest, or as
     *     {@link #transfer}
     * @throws WireException.Unsupported over HTTPS
     */
    IncrementalTransfer changes(Name zone, long serial, Receiver<ZoneChange> to) throws IOException;

    /**
     * Sends a message of the caller's making, and gives the reply as it came, whatever its response code: any opcode, flags
     * and EDNS. It goes out as it is, past hosts file and cache, without cookie, mixed case and padding; an id of 0 is
     * replaced by one that nobody can guess, and where the client has a {@link Dns#key} it is signed.
     *
     * <pre>{@code
     * Message query = Message.query(Name.of("example.org"), RecordType.DNSKEY).clear(DnsFlag.RD).dnssecOk().build();
     * out.println(session.exchange(query));
     * }</pre>
     *
     * <p>Over UDP it is sent again, as often and after as long as a lookup is ({@link Dns#retry}, {@link Dns#attempts}), and a
     * truncated reply is asked for again over TCP, as is a message of more than 1232 bytes. The servers are asked in their
     * order until one replies. A message with {@link Opcode#UPDATE} goes over TCP or TLS, and once. A datagram that is not the
     * reply, or not signed as it has to be, is thrown away. Over HTTPS only queries go, and no id is set.
     *
     * <p>The timeout is that of the client, in total.
     *
     * @throws WireException.TimedOut if no server replied in time
     * @throws WireException.Unreachable if no server could be reached
     * @throws WireException.Insecure if the reply is not signed with the key, or at a wrong time
     * @throws TsigRefused if the server did not take the signature
     * @throws WireException.OutcomeUnknown if an update was sent, and what became of it was not told
     * @throws WireException.Unsupported over HTTPS, of what is no query
     * @throws IllegalArgumentException if the message is itself a response
     */
    Message exchange(Message message) throws WireException;

    /**
     * Has a zone changed (RFC 2136), over TCP or TLS as {@link #exchange}. It is sent to one server, the first that a
     * connection comes about with, and never twice.
     *
     * <pre>{@code
     * try (DnsSession dns = Dns.at("192.0.2.53").key(TsigKey.fromFile(file)).connect()) {
     *     dns.update(Update.of("example.org").add(DnsRecord.parse("new.example.org. 300 IN A 192.0.2.7"))).orThrow();
     * }
     * }</pre>
     *
     * @return what the server made of it
     * @throws WireException.OutcomeUnknown if it was sent, and what became of it was not told
     * @throws WireException as {@link #exchange}
     */
    default UpdateOutcome update(Update update) throws WireException {
        return UpdateOutcome.of(update, exchange(update.message()));
    }

    /**
     * Tells a secondary server that a zone has changed (NOTIFY, RFC 1996), so that it asks its primary at once.
     *
     * @return its reply; NOERROR means that it has heard, not yet that it has the new version
     */
    default Message notify(Name zone) throws WireException {
        return exchange(Message.query(zone, RecordType.SOA)
                .clear(DnsFlag.RD)
                .set(DnsFlag.AA)
                .withoutEdns()
                .opcode(Opcode.NOTIFY)
                .build());
    }
}
