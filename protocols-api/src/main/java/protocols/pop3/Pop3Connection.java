package protocols.pop3;

import protocols.Capabilities;
import protocols.Credentials;
import protocols.Secret;
import protocols.Session;
import protocols.WireException;

/**
 * A connection on which nobody has logged in: the AUTHORIZATION state of RFC 1939 section 4.
 *
 * <p>Not for users to implement: it grows.
 */
public interface Pop3Connection extends Session {

    /** The text of the greeting, as it was sent before any TLS by STLS (not escaped). */
    String greeting();

    /** What the server says that it can do, asked for after TLS began; nothing where it does not know CAPA. */
    Capabilities capabilities();

    /**
     * As {@link #login(Credentials)}, with the credentials of the {@link Pop3} that this connection came from.
     *
     * @throws IllegalStateException if it holds none; the connection is closed then
     */
    Maildrop login() throws WireException;

    /** As {@link #login(Credentials)}, with a password. */
    default Maildrop login(String user, String password) throws WireException {
        return login(Credentials.password(user, password));
    }

    /** As {@link #login(Credentials)}, with a password. */
    default Maildrop login(String user, Secret password) throws WireException {
        return login(Credentials.password(user, password));
    }

    /**
     * Opens the maildrop and locks it. By AUTH (RFC 5034) with SCRAM-SHA-256 (RFC 7677) or SCRAM-SHA-1 (RFC 5802) where
     * the server knows them, which does not show the password; else, or if that is refused before the password could be
     * judged, by USER and PASS, in one round trip where TLS runs and it knows PIPELINING, in two otherwise; else by AUTH
     * with PLAIN or LOGIN. With a token by AUTH with OAUTHBEARER (RFC 7628). This connection is used up by it: the maildrop
     * takes its place, and a login that failed has closed the line.
     *
     * @throws WireException.Refused if the server says no; {@link protocols.Reply#responseCode()} tells {@code AUTH} (wrong
     *     user or password) from {@code IN-USE}, {@code LOGIN-DELAY} and {@code SYS/TEMP} (RFC 2449, RFC 3206)
     * @throws WireException.Insecure without TLS, unless the server is loopback or the caller allowed it by name; nothing
     *     was sent. Also if by SCRAM the server does not prove that it knows the password, or wants a proof of fewer than
     *     4,096 iterations
     * @throws WireException.LimitExceeded if it wants a proof of more than 1,000,000 iterations
     * @throws WireException.Unsupported if the server knows no way to log in that this library knows
     * @throws IllegalArgumentException if user or password holds CR, LF or NUL
     * @throws IllegalStateException after a login
     */
    Maildrop login(Credentials who) throws WireException;
}
