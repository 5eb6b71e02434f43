package protocols.internal.ftp;

import java.util.Optional;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.spi.FtpFriend;

/** Begins transfers, by active or passive data connections. */
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
     * @param verb RETR, STOR, LIST or the like
     * @param path what of; empty for the working directory
     * @param text whether the lines of text are converted
     * @param offset where to begin, in bytes
     */
    record Request(Kind kind, String verb, Optional<String> path, boolean text, long offset) {
        Request {
            if (offset < 0 || (offset > 0 && text)) {
                throw offset < 0
                        ? new IllegalArgumentException("an offset from 0 on, not " + offset)
                        : new IllegalStateException("an offset has no meaning in text mode");
            }
        }

        /** What asks for it, to be sent once. */
        Command command() {
            return path.isEmpty() ? Command.of(verb) : Control.command(verb, path.get());
        }

        boolean isUpload() {
            return kind == Kind.UPLOAD;
        }

        /** For errors. */
        String doing() {
            return path.map(of -> verb + " " + of).orElse(verb);
        }
    }

    private final Control control;
    private final PassiveMode passive;
    private final ActiveMode active;
    private boolean isActive;

    Transfers(Control control) {
        this.control = control;
        passive = new PassiveMode(control.link());
        active = new ActiveMode(control.link(), ActivePorts.of(control.ftp()));
        isActive = FtpFriend.get().isActive(control.ftp());
    }

    void active(boolean on) {
        isActive = on;
    }

    /**
     * Begins a transfer: what comes back is open and, with TLS, secured. If no connection came about, the session goes on.
     * A server that wants TLS sessions of data connections to be resumed may have had no occasion to send a ticket: its
     * refusal brings one, so that it is asked once more.
     */
    Running begin(Request request) throws WireException {
        control.requireIdle();
        Beginning first = new Beginning(control, isActive ? active : passive, request);
        try {
            return first.run();
        } catch (WireException e) {
            if (!first.mayBeTriedAgain()) {
                throw e;
            }
            return again(request, e);
        }
    }

    /** A server that hangs up after its refusal has said why in that. */
    private Running again(Request request, WireException refusal) throws WireException {
        try {
            return new Beginning(control, isActive ? active : passive, request).run();
        } catch (WireException.Hangup e) {
            refusal.addSuppressed(e);
            throw refusal;
        }
    }

    static WireException unknown(String verb, WireException cause) {
        return new WireException.OutcomeUnknown("what " + verb + " left on the server", cause);
    }
}
