package protocols.internal.ftp;

import java.io.IOException;
import java.util.Optional;
import protocols.Tls;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Link;
import protocols.spi.FtpFriend;

/** Begins transfers: the type, the data connection, the offset, the command, TLS; in as few round trips as is safe. */
final class Transfers {

    /** What there is to transfer. */
    enum Kind {
        DOWNLOAD,
        UPLOAD,
        /** Its type is left as it is. */
        LISTING
    }

    /**
     * A transfer to begin.
     *
     * @param command RETR, STOR, LIST or the like
     * @param text whether the lines of text are converted
     * @param offset where to begin, in bytes
     */
    record Request(Kind kind, Command command, boolean text, long offset) {
        Request {
            if (offset < 0 || (offset > 0 && text)) {
                throw offset < 0
                        ? new IllegalArgumentException("an offset from 0 on, not " + offset)
                        : new IllegalStateException("an offset has no meaning in text mode");
            }
        }
    }

    private final Control control;
    private final Conversation conversation;
    private final PassiveMode passive;
    private final ActiveMode active;
    private boolean isActive;

    Transfers(Control control) {
        this.control = control;
        conversation = control.conversation();
        passive = new PassiveMode(control.link());
        active = new ActiveMode(control.link());
        isActive = FtpFriend.get().isActive(control.ftp());
    }

    void active(boolean on) {
        isActive = on;
    }

    /**
     * Begins a transfer: what comes back is open and, with TLS, secured. If no connection came about before the transfer
     * was asked for, the session goes on.
     */
    Running begin(Request request) throws WireException {
        control.requireIdle();
        DataMode mode = isActive ? active : passive;
        long began = System.nanoTime();
        String verb = request.command().verb();
        Optional<WireException> unreachable = conversation.operation(verb, () -> {
            try {
                return open(mode, request);
            } finally {
                mode.abandon();
            }
        });
        if (unreachable.isPresent()) {
            throw unreachable.get();
        }
        return new Running(control, request.kind() == Kind.UPLOAD, verb, began);
    }

    private Optional<WireException> open(DataMode mode, Request request) throws IOException {
        boolean together =
                request.kind() != Kind.UPLOAD && request.offset() == 0 && mode.isProven() && control.mayPipeline();
        Optional<WireException> unreachable = settle(mode, request, together);
        if (unreachable.isPresent() && !together) {
            return unreachable;
        }
        if (!together) {
            conversation.write(request.command());
        }
        begun(request).expect("125", "150");
        if (unreachable.isPresent()) {
            // The server says in its own words what became of it.
            throw instead(conversation.receive());
        }
        Optional<Link> connected = mode.connection();
        if (connected.isEmpty()) {
            throw instead(conversation.receive());
        }
        Link data = connected.get();
        control.beginTransfer(request.command().verb(), data);
        if (data.remote().tlsMode() != Tls.NONE) {
            secure(data);
        }
        return Optional.empty();
    }

    /** All that comes before the transfer command, or goes out with it. */
    private Optional<WireException> settle(DataMode mode, Request request, boolean together) throws IOException {
        Flight flight = control.flight();
        if (request.kind() != Kind.LISTING) {
            control.setType(request.text(), flight);
        }
        boolean[] agreed = {false};
        Flight.Answer agree = answer -> {
            try {
                agreed[0] = mode.agree(answer);
                return Optional.empty();
            } catch (WireException.Refused e) {
                return Optional.of(e);
            }
        };
        flight.add(mode.ask(), agree);
        if (together) {
            conversation.write(request.command());
        }
        flight.land();
        try {
            if (!agreed[0] || !mode.prepare()) {
                control.flight().add(mode.ask(), agree).land();
                mode.prepare();
            }
        } catch (WireException.Unreachable e) {
            return Optional.of(e);
        }
        if (request.offset() > 0) {
            control.flight()
                    .add(Command.of("REST " + request.offset()), Flight.expecting("350"))
                    .land();
        }
        return Optional.empty();
    }

    /** The end of a transfer that had no data connection. */
    private WireException instead(Exchange answer) {
        return Exchange.isRefusal(answer.reply())
                ? new WireException.Refused(answer.reply())
                : control.link()
                        .fail(new WireException.Malformed(
                                "a transfer needs a data connection",
                                answer.reply().toString()));
    }

    private Exchange begun(Request request) throws IOException {
        try {
            return conversation.receive();
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            throw request.kind() == Kind.UPLOAD ? unknown(request.command().verb(), e) : e;
        }
    }

    static WireException unknown(String verb, WireException cause) {
        return new WireException.OutcomeUnknown("what " + verb + " left on the server", cause);
    }

    /** The server may refuse what it negotiated, such as a session that is not resumed (522). */
    private void secure(Link data) throws IOException {
        try {
            data.secure(control.link().settings().host(), FtpClient.cacheKey(control.link()));
        } catch (WireException.Insecure | WireException.Hangup e) {
            control.endTransfer();
            conversation.receive().expect("2");
            throw e;
        }
    }
}
