package protocols.internal.ftp;

import java.io.IOException;
import java.time.Duration;
import protocols.Reply;
import protocols.Transfer;
import protocols.WireException;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Link;
import protocols.net.Deadline;
import protocols.net.Wire;

/** A transfer under way: from the server's 1yz to its confirmation, which must be taken exactly once. */
final class Running {

    /** How long a server may take to say that a transfer was broken off. */
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final Control control;
    private final boolean upload;
    private final String verb;
    private final long began;
    private final Link data;
    private Deadline total;

    Running(Control control, boolean upload, String verb, long began) {
        this.control = control;
        this.upload = upload;
        this.verb = verb;
        this.began = began;
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

    /** Does something on the data connection, where silence is limited and time is not. */
    <T> T onData(Link.Call<T> call) throws WireException {
        return data.operation(verb, data.settings().timeout(), () -> {
            data.beginTransfer(total);
            try {
                return call.run();
            } finally {
                data.endTransfer();
            }
        });
    }

    /** While data is sent nothing is due on the control connection: what comes there ends the transfer. */
    void listen() throws WireException {
        Wire.Sight seen = control.link().in().look();
        if (seen == Wire.Sight.ENDED || seen == Wire.Sight.BROKEN) {
            throw new WireException.Hangup("the peer closed the control connection while a file was sent");
        }
        if (seen == Wire.Sight.DATA) {
            throw new WireException.Malformed("no answer before the end of what it answers", "");
        }
    }

    /** The data has come to its proper end: closes it, and waits for the confirmation. */
    Transfer confirm(long bytes) throws WireException {
        Reply reply = last().expect("2");
        return Transfer.of(bytes, Duration.ofNanos(System.nanoTime() - began), reply);
    }

    /**
     * Breaks it off. Whatever the server says to that, the conversation is in step again; if it says nothing soon, the
     * session is given up.
     */
    void breakOff() {
        control.endTransfer();
        Deadline soon = Deadline.after("close", ANSWER);
        try {
            control.link().operation(verb, soon, () -> control.conversation().receive());
        } catch (WireException e) {
            control.link().abandon("a stream was closed before its end");
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
            last();
        } catch (WireException secondary) {
            mine.addSuppressed(secondary);
            control.link().abandon(why);
        }
    }

    /**
     * The data connection broke: what to throw. The server's own reason counts for more than how it looked from here, and
     * taking it keeps the conversation in step.
     */
    WireException broken(WireException cause) {
        if (cause instanceof WireException.TimedOut || cause instanceof WireException.Cancelled) {
            control.endTransfer();
            control.link().fail(cause);
            return cause instanceof WireException.TimedOut ? outcome(cause) : cause;
        }
        Exchange answer;
        try {
            answer = last();
        } catch (WireException alsoBroken) {
            cause.addSuppressed(alsoBroken);
            return outcome(cause);
        }
        boolean network = cause instanceof WireException.Hangup
                || cause instanceof WireException.Insecure
                || cause instanceof WireException.Malformed;
        if (network && Exchange.isRefusal(answer.reply())) {
            WireException refused = control.link().placed(new WireException.Refused(answer.reply()));
            refused.addSuppressed(cause);
            return refused;
        }
        return outcome(cause);
    }

    private WireException outcome(WireException cause) {
        return upload ? Transfers.unknown(verb, cause) : cause;
    }

    /** A mark (110) or the like may come before the end. */
    private Exchange outcome() throws IOException {
        Exchange answer = control.conversation().receive();
        while (answer.is("1")) {
            answer = control.conversation().receive();
        }
        return answer;
    }

    private Exchange last() throws WireException {
        control.endTransfer();
        try {
            return control.conversation()
                    .operation(verb, Deadline.after("timeout", data.out().patience()), this::outcome);
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            throw outcome(e);
        } finally {
            control.endWait();
        }
    }
}
