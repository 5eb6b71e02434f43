package protocols.internal.ftp;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Begins what was announced, in its order. */
    interface Row<T> {
        T run() throws IOException;
    }

    private final Control control;
    private final PassiveMode passive;
    private final ActiveMode active;
    /** What comes behind what, of a row. */
    private final Map<Request, Request> behind = new HashMap<>();

    private Optional<Beginning> asked = Optional.empty();
    private boolean isActive;
    private long begun;

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
        Beginning first = beginning(request);
        try {
            return run(first);
        } catch (WireException e) {
            if (!first.mayBeTriedAgain()) {
                throw e;
            }
            forgo();
            return again(request, e);
        }
    }

    private Running run(Beginning beginning) throws WireException {
        try {
            return beginning.run();
        } finally {
            begun += beginning.hasLeft() ? 1 : 0;
        }
    }

    /** How many transfers the server has been asked for, each of which it may have begun. */
    long begun() {
        return begun;
    }

    boolean isAlive() {
        return control.link().isAlive();
    }

    /** What was asked for already, or what asks for it, and for the one behind it. */
    private Beginning beginning(Request request) throws WireException {
        Optional<Beginning> ahead = asked.filter(one -> one.isOf(request));
        if (ahead.isEmpty()) {
            forgo();
        }
        asked = Optional.empty();
        Beginning beginning = ahead.orElseGet(() -> new Beginning(control, mode(), request));
        Optional<Request> following = Optional.ofNullable(behind.get(request));
        if (following.isPresent()
                && !isActive
                && control.mayPipeline()
                && control.software().servesInTurn()) {
            Beginning next = new Beginning(control, passive, following.get());
            beginning.then(() -> {
                next.ask();
                asked = Optional.of(next);
            });
        }
        return beginning;
    }

    /**
     * Downloads that are begun one after the other by what is called. Where the server allows it each is asked for while the
     * one before it is under way.
     */
    <T> T row(List<Request> requests, Row<T> downloads) throws IOException {
        for (int i = 1; i < requests.size(); i++) {
            behind.put(requests.get(i - 1), requests.get(i));
        }
        try {
            return downloads.run();
        } catch (IOException | RuntimeException | Error e) {
            forgo(e);
            throw e;
        } finally {
            behind.clear();
        }
    }

    private void forgo(Throwable cause) {
        try {
            forgo();
        } catch (WireException e) {
            cause.addSuppressed(e);
        }
    }

    /** What was asked for has to be begun to be broken off. */
    private void forgo() throws WireException {
        Optional<Beginning> unwanted = asked;
        asked = Optional.empty();
        if (unwanted.isPresent() && control.link().isAlive()) {
            try {
                unwanted.get().run().breakOff();
            } catch (WireException e) {
                if (!control.link().isAlive()) {
                    throw e;
                }
            }
        }
    }

    private DataMode mode() {
        return isActive ? active : passive;
    }

    /** A server that hangs up after its refusal has said why in that. */
    private Running again(Request request, WireException refusal) throws WireException {
        try {
            return run(new Beginning(control, mode(), request));
        } catch (WireException.Hangup e) {
            refusal.addSuppressed(e);
            throw refusal;
        }
    }

    static WireException unknown(String verb, WireException cause) {
        return new WireException.OutcomeUnknown("what " + verb + " left on the server", cause);
    }
}
