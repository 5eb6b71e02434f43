package protocols.internal.ftp;

import java.util.Optional;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Link;
import protocols.internal.wire.Opening;

/**
 * The client connects: EPSV, and PASV where the server refuses that or its port does not answer. It connects to the peer
 * of the control connection; an address that a 227 reply names is not looked at (RFC 2577 section 3, CVE-2021-37533).
 */
final class PassiveMode implements DataMode {

    private final Link control;
    private boolean extended = true;
    private boolean proven;
    private int port;
    private Optional<Link> connected = Optional.empty();

    PassiveMode(Link control) {
        this.control = control;
    }

    @Override
    public boolean isProven() {
        return proven;
    }

    @Override
    public Command ask() {
        return Command.of(extended ? "EPSV" : "PASV");
    }

    @Override
    public boolean agree(Exchange answer) throws WireException {
        boolean older = extended && !proven;
        if (older && !answer.is("227", "229")) {
            extended = false;
            return false;
        }
        try {
            port = DataPort.of(answer.expect("227", "229")).port();
            return true;
        } catch (WireException.Malformed e) {
            if (!older) {
                throw e;
            }
            extended = false;
            return false;
        }
    }

    @Override
    public boolean prepare() throws WireException {
        try {
            connected = Optional.of(control.ties()
                    .open(() -> Opening.open(
                            control.settings(),
                            control.recorder(),
                            control.remote().sibling(port),
                            control.deadline())));
            proven = true;
            return true;
        } catch (WireException.Unreachable e) {
            if (!extended || proven) {
                throw e;
            }
            extended = false;
            return false;
        }
    }

    @Override
    public Optional<Link> connection() {
        Optional<Link> link = connected;
        connected = Optional.empty();
        return link;
    }

    @Override
    public void abandon() {
        connected.ifPresent(control.ties()::release);
        connected = Optional.empty();
    }
}
