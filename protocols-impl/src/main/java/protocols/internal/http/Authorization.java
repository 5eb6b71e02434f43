package protocols.internal.http;

import protocols.Credentials;
import protocols.Secret;
import protocols.internal.line.Command;
import protocols.internal.wire.BasicLogin;
import protocols.internal.wire.Tokens;

/** The field of that name, of a client that holds credentials. */
final class Authorization {

    private Authorization() {}

    /** RFC 7617 section 2. */
    static Command basic(Credentials.Password who) {
        return Command.line("Authorization")
                .raw("Authorization: Basic ")
                .base64Secret(BasicLogin.plain(who), who.secret());
    }

    /** RFC 6750 section 2.1. */
    static Command bearer(Secret token) {
        return Command.line("Authorization").raw("Authorization: Bearer ").secret(Tokens.word(token));
    }
}
