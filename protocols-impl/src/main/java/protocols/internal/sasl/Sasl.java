package protocols.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import protocols.Credentials;
import protocols.Reply;
import protocols.Secret;
import protocols.Transcript;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Faults;
import protocols.internal.wire.Link;
import protocols.internal.wire.Tokens;

/** A login by SASL within a conversation: challenges and responses in base64 (RFC 4954, RFC 5034, RFC 9051). */
public final class Sasl {

    /**
     * What came of one way to log in.
     *
     * @param isLastWord see {@link Mechanism#isLastWord}
     */
    record Outcome(Exchange exchange, boolean isLastWord) {}

    /** One way to log in. */
    interface Way {
        Outcome go() throws IOException;
    }

    private static final byte[] NOTHING = {};

    private final Conversation conversation;
    private final Profile profile;

    private Sasl(Conversation conversation, Profile profile) {
        this.conversation = conversation;
        this.profile = profile;
    }

    /**
     * Refuses to send a password that others could read on its way.
     *
     * @throws WireException.Insecure without TLS, unless the peer is loopback or the caller allowed it by name
     */
    public static void requireSafe(Link link) throws WireException {
        if (!link.isSecure() && !link.remote().isLocal() && !link.settings().clearLogin()) {
            throw Faults.at(
                    new WireException.Insecure(
                            "a login without TLS; use Tls.UPGRADE or Tls.IMPLICIT, or allowClearLogin()"),
                    link.before("login"));
        }
    }

    /**
     * Logs in by the best mechanism that both sides know. Where it is refused before the peer could judge the password,
     * the next one is tried.
     *
     * @param offered the names of the peer's mechanisms, in capitals
     * @return the final answer
     * @throws WireException.Refused if the peer said no; the conversation goes on
     * @throws WireException.Unsupported if there is no way; nothing was sent
     * @throws WireException.Insecure if the peer said yes before it had proven what the mechanism asks for
     */
    public static Reply login(Conversation conversation, Profile profile, Collection<String> offered, Credentials who)
            throws WireException {
        Sasl sasl = new Sasl(conversation, profile);
        return conversation.operation("login", () -> {
            Iterator<Way> ways =
                    new Ways(sasl, conversation.link(), offered).of(who).iterator();
            Outcome outcome = ways.next().go();
            while (ways.hasNext()
                    && !outcome.isLastWord()
                    && mayDoOtherwise(outcome.exchange().reply())) {
                outcome = ways.next().go();
            }
            return outcome.exchange().expect(profile.success());
        });
    }

    /** 432: the password has to be shown once before the mechanism works (RFC 4954 section 4.7.12). */
    private static boolean mayDoOtherwise(Reply reply) {
        return Exchange.isRefusal(reply) && (!reply.isTransient() || reply.code() == 432);
    }

    Profile profile() {
        return profile;
    }

    /** By a mechanism, from the command to the final answer. */
    Outcome by(Mechanism mechanism) throws IOException {
        try (mechanism) {
            Exchange exchange = run(mechanism);
            if (exchange.is(profile.success()) && !mechanism.isDone()) {
                throw new WireException.Insecure(
                        "the peer said yes to " + mechanism.name() + " before it came to its end: that is no login");
            }
            return new Outcome(exchange, mechanism.isLastWord());
        }
    }

    /** By a token, and once more by another one if the supplier has another by now. */
    Outcome by(Credentials.Token who) throws IOException {
        Secret token = Tokens.word(who.token());
        Outcome outcome = by(bearer(who, token));
        if (!mayDoOtherwise(outcome.exchange().reply())) {
            return outcome;
        }
        Secret fresh = Tokens.word(who.token());
        return Tokens.same(fresh, token) ? outcome : by(bearer(who, fresh));
    }

    private Mechanism bearer(Credentials.Token who, Secret token) {
        return new OauthBearer(who.user(), token, conversation.link().settings().endpoint());
    }

    private Exchange run(Mechanism mechanism) throws IOException {
        Optional<byte[]> first = mechanism.isClientFirst() ? Optional.of(mechanism.respond(NOTHING)) : Optional.empty();
        Command command = profile.start(mechanism.name());
        Optional<byte[]> pending = first.filter(response -> !fits(command, response));
        if (first.isPresent() && pending.isEmpty()) {
            put(command.raw(" "), "=", mechanism, first.get());
        }
        conversation.write(command);
        Exchange exchange = conversation.receive();
        while (exchange.reply().status().equals(profile.challenge())) {
            exchange = answer(exchange, mechanism, pending);
            pending = Optional.empty();
        }
        pending.ifPresent(unsaid -> Arrays.fill(unsaid, (byte) 0));
        return exchange;
    }

    /** RFC 4954 section 4, RFC 5034 section 4: a first response that makes the command too long waits for a challenge. */
    private boolean fits(Command command, byte[] response) {
        return command.length() + 1 + Math.max(1, 4 * ((response.length + 2) / 3)) + 2 <= profile.line();
    }

    private static Command put(Command command, String nothing, Mechanism mechanism, byte[] response) {
        return response.length == 0 ? command.raw(nothing) : command.base64Secret(response, mechanism.secret());
    }

    private Exchange answer(Exchange asked, Mechanism mechanism, Optional<byte[]> pending) throws IOException {
        byte[] response;
        try {
            byte[] challenge = challenge(asked, mechanism);
            response = pending.isPresent() ? pending.get() : more(mechanism, challenge);
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            throw cancelled(asked, e);
        }
        mechanism.proof().ifPresent(conversation.link().recorder()::secret);
        conversation.answerChallenge(put(Command.line(asked.verb()), "", mechanism, response));
        return conversation.receive();
    }

    private static byte[] more(Mechanism mechanism, byte[] challenge) throws WireException {
        if (!mechanism.hasMore()) {
            throw new WireException.Malformed(
                    "no challenge where " + mechanism.name() + " has said all", new String(challenge, UTF_8));
        }
        return mechanism.respond(challenge);
    }

    /** A recording does not show what the peer proved itself with: it is taken for right. */
    private byte[] challenge(Exchange asked, Mechanism mechanism) throws WireException.Malformed {
        String text = asked.reply().text().strip();
        if (conversation.link().remote().isRecording() && text.contains(Transcript.REDACTED)) {
            return mechanism.proof().orElse(NOTHING);
        }
        try {
            return Base64.getDecoder().decode(text.getBytes(UTF_8));
        } catch (IllegalArgumentException e) {
            throw new WireException.Malformed("a challenge in base64", text);
        }
    }

    /** Gives the login up; a peer that takes it so is where it was before (RFC 4954 section 4, RFC 9051 section 6.2.2). */
    private WireException cancelled(Exchange asked, WireException why) throws IOException {
        conversation.answerChallenge(Command.line(asked.verb()).raw("*"));
        try {
            Exchange end = conversation.receive();
            return Exchange.isRefusal(end.reply()) ? conversation.link().inStep(why) : why;
        } catch (WireException.Hangup e) {
            why.addSuppressed(e);
            return why;
        }
    }
}
