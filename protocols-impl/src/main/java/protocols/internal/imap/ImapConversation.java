package protocols.internal.imap;

import java.io.IOException;
import java.util.Optional;
import protocols.Capabilities;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.line.Holding;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.TaggedReplies;
import protocols.internal.wire.Faults;
import protocols.internal.wire.Link;

/** Commands and answers on one connection, and what the server can do. */
final class ImapConversation {

    private final Link link;
    private final ServerResponses responses;
    private final TaggedReplies replies;
    private final Conversation conversation;
    private Optional<Thread> running = Optional.empty();
    private String tag = "";

    ImapConversation(Link link) {
        this.link = link;
        responses = new ServerResponses(link);
        replies = new TaggedReplies(link, responses);
        conversation = new Conversation(link, replies);
    }

    Link link() {
        return link;
    }

    Conversation conversation() {
        return conversation;
    }

    ServerResponses responses() {
        return responses;
    }

    /** What the server can do. */
    Capabilities capabilities() {
        return responses.capabilities().orElse(Capabilities.NONE);
    }

    boolean can(String capability) {
        return capabilities().has(capability);
    }

    /**
     * Checks that the server offers something.
     *
     * @throws WireException.Unsupported if not
     */
    void require(String capability) throws WireException.Unsupported {
        if (!can(capability)) {
            throw Faults.at(
                    new WireException.Unsupported("the server does not offer " + capability), link.before(capability));
        }
    }

    /** Asks for the capabilities unless the server has told them already. */
    void learnCapabilities() throws WireException {
        if (responses.capabilities().isEmpty()) {
            run(ImapCommand.of("CAPABILITY"));
        }
    }

    LiteralMode literals() {
        return LiteralMode.of(capabilities());
    }

    /** Sends a command and waits for its OK. */
    Reply run(ImapCommand command) throws WireException {
        return run(command, response -> false);
    }

    /** As {@link #run(ImapCommand)}; whoever takes the data is told of it meanwhile. */
    Reply run(ImapCommand command, Data data) throws WireException {
        return within(command.verb(), data, () -> receive(command));
    }

    /**
     * As {@link #run(ImapCommand, Data)}, of a command that changes something: once it is sent, and until it is answered,
     * nobody knows whether it did, also where the server only takes its leave.
     */
    Reply change(ImapCommand command, Data data) throws WireException {
        return within(command.verb(), data, () -> {
            conversation.write(next(command));
            try {
                return Conversation.known(
                        command.verb(), () -> conversation.receive().expect("OK"));
            } catch (WireException.Refused e) {
                throw link.isAlive() ? e : new WireException.OutcomeUnknown(command.verb(), e);
            }
        });
    }

    /** Within an operation: sends a command and waits for its OK. */
    Reply receive(ImapCommand command) throws IOException {
        conversation.write(next(command));
        return conversation.receive().expect("OK");
    }

    /** As {@link #run(ImapCommand, Data)}, of data that is held. */
    Reply run(ImapCommand command, Data data, Holding holding) throws WireException {
        return held(holding, () -> run(command, data));
    }

    /**
     * Runs a command whose data is held.
     *
     * @throws WireException.LimitExceeded if it was too much: the session goes on if the answer came to its end
     */
    <T> T held(Holding holding, Taking.Run<T> command) throws WireException {
        T done;
        try {
            done = command.run();
        } catch (WireException e) {
            holding.over().ifPresent(over -> over.addSuppressed(e));
            throw holding.over().isPresent() ? link.placed(holding.over().get()) : e;
        }
        if (holding.over().isPresent()) {
            throw link.placed(holding.over().get());
        }
        return done;
    }

    /** As {@link #run(ImapCommand, Data)} for data without an end in sight: its silence is limited, its length is not. */
    Reply transfer(ImapCommand command, Data data, Optional<SectionTaker> sections) throws WireException {
        return transfer(command, () -> responses.collect(new Chatter(link, data), sections));
    }

    /** The same for the numbers of a search. */
    Reply transfer(ImapCommand command, Data data, NumberTaker numbers) throws WireException {
        return transfer(command, () -> {
            responses.collect(new Chatter(link, data), Optional.empty());
            responses.handOn(numbers, replies.tag());
        });
    }

    private Reply transfer(ImapCommand command, Runnable collect) throws WireException {
        return within(command.verb(), response -> false, () -> {
            collect.run();
            conversation.write(next(command));
            link.beginTransfer();
            try {
                return conversation.receive().expect("OK");
            } finally {
                link.endTransfer();
            }
        });
    }

    /** The command with its tag, to be written at once: its answer is waited for from here on. */
    Command next(ImapCommand command) {
        Command tagged = command.command(replies.tag(), literals());
        tag = replies.tag();
        replies.sending();
        return tagged;
    }

    /** The tag of the command that was written last. */
    String tag() {
        return tag;
    }

    /** The tag of a command that is put together elsewhere, to be written at once. */
    Command next(String words) {
        Command tagged = Command.line(words).raw(replies.tag() + " " + words);
        replies.sending();
        return tagged;
    }

    /**
     * Runs steps of one command. What came before it is told first: it is none of its data.
     *
     * @throws IllegalStateException from within another one
     */
    <T> T within(String doing, Data data, Link.Call<T> call) throws WireException {
        if (running.isPresent() && running.get() == Thread.currentThread()) {
            throw new IllegalStateException("a command is running: whoever takes its data cannot send another");
        }
        return conversation.operation(doing, () -> {
            conversation.settle();
            running = Optional.of(Thread.currentThread());
            responses.collect(data, Optional.empty());
            try {
                return call.run();
            } finally {
                running = Optional.empty();
                responses.collectNothing();
            }
        });
    }

    /** The code of a reply. */
    static Optional<ResponseCode> code(Reply reply) {
        return StatusText.status("", Response.Kind.OK, reply.text()).code();
    }
}
