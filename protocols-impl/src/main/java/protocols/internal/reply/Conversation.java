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
import protocols.internal.wire.Incoming;
import protocols.internal.wire.Link;
import protocols.net.Deadline;
import protocols.net.Wire;

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

    /**
     * An answer that is waited for.
     *
     * @param doing the verb and what it is about, for errors
     * @param end where the command ends in what this side says, in bytes
     */
    private record Due(String verb, String doing, long end) {}

    /** What is looked at of that which nobody asked for, in bytes. */
    private static final int UNASKED = 65_536;

    /** Bytes of commands that fit into the buffers between two peers of which neither reads. */
    private static final int UNREAD = 16_384;

    private static final String SILENT =
            "no greeting; a server that wants TLS from the first byte, as on port 465, 990, 993 or 995, needs Tls.IMPLICIT";

    private static final Due NOTHING = new Due("nothing", "nothing", 0);

    private final Link link;
    private final Incoming in;
    private final Grammar grammar;
    private final Deque<Due> unanswered = new ArrayDeque<>();
    private final Deque<Exchange> arrived = new ArrayDeque<>();
    private Optional<Body> body = Optional.empty();
    private boolean isMuddled;

    /** The line was looked at for the command that is written next. */
    private boolean settled;

    public Conversation(Link link, Grammar grammar) {
        this.link = link;
        this.in = link.in();
        this.grammar = grammar;
        link.between(this::goesOn);
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
        return operation(doing, Deadline.after("timeout", link.settings().timeout()), call);
    }

    /** As above, until another moment. */
    public <T> T operation(String doing, Deadline deadline, Link.Call<T> call) throws WireException {
        return link.operation(doing, deadline, () -> {
            settled = false;
            try {
                return call.run();
            } catch (WireException e) {
                boolean leaves = e instanceof WireException.Refused no && grammar.isFarewell(no.reply());
                throw link.isInStep(e) && outstanding() == 0 && !leaves ? e : link.fail(e);
            }
        });
    }

    /** What the peer says first. */
    public Exchange greeting() throws WireException {
        return operation("greeting", () -> {
            due("greeting");
            link.doing("greeting");
            try {
                return receive();
            } catch (WireException.TimedOut e) {
                throw link.isSecure() ? e : new WireException.TimedOut(link.deadline(), SILENT);
            }
        });
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
        link.doing(command.doing());
        if (outstanding() == 0 && !settled) {
            settle();
        }
        settled = false;
        command.writeTo(link);
        due(command.verb(), command.doing());
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

    /** A reply is due to something that is no command, such as the end of a message. */
    public void due(String what) {
        due(what, what);
    }

    private void due(String verb, String doing) {
        unanswered.add(new Due(verb, doing, link.out().written()));
    }

    /**
     * Waits for the answer to a command that changes something and has been sent: without one nobody knows whether it did.
     *
     * @throws WireException.OutcomeUnknown if none comes
     */
    @SuppressWarnings("NullAway") // Null is what a call of Void gives, and nobody looks at it.
    public static <T> T known(String what, Link.Call<T> answer) throws IOException {
        try {
            return answer.run();
        } catch (WireException.Refused | WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            throw new WireException.OutcomeUnknown(what, e);
        }
    }

    /** The peer answers what came after the oldest command that is unanswered: it will not answer that one. */
    public void forgo() {
        unanswered.poll();
    }

    /** Whether the answer that is due now is the only one. */
    public boolean isLastDue() {
        return outstanding() == 1;
    }

    private int outstanding() {
        return arrived.size() + unanswered.size();
    }

    /** Sends a line that is part of a command under way, such as an answer to a challenge; its reply is received next. */
    public void answerChallenge(Command line) throws IOException {
        line.writeTo(link);
        due(line.verb());
    }

    /** Waits for the answer to the oldest command that has none yet. */
    public Exchange receive() throws IOException {
        return arrived.isEmpty() ? take() : arrived.remove();
    }

    /**
     * Every reply passes here. One that cannot be the answer to its command answers something else, so that nothing after
     * it could be believed, and so does one that was there before its command left; a farewell ends the session whatever it
     * answers; after 1yz another one is due (RFC 959 section 4.2).
     */
    private Exchange take() throws IOException {
        Due due = unanswered.isEmpty() ? NOTHING : unanswered.element();
        String verb = due.verb();
        link.doing(due.doing());
        Reply reply = grammar.read();
        if (reply.code() / 100 != 1) {
            unanswered.poll();
        }
        if (grammar.isFarewell(reply)) {
            link.dismiss(reply);
        } else if (link.out().sent() < due.end()) {
            isMuddled = true;
            throw Exchange.impossible(verb, reply);
        } else if (!grammar.canAnswer(verb, reply)) {
            throw Exchange.impossible(verb, reply);
        }
        return new Exchange(verb, reply, link);
    }

    /**
     * Sends commands without waiting for each answer, at most {@code window} of them unanswered, and no more bytes than any
     * peer takes while it waits for its own answers to be read: the next half window goes out, in one write, when half of
     * them are answered.
     */
    public void pipeline(Iterator<Command> commands, int window, Answers answers) throws WireException {
        if (window < 1) {
            throw new IllegalArgumentException("a window of " + window);
        }
        operation("pipeline", () -> {
            Deque<Long> ends = new ArrayDeque<>();
            long taken = link.out().written();
            int answered = 0;
            while (commands.hasNext() || outstanding() > 0) {
                while (commands.hasNext()
                        && outstanding() < window
                        && link.out().written() - taken < UNREAD) {
                    write(commands.next());
                    ends.add(link.out().written());
                }
                int keep = commands.hasNext() ? outstanding() / 2 : 0;
                while (outstanding() > keep) {
                    answers.answer(answered++, receive());
                    taken = ends.remove();
                    link.renew();
                }
            }
            requireNoMore();
            return null;
        });
    }

    /** One answer too many, and nobody can tell which of them answered what. */
    private void requireNoMore() throws IOException {
        if (body.isEmpty() && in.look() == Wire.Sight.DATA) {
            in.absorb(UNASKED);
            if (!grammar.allowsUnasked()) {
                isMuddled = true;
                settle();
            }
        }
    }

    /** Whether more answers came than commands were sent: what each of those came to is not known. */
    public boolean isMuddled() {
        return isMuddled;
    }

    /** A body that belongs to the last reply: until it is read or closed, no further command can be sent. */
    public <B extends Body> B follow(B following) {
        body = Optional.of(following);
        following.whenEnded(() -> body = Optional.empty());
        return following;
    }

    /**
     * Looks at the line before a command that follows on answered ones. What lies there is no answer to it (a late reply,
     * two replies to one command, a farewell) and ends the session; where the peer has closed, the command is not sent.
     */
    public void settle() throws IOException {
        if (body.isPresent()) {
            throw new IllegalStateException("the body of the last answer was neither read nor closed");
        }
        Wire.Sight seen = in.look();
        if (seen == Wire.Sight.DATA) {
            seen = in.absorb(UNASKED);
            Optional<Reply> stray = grammar.stray();
            if (stray.isPresent()) {
                throw unasked(stray.get(), "an answer that nobody asked for");
            }
        }
        if (seen == Wire.Sight.ENDED || seen == Wire.Sight.BROKEN) {
            throw link.fail(in.end("the peer closed the connection, before the next command was sent"));
        }
        settled = true;
    }

    private WireException unasked(Reply reply, String rule) {
        return link.fail(
                grammar.takesLeave(reply)
                        ? new WireException.Refused(reply)
                        : new WireException.Malformed(rule, reply.toString()));
    }

    /** Whether the session goes on with what can be seen while no operation runs. */
    private boolean goesOn(Wire.Sight seen) {
        if (seen != Wire.Sight.DATA || outstanding() > 0 || body.isPresent()) {
            return true;
        }
        try {
            Wire.Sight behind = in.absorb(UNASKED);
            return behind != Wire.Sight.ENDED && behind != Wire.Sight.BROKEN && grammar.allowsUnasked();
        } catch (IOException e) {
            link.fail(e);
            return false;
        }
    }

    /**
     * While the body of a command is sent nothing is due, see {@code Outgoing.sending}: a refusal is the answer and ends it, and
     * a yes before the end is none. Either way the peer still waits for the rest, so that the session ends.
     */
    public void listen() throws IOException {
        Wire.Sight seen = in.absorb(UNASKED);
        Optional<Reply> early = in.available() == 0 ? Optional.empty() : grammar.early();
        if (early.isPresent()) {
            throw Exchange.isRefusal(early.get())
                    ? link.fail(new WireException.Refused(early.get()))
                    : unasked(early.get(), "no answer before the end of what it answers");
        }
        if (seen == Wire.Sight.ENDED || seen == Wire.Sight.BROKEN) {
            throw in.end("the peer closed the connection while a body was sent");
        }
    }

    /**
     * Takes leave. A peer that has closed already, or closes instead of answering, has taken leave as well.
     *
     * @return its answer, if there was one
     */
    public Optional<Reply> takeLeave(Command command) throws WireException {
        return link.recorder().during(command.verb(), () -> leave(command));
    }

    private Optional<Reply> leave(Command command) throws WireException {
        try {
            return operation(command.verb(), () -> {
                try {
                    settle();
                } catch (WireException.Refused e) {
                    return Optional.of(e.reply());
                }
                write(command);
                Exchange answer = receive();
                return Optional.of(grammar.isFarewell(answer.reply()) ? answer.reply() : answer.expect("2", "+OK"));
            });
        } catch (WireException.Hangup e) {
            return Optional.empty();
        }
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
