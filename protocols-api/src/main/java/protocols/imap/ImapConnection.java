package protocols.imap;

import protocols.Capabilities;
import protocols.Credentials;
import protocols.Secret;
import protocols.Session;
import protocols.WireException;

/** A connection on which nobody has logged in (RFC 9051 section 3.1). It can be used for one login. */
public interface ImapConnection extends Session {

    /** What the server can do before a login: {@code IMAP4rev1}, {@code AUTH=PLAIN}. */
    Capabilities capabilities();

    /**
     * As {@link #login(Credentials)}, by those that the client value holds.
     *
     * @throws IllegalStateException if it holds none, see {@link Imap#credentials}; the connection is closed then
     */
    ImapSession login() throws WireException;

    /** As {@link #login(Credentials)}. */
    default ImapSession login(String user, String password) throws WireException {
        return login(Credentials.password(user, password));
    }

    /** As {@link #login(Credentials)}. */
    default ImapSession login(String user, Secret password) throws WireException {
        return login(Credentials.password(user, password));
    }

    /**
     * Logs in: by AUTHENTICATE with SCRAM-SHA-256 (RFC 7677) or SCRAM-SHA-1 (RFC 5802) where the server offers them, which
     * does not show the password; else, or if that is refused before the password could be judged, by AUTHENTICATE PLAIN in
     * one step where the server offers that (RFC 4959), else by LOGIN, else by what AUTHENTICATE mechanism there is. With a
     * token by AUTHENTICATE OAUTHBEARER (RFC 7628). A login that fails closes the connection.
     *
     * @throws WireException.Refused if the server does not accept them
     * @throws WireException.Insecure without TLS, before anything is sent, unless the peer is loopback or the caller allowed
     *     it by name. Also if by SCRAM the server does not prove that it knows the password, or wants a proof of fewer than
     *     4,096 iterations
     * @throws WireException.LimitExceeded if it wants a proof of more than 1,000,000 iterations
     * @throws WireException.Unsupported if the server offers no way that is known here for such credentials
     * @throws IllegalStateException if somebody has logged in already
     */
    ImapSession login(Credentials who) throws WireException;

    /** Whether the server takes the connection for logged in from the beginning (PREAUTH). */
    boolean isPreauthenticated();

    /**
     * The session of a connection that {@linkplain #isPreauthenticated() needs no login}.
     *
     * @throws IllegalStateException if it needs one, or the session was taken already
     */
    ImapSession session() throws WireException;
}
