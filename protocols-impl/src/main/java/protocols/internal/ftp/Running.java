package protocols.internal.ftp;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import protocols.Reply;
import protocols.Transfer;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Faults;
import protocols.internal.wire.Link;
import protocols.net.Deadline;
import protocols.net.Wire;

/** A transfer under way: from the server's 1yz to its confirmation, which must be taken exactly once. */
final class Running {

    /** How long a server may take to say that a transfer was broken off. */
    private static final Duration ANSWER = Duration.ofSeconds(2);

    /** How long it may take to say what some do not say at all: a transfer's end, or a second one to ABOR. */
    private static final Duration UNSAID = Duration.ofSeconds(1);

    /** How long the ticket of a TLS session may be under way. */
    private static final Duration TICKET = Duration.ofMillis(200);

    /** How long it may take us to say something that nobody waits for. */
    private static final Duration PARTING = Duration.ofMillis(50);

    /**
     * How it began.
     *
     * @param nanos when it was asked for
     * @param answer the server's 1yz, or its early end
     * @param early what the server has said of its end already
     */
    record Start(long nanos, Reply answer, Optional<Exchange> early) {}

    private final Control control;
    private final Conversation conversation;
    private final Transfers.Request request;
    private final Start start;
    private final Link data;
    private Deadline total;
    private boolean spokeFirst;

    Running(Control control, Transfers.Request request, Start start) {
        this.control = control;
        this.conversation = control.conversation();
        this.request = request;
        this.start = start;
        this.data = control.data();
        this.total = data.transferTotal();
    }

    /** Has to come to its end by then: what is held in memory has the total of one operation. */
    void within(Deadline limit) {
        total = total.earlier(limit);
    }

    Link data() {
        return data;
    }

    /** What the server said when it began. */
    Reply begun() {
        return start.answer();
    }

    /** Does something on the data connection, where silence is limited and time is not. */
    <T> T onData(Link.Call<T> call) throws WireException {
        data.requireAlive(request.doing());
        return data.operation(request.verb(), data.settings().timeout(), () -> {
            data.beginTransfer(total);
            try {
                if (total.hasPassed()) {
                    // What never has to wait would never notice.
                    throw new WireException.TimedOut(total);
                }
                return call.run();
            } catch (WireException e) {
                spokeFirst = hasSpoken();
                throw placed(e);
            } finally {
                data.endTransfer();
            }
        });
    }

    /**
     * Whether the server had something to say before this side ends the data connection, to which it will say something
     * as well. A wait for data that is over has ended it already.
     */
    private boolean hasSpoken() {
        return (request.isUpload() || !total.hasPassed()) && control.link().in().look() == Wire.Sight.DATA;
    }

    /** A fault with its place: the server, the file, the time since it was asked for, and how much has moved. */
    private WireException placed(WireException fault) {
        if (fault.where().isPresent()) {
            return fault;
        }
        return Faults.at(data.recorder().withoutSecrets(fault), data.where(request.doing(), start.nanos()));
    }

    /** While data is sent nothing is due on the control connection: what comes there ends the transfer. */
    void listen() throws WireException {
        Wire.Sight seen = control.link().in().look();
        if (seen == Wire.Sight.ENDED || seen == Wire.Sight.BROKEN) {
            throw control.link().in().end("the peer closed the control connection while a file was sent");
        }
        if (seen == Wire.Sight.DATA) {
            throw new WireException.Malformed("no answer before the end of what it answers", "");
        }
    }

    /** The data has come to its proper end: closes it, and waits for the confirmation. */
    Transfer confirm(long bytes) throws WireException {
        Exchange last = last();
        if (Exchange.isRefusal(last.reply())) {
            throw refused(last);
        }
        Reply reply = last.expect("2");
        if (data.tls().isPresent() && !data.remote().hasResumed()) {
            control.noteNewSession();
        }
        return Transfer.of(bytes, Duration.ofNanos(System.nanoTime() - start.nanos()), reply);
    }

    /**
     * Breaks a download off. Whatever the server says to that, the conversation is in step again; some say nothing, and
     * answer the next command. If it does not answer at all soon, the session is given up.
     */
    void breakOff() {
        try {
            close(Deadline.after("close", ANSWER));
        } catch (WireException e) {
            if (!(e instanceof WireException.Hangup)) {
                control.link().abandon("a stream was closed before its end");
            }
        }
    }

    private void close(Deadline limit) throws WireException {
        collect();
        control.closeData();
        try {
            if (start.early().isEmpty()) {
                conversation.operation(request.verb(), limit, () -> answered("226", "250"));
            }
        } finally {
            control.endWait();
        }
    }

    /**
     * The caller's own code failed: breaks it off. If the server does not answer to that, the session is given up.
     *
     * @param mine what it threw, which is thrown on
     * @param why such as {@code the source failed}
     */
    void giveUp(Throwable mine, String why) {
        try {
            if (request.isUpload()) {
                abort();
            } else {
                close(Deadline.after("timeout", data.out().patience()));
            }
        } catch (WireException secondary) {
            mine.addSuppressed(secondary);
            control.link().abandon(why);
        }
    }

