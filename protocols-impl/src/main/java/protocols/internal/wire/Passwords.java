package protocols.internal.wire;

import java.util.Optional;
import protocols.Credentials;
import protocols.WireException;

/** Credentials for logins that know a user and a password alone. */
public final class Passwords {

    private Passwords() {}

    /**
     * User and password for the peer of a link.
     *
     * @throws WireException.Unsupported if they are of another kind
     */
    public static Credentials.Password of(Link link, Credentials who) throws WireException.Unsupported {
        if (who instanceof Credentials.Password password) {
            return password;
        }
        throw Faults.at(
                new WireException.Unsupported("a login with " + who + " instead of a password"), link.before("login"));
    }

    /**
     * Who logs in where nobody is named. If nobody is held the link is closed, as after any login that fails: a chain of
     * calls leaves no connection behind.
     *
     * @throws IllegalStateException if the client holds no credentials
     */
    public static Credentials held(Link link) {
        Optional<Credentials> held = link.settings().credentials();
        if (held.isEmpty()) {
            link.close();
        }
        return held.orElseThrow(
                () -> new IllegalStateException("nobody to log in: call credentials(..) on the client, or login(..)"));
    }
}
