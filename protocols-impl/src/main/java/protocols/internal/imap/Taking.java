package protocols.internal.imap;

import java.io.IOException;
import java.util.Optional;
import protocols.WireException;
import protocols.imap.Section;
import protocols.internal.wire.Lent;

/**
 * The caller's own code at work within one command. Once it has failed it is not called again: the rest of the answer is read
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
    private final Data data;
    private final SectionTaker sections;
    private Optional<Throwable> failure = Optional.empty();
    private long worth = WORTH_DRAINING;

    /** What calls the caller's code: with data, and with sections that are streamed. */
    Taking(ImapConversation conversation, Data data, SectionTaker sections) {
        this.conversation = conversation;
        this.data = data;
        this.sections = sections;
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
        if (failure.isPresent()) {
            return response instanceof Response.Fetched fetched
                    && fetched.message().uid().isPresent();
        }
        try {
            return data.take(response);
        } catch (IOException | RuntimeException | Error e) {
            failed(e);
            return true;
        }
    }

    @Override
    public void take(Section section) throws IOException {
        run(() -> sections.take(section));
    }

    /** Runs the caller's code in the middle of a response. */
    void run(Lent.Code code) throws IOException {
        if (failure.isPresent()) {
            return;
        }
        try {
            code.run();
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