    /**
     * Tells the server that what it has is not the file (RFC 959 section 4.1.3), and resets the data connection, so that
     * no end of it can be taken for that of the file. The Synch of TELNET is not sent before it: the reset wakes the
     * server as well, and one that reads an ABOR behind a Synch after the transfer may not answer to it at all.
     */
    private void abort() throws WireException {
        Deadline limit = Deadline.after("timeout", data.out().patience());
        try {
            conversation.operation(request.verb(), limit, () -> {
                conversation.write(Command.of("ABOR"));
                control.link().out().flush();
                collect();
                control.endTransfer();
                outcome();
                return answered("225", "226");
            });
        } finally {
            control.endTransfer();
            control.endWait();
        }
    }

    /**
     * Takes in what has come: a TLS session ticket among it is what the next data connection goes on with. It may still be
     * under way.
     */
    private void collect() {
        if (data.tls().isEmpty() || !data.isAlive()) {
            return;
        }
        try {
            data.in().await(Deadline.after("ticket", TICKET));
            data.in().look();
        } catch (IOException e) {
            // It is broken off in any case.
            return;
        }
    }

    /**
     * The answer that may not come. Where it does not, what is answered next is told apart by its code.
     *
     * @param done the codes that say yes to what was asked, and so cannot be one to NOOP
     */
    private Exchange answered(String... done) throws IOException {
        while (!conversation.isLastDue() || isSaidSoon()) {
            Exchange answer = conversation.receive();
            if (!answer.is("1")) {
                return answer;
            }
        }
        conversation.write(Command.of("NOOP"));
        Exchange answer = outcome();
        if (answer.is("2") && !answer.is(done)) {
            conversation.forgo();
            return answer;
        }
        return outcome();
    }

    private boolean isSaidSoon() throws IOException {
        Deadline soon = Deadline.after("answer", UNSAID);
        return control.link().in().await(soon.earlier(control.link().deadline()));
    }

    /**
     * The data connection broke: what to throw. The server's own reason counts for more than how it looked from here, and
     * taking it keeps the conversation in step; but what this side broke off is not what the server says to that.
     */
    WireException broken(WireException broke) {
        WireException cause = placed(broke);
        boolean late = cause instanceof WireException.TimedOut && !spokeFirst;
        if (late || cause instanceof WireException.Cancelled) {
            leave(cause);
            return cause instanceof WireException.TimedOut ? outcome(cause) : cause;
        }
        Exchange answer;
        try {
            answer = last();
        } catch (WireException.Cancelled ours) {
            ours.addSuppressed(cause);
            return ours;
        } catch (WireException alsoBroken) {
            cause.addSuppressed(alsoBroken);
            return outcome(cause);
        }
        boolean network = cause instanceof WireException.Hangup
                || cause instanceof WireException.TimedOut
                || cause instanceof WireException.Insecure
                || cause instanceof WireException.Malformed;
        if (network && Exchange.isRefusal(answer.reply())) {
            WireException refused = refused(answer);
            refused.addSuppressed(cause);
            return refused;
        }
        return outcome(cause);
    }

    /**
     * A data connection that is refused after 1yz leaves an upload's file as it was opened: it may be empty now. A server
     * that takes its leave does not say what it has stored.
     */
    private WireException refused(Exchange end) {
        WireException refused = placed(new WireException.Refused(end.reply()));
        return end.is("421", "425", "522") ? outcome(refused) : refused;
    }

    /** There is no time left to hear what the server says: an upload is taken back all the same. */
    private void leave(WireException cause) {
        if (request.isUpload() && control.link().isAlive()) {
            // Who is interrupted could send nothing.
            boolean interrupted = Thread.interrupted();
            try {
                conversation.operation(request.verb(), Deadline.after("close", PARTING), () -> {
                    conversation.write(Command.of("ABOR"));
                    control.link().out().flush();
                    return true;
                });
            } catch (WireException e) {
                cause.addSuppressed(e);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        control.endTransfer();
        control.link().fail(cause);
        control.endWait();
    }

    private WireException outcome(WireException cause) {
        return request.isUpload() ? Transfers.unknown(request.verb(), cause) : cause;
    }

    /** A mark (110) or the like may come before the end. */
    private Exchange outcome() throws IOException {
        Exchange answer = conversation.receive();
        while (answer.is("1")) {
            answer = conversation.receive();
        }
        return answer;
    }

    private Exchange last() throws WireException {
        control.closeData();
        if (start.early().isPresent()) {
            control.endWait();
            return start.early().get();
        }
        try {
            return conversation.operation(
                    request.verb(), Deadline.after("timeout", data.out().patience()), () -> {
                        try {
                            return outcome();
                        } catch (WireException e) {
                            throw placed(e);
                        }
                    });
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            throw outcome(e);
        } finally {
            control.endWait();
        }
    }
}
