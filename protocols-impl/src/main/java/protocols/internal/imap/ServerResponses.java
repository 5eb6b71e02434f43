package protocols.internal.imap;

import java.io.IOException;
import java.util.Optional;
import protocols.Capabilities;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.reply.TaggedReplies.Answer;
import protocols.internal.reply.TaggedReplies.Responses;
import protocols.internal.wire.Link;

/** What a server says, as it comes: answers are given on, data is told to whom it may concern. */
final class ServerResponses implements Responses {

    private static final Data NOBODY = response -> false;
    private static final Optional<Selection> NOTHING = Optional.empty();

    private final ResponseBuffer in;
    private final ResponseParser parser;
    private boolean authenticated;
    private Optional<Capabilities> capabilities = Optional.empty();
    private Optional<SectionTaker> sections = Optional.empty();
    private Data command = NOBODY;
    private long heldSize;
    private Optional<Selection> mailbox = NOTHING;

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
    Optional<Capabilities> capabilities() {
        return capabilities;
    }

    void forgetCapabilities() {
        capabilities = Optional.empty();
    }

    /** Who is told of data while a command runs, and who takes sections of messages that are not to be kept. */
    void collect(Data data, Optional<SectionTaker> streamed) {
        command = data;
        sections = streamed;
    }

    /** From here on sections of messages are not kept. */
    void streamSections(SectionTaker taker) {
        sections = Optional.of(taker);
    }

    void collectNothing() {
        collect(NOBODY, Optional.empty());
        parser.handOn(Optional.empty(), "");
    }

    /** Who gets the numbers of the search with that tag piece by piece. */
    void handOn(NumberTaker numbers, String tag) {
        parser.handOn(Optional.of(numbers), tag);
    }

    /** Who is told of data about the selected mailbox, always. */
    void select(Selection selected) {
        mailbox = Optional.of(selected);
    }

    void selectNothing() {
        mailbox = NOTHING;
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
                    .ifPresent(code -> capabilities = Optional.of(Capabilities.of(code.capabilities())));
            tell(status);
            return Optional.of(new Answer(status.isTagged() ? status.tag() : Answer.UNTAGGED, status.reply()));
        }
        if (response instanceof Response.Capable told) {
            capabilities = Optional.of(Capabilities.of(told.names()));
        } else if (!authenticated) {
            throw response instanceof Response.Unreadable unreadable
                    ? unreadable.told().why()
                    : new WireException.Malformed("no data before a login", response.toString());
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

    private void tell(Response response) throws IOException {
        heldSize = response instanceof Response.Unreadable unreadable
                ? Response.Unreadable.cost(unreadable.told())
                : in.size();
        boolean asked = command.take(response);
        if (mailbox.isPresent()) {
            mailbox.get().take(response, asked, heldSize);
        }
    }

    /** The last response as it was sent, CR LF included, while texts are kept. */
    ResponseText text() {
        return in.text();
    }

    /** How many bytes the last response had, without those of sections that were streamed past the buffer. */
    long size() {
        return in.size();
    }

    /** How many bytes the last response had, as far as anything of it may be held; of one that cannot be read, what it costs. */
    long heldSize() {
        return heldSize;
    }

    /** What broke the line while a section was streamed. */
    Optional<IOException> broken() {
        return in.broken();
    }
}
