package protocols.internal.http;

import java.util.Arrays;
import protocols.Credentials;
import protocols.Secret;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.sasl.Sasl;
import protocols.internal.wire.BasicLogin;
import protocols.internal.wire.Link;
import protocols.internal.wire.Passwords;

/** The field of that name, of a client that holds credentials. */
final class Authorization {

    private Authorization() {}

    static Command line(Link link, Credentials who) throws WireException {
        Sasl.requireSafe(link);
        return who instanceof Credentials.Token token ? bearer(token.token()) : basic(Passwords.of(link, who));
    }

    /** RFC 7617 section 2. */
    private static Command basic(Credentials.Password who) {
        return Command.line("Authorization")
                .raw("Authorization: Basic ")
                .base64Secret(BasicLogin.plain(who), who.secret());
    }

    /** RFC 6750 section 2.1, and tokens of other characters as well, as long as they are one word. */
    private static Command bearer(Secret token) {
        byte[] bytes = token.utf8();
        boolean good = bytes.length > 0;
        for (byte b : bytes) {
            good &= b > ' ' && b < 0x7f;
        }
        Arrays.fill(bytes, (byte) 0);
        if (!good) {
            throw new IllegalArgumentException("a token is a word of printable ASCII");
        }
        return Command.line("Authorization").raw("Authorization: Bearer ").secret(token);
    }
}
