package protocols.internal.imap;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import protocols.Reply;
import protocols.WireException;
import protocols.imap.Sections;
import protocols.internal.reply.TaggedReplies.Answer;
import protocols.internal.reply.TaggedReplies.Responses;
import protocols.internal.wire.Link;

/** What a server says, as it comes: answers are given on, data is told to whom it may concern. */
final class ServerResponses implements Responses {

    private static final Consumer<Response> NOBODY = response -> {};

    private final ResponseBuffer in;
    private final ResponseParser parser;
    private boolean authenticated;
    private Optional<Set<String>> capabilities = Optional.empty();
    private Optional<Sections> sections = Optional.empty();
    private Consumer<Response> command = NOBODY;
    private Consumer<Response> mailbox = NOBODY;

    ServerResponses(Link link) {
        ImapLimits limits = ImapLimits.of(link.settings().limits());
        in = new ResponseBuffer(link, limits);
        parser = new ResponseParser(in, limits);
    }

    /** Somebody has logged in: data may come from here on. */
    void authenticated() {
        authenticated = true;
    }

    /** What the server has said that it can do; empty if it has not since {@link #forgetCapabilities}. */
    Optional<Set<String>> capabilities() {
        return capabilities;
    }

    void forgetCapabilities() {
        capabilities = Optional.empty();
    }

    /** Who is told of data while a command runs, and who takes sections of messages that are not to be kept. */
    void collect(Consumer<Response> data, Optional<Sections> streamed) {
        command = data;
        sections = streamed;
    }

    void collectNothing() {
        collect(NOBODY, Optional.empty());
    }

    /** Who is told of data about the selected mailbox, always. */
    void select(Consumer<Response> selected) {
        mailbox = selected;
    }

    void selectNothing() {
        mailbox = NOBODY;
    }

    @Override
    public Optional<Answer> next() throws IOException {
        Response response = read();
        if (response instanceof Response.Continuation continuation) {
            return Optional.of(new Answer(Answer.CONTINUATION, Reply.of("+", continuation.text())));
        }
        if (response instanceof Response.Status status) {
            status.code()
                    .filter(code -> code.is("CAPABILITY"))
                    .ifPresent(code -> capabilities = Optional.of(code.capabilities()));
            tell(status);
            return Optional.of(new Answer(status.isTagged() ? status.tag() : Answer.UNTAGGED, status.reply()));
        }
        if (response instanceof Response.Capabilities told) {
            capabilities = Optional.of(told.names());
        } else if (!authenticated) {
            throw new WireException.Malformed("no data before a login", response.toString());
        }
        tell(response);
        return Optional.empty();
    }

    private Response read() throws IOException {
        try {
            return parser.next(sections);
        } catch (IOException e) {
            in.giveUp();
            throw e;
        }
    }

    private void tell(Response response) {
        mailbox.accept(response);
        command.accept(response);
    }
}
