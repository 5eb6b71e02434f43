package protocols.spi;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import protocols.Attempt;
import protocols.Batch;
import protocols.Client;
import protocols.Credentials;
import protocols.Protocol;
import protocols.Secret;
import protocols.Sink;
import protocols.Stats;
import protocols.Transcript;
import protocols.Trust;
import protocols.WireException;

/** What the engine may do with the values that all rooms share, and users may not. */
public interface CoreFriend {

    /** The one. */
    static CoreFriend get() {
        return Protocol.friend();
    }

    /** The fault with its place, unless that is known already. */
    <E extends WireException> E at(E fault, WireException.Where place);

    /** The same place, where something else was done. */
    WireException.Where doing(WireException.Where place, String doing);

    /** The fault itself, with what the peer said in it passed through a function first; no more once it has its place. */
    <E extends WireException> E show(E fault, UnaryOperator<String> form);

    /** The fault with the transcript of all that it ended, if its place is known. */
    <E extends WireException> E with(E fault, Transcript whole);

    /** The fault with the tries that led to it, unless they are known already. */
    <E extends WireException> E with(E fault, List<Attempt> tries);

    /** The fault with all tries that led to it, where those that it knows are but some of them. */
    <E extends WireException> E tried(E fault, List<Attempt> all);

    /** The fault with what had become of a batch when it broke, unless that is known already. */
    <E extends WireException> E with(E fault, Batch<?, ?> soFar);

    /** Says what would keep a sink from being written to, as far as that can be seen before. */
    void check(Sink sink) throws IOException;

    /** Begins to write to a sink; {@code expected} is the length where that is known. */
    Delivery open(Sink sink, OptionalLong expected) throws IOException;

    /** Bytes in the escaped form of a {@link Transcript.Said}. */
    String escape(byte[] bytes, int from, int to);

    /** As {@link #escape}, for bytes that more of the same line follows. */
    String escapePart(byte[] bytes, int from, int to);

    /** The context that connections use to whom is trusted. */
    SSLContext context(Trust trust);

    /** The versions of TLS that may be spoken; empty for those of the JDK. */
    List<String> versions(Trust trust);

    /** What is offered by ALPN. */
    List<String> alpn(Trust trust);

    /**
     * Checks dates and names of the certificate at the other end of a session.
     *
     * @throws CertificateException that says in words what is wrong
     */
    void requireValid(SSLSession session, String host) throws CertificateException;

    /** The same costs, of so many connections. */
    Stats connections(Stats of, long count);

    /** The client says something else than the recording. */
    Transcript.Mismatch mismatch(String message);

    /** The account that goes with a password, if one was given. */
    Optional<Secret> account(Credentials.Password who);

    /** How a client reaches its peer, and how far it trusts it. */
    Settings settings(Client<?> client);
}
