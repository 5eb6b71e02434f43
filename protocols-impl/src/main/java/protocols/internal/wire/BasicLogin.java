package protocols.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import protocols.Credentials;

/** What the Basic authentication of HTTP sends, to a peer or to a proxy (RFC 7617). */
public final class BasicLogin {

    private BasicLogin() {}

    /**
     * User and password with a colon between them, before they are put into base64; the caller overwrites it.
     *
     * @throws IllegalArgumentException if the user has a colon, or one of them a control character (section 2)
     */
    public static byte[] plain(Credentials.Password who) {
        if (who.user().indexOf(':') >= 0) {
            throw new IllegalArgumentException("a user name for Basic authentication has no colon (RFC 7617)");
        }
        byte[] user = (who.user() + ":").getBytes(UTF_8);
        byte[] password = who.secret().utf8();
        byte[] both = Arrays.copyOf(user, user.length + password.length);
        System.arraycopy(password, 0, both, user.length, password.length);
        Arrays.fill(password, (byte) 0);
        for (byte b : both) {
            if (b >= 0 && b < ' ' || b == 0x7f) {
                Arrays.fill(both, (byte) 0);
                throw new IllegalArgumentException("Basic authentication has no control characters (RFC 7617)");
            }
        }
        return both;
    }
}
