package protocols.internal.reply;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.line.Body;
import protocols.internal.line.Command;
import protocols.internal.wire.Link;

/**
 * Commands and replies in step: {@code send(command).expect("250")}. Every command is answered in the order in which it
 * was sent; nothing that came late is taken for the next answer.
 */
public final class Conversation {

    /** Takes the answers of a pipeline, in order. It may read the body that follows a reply. */
    public interface Answers {
        /**
         * @param index the command's place in the pipeline, from 0
         * @param reply what was answered to it
         */
        void answer(int index, Exchange reply) throws IOException;
    }

    private final Link link;
    private final Grammar grammar;
    private final Deque<String> unanswered = new ArrayDeque<>();
    private final Deque<Exchange> arrived = new ArrayDeque<>();
    private Optional<Body> body = Optional.empty();

    public Conversation(Link link, Grammar grammar) {
        this.link = link;
        this.grammar = grammar;
    }

    public Link link() {
        return link;
    }

    /**
     * Runs several steps as one operation with one deadline; see {@link Link#operation}. A refusal that leaves other
     * commands unanswered ends the conversation: what comes next could not be told from what is still to come. So does a
     * refusal that is a farewell.
     */
    public <T> T operation(String doing, Link.Call<T> call) throws WireException {
        return link.operation(doing, link.settings().timeout(), () -> {
            try {
                return call.run();
            } catch (WireException.Refused e) {
                throw outstanding() == 0 && !grammar.isFarewell(e.reply()) ? e : link.fail(e);
            } catch (WireException.Unsupported e) {
                throw outstanding() == 0 ? e : link.fail(e);
            }
        });
    }

    /** What the peer says first. */
    public Exchange greeting() throws WireException {
        return operation("greeting", () -> new Exchange("greeting", grammar.read(), link));
    }

    /** Sends one command and waits for its answer: one write, one round trip. */
    public Exchange send(Command command) throws WireException {
        return operation(command.verb(), () -> {
            write(command);
            return receive();
        });
    }

    /**
     * Puts a command into what is sent next. Where it pauses at a literal, the answers to the commands before it are waited
     * for and kept, and then the peer's continuation; if the peer says no instead, that is the command's answer.
     */
    public void write(Command command) throws IOException {
        if (outstanding() == 0) {
            settle();
        }
        link.doing(command.verb());
        command.writeTo(link);
        unanswered.add(command.verb());
        for (Optional<Command> next = command.next();
                next.isPresent();
                next = next.get().next()) {
            while (unanswered.size() > 1) {
                arrived.add(take());
            }
            Exchange go = new Exchange(command.verb(), grammar.read(), link);
            if (!go.is("+")) {
                unanswered.clear();
                arrived.add(new Exchange(
                        command.verb(), Exchange.isRefusal(go.reply()) ? go.reply() : go.expect("+"), link));
                return;
            }
            next.get().writeTo(link);
        }
    }

    private int outstanding() {
        return arrived.size() + unanswered.size();
    }

    /** Sends a line that is part of a command under way, such as an answer to a challenge; its reply is received next. */
    public void answerChallenge(Command line) throws IOException {
        line.writeTo(link);
        unanswered.add(line.verb());
    }

    /** Waits for the answer to the oldest command that has none yet. */
    public Exchange receive() throws IOException {
        return arrived.isEmpty() ? take() : arrived.remove();
    }

    private Exchange take() throws IOException {
        String verb = unanswered.isEmpty() ? "nothing" : unanswered.remove();
        link.doing(verb);
        return new Exchange(verb, grammar.read(), link);
    }

    /** Waits for a further reply to a command that has been answered already (FTP after 1yz). */
    public Exchange receiveMore(String verb) throws IOException {
        link.doing(verb);
        return new Exchange(verb, grammar.read(), link);
    }

    /**
     * Sends commands without waiting for each answer, at most {@code window} of them unanswered: the next half window goes
     * out, in one write, when half of them are answered.
     */
    public void pipeline(Iterator<Command> commands, int window, Answers answers) throws WireException {
        if (window < 1) {
            throw new IllegalArgumentException("a window of " + window);
        }
        operation("pipeline", () -> {
            int answered = 0;
            while (commands.hasNext() || outstanding() > 0) {
                while (commands.hasNext() && outstanding() < window) {
                    write(commands.next());
                }
                int keep = commands.hasNext() ? window / 2 : 0;
                while (outstanding() > keep) {
                    answers.answer(answered++, receive());
                }
                link.renew();
            }
            return null;
        });
    }

    /** A body that belongs to the last reply: until it is read or closed, no further command can be sent. */
    public <B extends Body> B follow(B following) {
        body = Optional.of(following);
        following.whenEnded(() -> body = Optional.empty());
        return following;
    }

    /**
     * Whatever lies in the buffer before a command is sent is no answer to it (a late reply, two replies to one command,
     * a farewell). Called before every command that follows on answered ones.
     */
    public void settle() throws IOException {
        if (body.isPresent()) {
            throw new IllegalStateException("the body of the last answer was neither read nor closed");
        }
        Optional<Reply> stray = link.available() == 0 ? Optional.empty() : grammar.stray();
        if (stray.isEmpty()) {
            return;
        }
        if (grammar.isFarewell(stray.get())) {
            throw link.fail(new WireException.Refused(stray.get()));
        }
        throw new WireException.Malformed(
                "an answer that nobody asked for", stray.get().toString());
    }

    /**
     * Asks for TLS, and begins it as soon as the peer agrees (RFC 3207, RFC 2595, RFC 4217). What the peer said before
     * counts for nothing after that: the caller asks again.
     *
     * @param cache see {@link Link#secure}
     */
    public void upgrade(Command command, String goAhead, int cache) throws WireException {
        operation(command.verb(), () -> {
            write(command);
            Exchange exchange = receive();
            if (!exchange.is(goAhead)) {
                throw new WireException.Insecure("TLS is required, but the peer refused it: " + exchange.reply());
            }
            link.secure(link.settings().host(), cache);
            return null;
        });
    }
}
