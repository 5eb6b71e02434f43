package protocols.internal.imap;

import java.io.IOException;
import java.util.Optional;
import protocols.Receiver;
import protocols.WireException;
import protocols.imap.FetchedMessage;
import protocols.imap.Section;
import protocols.internal.wire.Lent;

/**
 * The caller's own code at work within one FETCH. Once it has failed it is not called again: the rest of the answer is read
 * over if it is little and comes within the timeout, and what the code threw comes out of the command as it is.
 */
final class Taking implements Data, SectionTaker {

    /** What is read and thrown away to keep a session whose caller failed. */
    private static final long WORTH_DRAINING = 1 << 20;

    private static final String WHY = "the receiver failed";

    /** A command. */
    interface Run<T> {
        T run() throws WireException;
    }

    private final ImapConversation conversation;
    private final Receiver<FetchedMessage> messages;
    private final Receiver<Section> sections;
    private final boolean byUid;
    private Optional<Throwable> failure = Optional.empty();
    private long worth = WORTH_DRAINING;

    private Taking(
            ImapConversation conversation,
            Receiver<FetchedMessage> messages,
            Receiver<Section> sections,
            boolean byUid) {
        this.conversation = conversation;
        this.messages = messages;
        this.sections = sections;
        this.byUid = byUid;
    }

    /** An answer to UID FETCH has the UID (RFC 9051 section 6.4.9); what has none was said unasked, about flags. */
    static Taking byUid(ImapConversation conversation, Receiver<FetchedMessage> messages, Receiver<Section> sections) {
        return new Taking(conversation, messages, sections, true);
    }

    static Taking byNumber(ImapConversation conversation, Receiver<FetchedMessage> messages) {
        return new Taking(conversation, messages, section -> {}, false);
    }

    /** Runs the command of which this takes the data. */
    <T> T during(Run<T> command) throws IOException {
        T done;
        try {
            done = command.run();
        } catch (WireException e) {
            if (failure.isEmpty()) {
                throw e;
            }
            if (!conversation.link().isAlive()) {
                conversation.link().abandon(WHY);
            }
            throw Lent.raise(failure.get());
        }
        if (failure.isPresent()) {
            throw Lent.raise(failure.get());
        }
        return done;
    }

    @Override
    public boolean take(Response response) throws IOException {
        if (failure.isPresent()) {
            left(conversation.responses().size());
        }
        if (!(response instanceof Response.Fetched fetched)) {
            return false;
        }
        if (byUid && fetched.message().uid().isEmpty()) {
            return false;
        }
        if (failure.isEmpty()) {
            try {
                messages.take(fetched.message());
            } catch (IOException | RuntimeException | Error e) {
                failed(e);
            }
        }
        return true;
    }

    @Override
    public void take(Section section) throws IOException {
        if (failure.isPresent()) {
            return;
        }
        try {
            sections.take(section);
        } catch (IOException | RuntimeException | Error e) {
            Optional<IOException> broken = conversation.responses().broken();
            if (broken.isPresent()) {
                throw broken.get();
            }
            failed(e);
        }
    }

    /** From here on sections are not kept in memory, and the total is counted, which a transfer has none of. */
    private void failed(Throwable thrown) {
        failure = Optional.of(thrown);
        conversation.link().endTransfer();
        conversation.responses().collect(this, Optional.of(this));
    }

    /** Reading megabytes that nobody wants would cost more than a new session. */
    @Override
    public void left(long bytes) throws WireException {
        worth -= failure.isPresent() ? bytes : 0;
        if (worth < 0) {
            conversation.link().abandon(WHY);
            throw new WireException.Cancelled(WHY);
        }
    }
}
