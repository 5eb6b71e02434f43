package protocols.ftp;

import java.io.IOException;
import protocols.Credentials;
import protocols.Reply;
import protocols.Secret;
import protocols.Session;
import protocols.WireException;

/** A connection that nobody has logged in on yet. A login that fails closes it, but one that asks. */
public interface FtpConnection extends Session {

    /** Asks somebody for a password. */
    @FunctionalInterface
    interface Prompt {
        /** What was typed. What this throws comes out of the login as it is. */
        Secret ask() throws IOException;
    }

    /** What the server said first (220). */
    Reply greeting();

    /**
     * Logs in with the credentials of the client value, see {@link Ftp#credentials}.
     *
     * @throws IllegalStateException if it holds none; the connection is closed then
     */
    FtpSession login() throws WireException;

    /**
     * Logs in (USER, PASS); {@link Credentials#anonymous()} as {@link #loginAnonymously()} does.
     *
     * @throws WireException.Insecure without TLS, unless the peer is loopback or the caller allowed it by name
     * @throws WireException.Refused if the server does not take the name or the password (530)
     * @throws WireException.Unsupported for credentials that are no password, and if the server asks for an account as
     *     well (332) and there is {@linkplain Credentials.Password#account(protocols.Secret) none}
     * @throws IllegalStateException if this connection is logged in already
     */
    FtpSession login(Credentials who) throws WireException;

    /** As {@link #login(Credentials)}. */
    default FtpSession login(String user, Secret password) throws WireException {
        return login(Credentials.password(user, password));
    }

    /** As {@link #login(Credentials)}. */
    default FtpSession login(String user, String password) throws WireException {
        return login(Credentials.password(user, password));
    }

    /**
     * Logs in as somebody who is asked for the password once the server wants it (331), as programs do that talk to people.
     * Where the login fails this connection stays open, so that another one can be tried. What people type for
     * {@code anonymous} and {@code ftp} is their address (RFC 1635), and needs no TLS.
     *
     * @param password called on this thread, once at most, while nothing is waited for; what it throws comes out as it is
     * @throws WireException.Insecure as {@link #login(Credentials)} has it, before anything is sent
     * @throws WireException.Refused if the server does not take the name or the password (530)
     * @throws WireException.Unsupported if the server asks for an account as well (332)
     * @throws IllegalStateException if this connection is logged in already
     */
    FtpSession login(String user, Prompt password) throws IOException;

    /** Logs in as {@code anonymous} (RFC 1635), with {@code anonymous@} for a password; needs no TLS. */
    FtpSession loginAnonymously() throws WireException;
}
