package protocols.internal.wire;

import protocols.Credentials;
import protocols.WireException;

/** Credentials for logins that know a user and a password alone. */
public final class Passwords {

    private Passwords() {}

    /**
     * User and password.
     *
     * @throws WireException.Unsupported if they are of another kind
     */
    public static Credentials.Password of(Credentials who) throws WireException.Unsupported {
        if (who instanceof Credentials.Password password) {
            return password;
        }
        throw new WireException.Unsupported("a login with " + who + " instead of a password");
    }

    /**
     * Who logs in where nobody is named.
     *
     * @throws IllegalStateException if the client holds no credentials
     */
    public static Credentials held(Link link) {
        return link.settings()
                .credentials()
                .orElseThrow(() -> new IllegalStateException(
                        "nobody to log in: call credentials(..) on the client, or login(..)"));
    }
}
