package protocols.internal.imap;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import protocols.WireException;
import protocols.imap.MailboxEvent;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.wire.Link;
import protocols.net.Deadline;

/** Waiting for something to happen in the selected mailbox (RFC 2177). */
final class Idle {

    /** Servers log out who is silent for half an hour; NAT forgets sooner, but then the next command tells. */
    private static final Duration RENEWAL = Duration.ofMinutes(28);

    private static final String VERB = "IDLE";

    private final ImapConversation conversation;
    private final News news;

    Idle(ImapConversation conversation, News news) {
        this.conversation = conversation;
        this.news = news;
    }

    /** What came with the answer to another command must not be waited for: it is not told again. */
    List<MailboxEvent> run(Duration most) throws WireException {
        if (news.isEmpty()) {
            Deadline end = Deadline.after("idle", most);
            do {
                once(end.earlier(Deadline.after("idle", RENEWAL)));
                // In a recording no time passes: a wait in which nothing came was one.
            } while (news.isEmpty()
                    && !end.hasPassed()
                    && !conversation.link().remote().isRecording());
        }
        return news.take();
    }

    private void once(Deadline end) throws WireException {
        conversation.within(VERB, response -> false, () -> {
            Conversation steps = conversation.conversation();
            steps.write(conversation.next(VERB));
            steps.receive().expect("+");
            boolean quiet = false;
            while (news.isEmpty() && !quiet) {
                quiet = !await(end);
            }
            conversation.link().renew();
            steps.answerChallenge(Command.line(VERB).raw("DONE"));
            return steps.receive().expect("OK");
        });
    }

    /** Whether the server said anything before the time was up; that is taken in. */
    private boolean await(Deadline end) throws IOException {
        Link link = conversation.link();
        if (!link.in().await(end)) {
            return false;
        }
        link.renew();
        if (link.in().available() == 0 && !link.in().fill()) {
            throw new WireException.Hangup("the server closed the connection");
        }
        conversation.conversation().settle();
        return true;
    }
}
