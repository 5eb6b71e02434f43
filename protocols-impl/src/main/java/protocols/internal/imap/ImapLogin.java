package protocols.internal.imap;

import java.io.IOException;
import java.util.Optional;
import protocols.Capabilities;
import protocols.Credentials;
import protocols.internal.line.Command;
import protocols.internal.reply.Exchange;
import protocols.internal.sasl.Profile;

/**
 * AUTHENTICATE (RFC 9051 section 6.2.2), and LOGIN where PLAIN would take one step more.
 *
 * @param can what the server could do before the login
 */
record ImapLogin(ImapConversation conversation, Capabilities can) implements Profile {

    /** What servers take of a line (RFC 7162 section 4). */
    private static final int LINE = 8192;

    @Override
    public String challenge() {
        return "+";
    }

    @Override
    public String success() {
        return "OK";
    }

    /** RFC 4959 section 3. */
    @Override
    public int line() {
        return can.has("SASL-IR") ? LINE : 0;
    }

    @Override
    public Command start(String mechanism) {
        conversation.responses().forgetCapabilities();
        return conversation.next("AUTHENTICATE " + mechanism);
    }

    @Override
    public Optional<Own> own() {
        boolean plainInOneStep = can.has("AUTH=PLAIN") && line() > 0;
        return plainInOneStep || can.has("LOGINDISABLED") ? Optional.empty() : Optional.of(this::login);
    }

    private Exchange login(Credentials.Password who) throws IOException {
        Command login =
                conversation.next(ImapCommand.of("LOGIN").astring(who.user()).secret(who.secret()));
        conversation.responses().forgetCapabilities();
        return conversation.conversation().send(login);
    }
}
