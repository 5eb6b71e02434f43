package protocols.internal.http;

import protocols.Credentials;
import protocols.Secret;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.sasl.Sasl;
import protocols.internal.wire.BasicLogin;
import protocols.internal.wire.Link;
import protocols.internal.wire.Passwords;
import protocols.internal.wire.Tokens;

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

    /** RFC 6750 section 2.1. */
    private static Command bearer(Secret token) {
        return Command.line("Authorization").raw("Authorization: Bearer ").secret(Tokens.word(token));
    }
}
