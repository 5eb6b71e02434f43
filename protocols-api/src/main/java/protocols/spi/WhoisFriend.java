package protocols.spi;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import protocols.Stats;
import protocols.Transcript;
import protocols.WireException;
import protocols.http.Headers;
import protocols.http.Url;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.whois.Rdap;
import protocols.whois.Registration;
import protocols.whois.Whois;
import protocols.whois.WhoisAnswer;
import protocols.whois.WhoisQuery;
import protocols.whois.WhoisReferral;
import protocols.whois.WhoisServer;
import protocols.whois.WhoisStep;

/** What the engine may do with the values of WHOIS and RDAP and users may not. */
public interface WhoisFriend {

    /** The one friend. */
    static WhoisFriend get() {
        return Whois.friend();
    }

    /**
     * A turn at a server.
     *
     * @param nanos how long it is until then
     * @param giveBack lets others have it, if it is not waited for
     */
    record Turn(long nanos, Runnable giveBack) {}

    /** Which referrals a client follows. */
    interface Rules {
        /** How many of one lookup. */
        int maxHops();

        /** Whether those to another port than that of the protocol. */
        boolean anyPort();

        /** Whether those to an address that not everybody could reach. */
        boolean privateAddresses();

        /**
         * Whether a server that an answer referred to may be connected to at this address. To be asked of the very address
         * that is connected to: a name may resolve to another one the next time.
         */
        boolean allows(InetAddress address);
    }

    /**
     * Where a lookup begins.
     *
     * @param server who is asked first
     * @param isKept whether that is only what whois.iana.org said a while ago
     * @param remark what the transcript says of it; empty where it goes without saying
     */
    record Start(WhoisServer server, boolean isKept, String remark) {}

    /**
     * Where a chain of answers leads.
     *
     * @param last the last answer of the chain, with what became of its referrals
     * @param referral the one that counts
     */
    record Next(WhoisStep last, WhoisReferral referral) {}

    /**
     * How a chain of answers came about.
     *
     * @param end why nobody was asked after the last server
     * @param transcript what was said, one connection for each server
     * @param stats what it cost
     * @param failures what went wrong on the way, and took nothing of the answers
     */
    record Lookup(WhoisReferral end, Transcript transcript, Stats stats, List<WireException> failures) {
        /** Copies the list. */
        public Lookup {
            failures = List.copyOf(failures);
        }
    }

    /** Fetches a registry of services. */
    interface Loader {
        /** What stands at the URL. */
        byte[] load(Url url) throws WireException;
    }

    /**
     * What HTTP brought.
     *
     * @param url who answered, after redirects
     * @param status of HTTP
     * @param headers the header fields of the response
     * @param body which may be anything
     */
    record RdapResponse(Url url, int status, Headers headers, byte[] body) {}

    /**
     * A link to another service that knows more of the same object.
     *
     * @param url what to ask for
     * @param line the member of the answer that says so, not escaped
     */
    record RdapLink(Url url, String line) {}

    /**
     * What a service said.
     *
     * @param answer of the thing asked for
     * @param next who knows more
     */
    record RdapAnswer(WhoisAnswer answer, Optional<RdapLink> next) {}

    /** Whether anybody could reach this address. */
    boolean isPublic(InetAddress address);

    /** What a client follows. */
    Rules rules(Whois whois);

    /** What a client follows. */
    Rules rules(Rdap rdap);

    /** Where a client begins with a query. */
    Start start(Whois whois, WhoisQuery query);

    /** Forgets what whois.iana.org said of a query: the server that it named does not answer any more. */
    void forget(Whois whois, WhoisQuery query);

    /**
     * Takes a turn at a server.
     *
     * @return how long to wait for it
     * @throws WireException.TimedOut if it comes after the deadline; the turn is not taken
     */
    Turn turn(Whois whois, WhoisServer server, Deadline deadline) throws WireException;

    /** Where a server listens. */
    Endpoint endpoint(WhoisServer server);

    /** The line to send to a server, in the form it wants, without the CRLF. */
    String line(WhoisQuery query, WhoisServer server);

    /** Decodes an answer, by the charset that the client expects if it does. */
    WhoisStep step(Whois whois, WhoisServer server, String line, byte[] answer);

    /** Where a chain of one answer or more leads; the client remembers it if whois.iana.org said so. */
    Next next(Whois whois, WhoisQuery query, List<WhoisStep> chain);

    /** The answer is the last. */
    WhoisReferral none();

    /** The answer names a server that is not followed. */
    WhoisReferral ignored(String line, String reason);

    /** The server that was referred to gave no whole answer. */
    WhoisReferral unanswered(WhoisReferral.To to, WireException reason);

    /** Puts one answer or more together, the first server's first. */
    Registration ofSteps(WhoisQuery query, List<WhoisStep> chain, Lookup lookup);

    /** The same of answers that were read already. */
    Registration ofAnswers(WhoisQuery query, List<WhoisAnswer> answers, Lookup lookup);

    /** The service that is asked first; with registries, where they are. */
    Url base(Rdap rdap);

    /** Whether registries name the service. */
    boolean hasRegistries(Rdap rdap);

    /** The services to ask, the best first; none if none is known. Registries are loaded where they are needed. */
    List<Url> services(Rdap rdap, WhoisQuery query, Loader loader) throws WireException;

    /** What a query is asked for by, relative to the base URL of a service (RFC 9082 section 3.1). */
    String path(WhoisQuery query);

    /** What a response means; any is accepted. */
    RdapAnswer read(WhoisQuery query, RdapResponse response);
}
