package protocols.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Base64;
import java.util.Collection;
import protocols.Credentials;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Faults;
import protocols.internal.wire.Link;
import protocols.internal.wire.Passwords;

/** A login by SASL within a conversation: challenges and responses in base64 (RFC 4954, RFC 5034, RFC 9051). */
public final class Sasl {

    // House size: run() takes what differs between the three protocols, each by its own name.

    /** More rounds than any mechanism has. */
    private static final int ROUNDS = 10;

    private Sasl() {}

    /**
     * Refuses to send a password that others could read on its way.
     *
     * @throws WireException.Insecure without TLS, unless the peer is loopback or the caller allowed it by name
     */
    public static void requireSafe(Link link) throws WireException {
        if (!link.isSecure() && !link.isLocal() && !link.settings().clearLogin()) {
            throw Faults.at(
                    new WireException.Insecure(
                            "a login without TLS; use Tls.UPGRADE or Tls.IMPLICIT, or allowClearLogin()"),
                    link.where());
        }
    }

    /**
     * Logs in.
     *
     * @param start the command with the mechanism's name, without an end: {@code AUTH PLAIN}
     * @param challenge the status that asks for more: {@code 334} or {@code +}
     * @param initial whether the first response may go out with the command (RFC 4959 in IMAP, always in SMTP and POP3)
     * @return the final answer
     */
    public static Exchange run(
            Conversation conversation, Command start, Mechanism mechanism, String challenge, boolean initial)
            throws WireException {
        return conversation.operation(start.verb(), () -> {
            boolean sendFirst = initial && mechanism.isClientFirst();
            if (sendFirst) {
                start.raw(" ").base64Secret(mechanism.respond(new byte[0]), mechanism.secret());
            }
            conversation.write(start);
            Exchange exchange = conversation.receive();
            for (int round = 0; exchange.is(challenge) && !exchange.is("+OK"); round++) {
                if (round == ROUNDS) {
                    throw new WireException.Malformed("a login ends after " + ROUNDS + " rounds", "");
                }
                exchange = respond(conversation, mechanism, exchange);
            }
            return exchange;
        });
    }

    private static Exchange respond(Conversation conversation, Mechanism mechanism, Exchange exchange)
            throws IOException {
        byte[] asked;
        try {
            asked = Base64.getDecoder().decode(exchange.reply().text().strip().getBytes(UTF_8));
        } catch (IllegalArgumentException e) {
            throw new WireException.Malformed(
                    "a challenge in base64", exchange.reply().text());
        }
        conversation.answerChallenge(
                Command.line(exchange.verb()).base64Secret(mechanism.respond(asked), mechanism.secret()));
        return conversation.receive();
    }

    /** The mechanism to use of those that the peer of a link offers. */
    public static Mechanism choose(Link link, Collection<String> offered, Credentials who)
            throws WireException.Unsupported {
        Credentials.Password password = Passwords.of(link, who);
        if (offered.contains("PLAIN")) {
            return Mechanism.plain(password);
        }
        if (offered.contains("LOGIN")) {
            return Mechanism.login(password);
        }
        throw Faults.at(
                new WireException.Unsupported("none of the peer's ways to log in: " + String.join(" ", offered)),
                link.where());
    }
}
