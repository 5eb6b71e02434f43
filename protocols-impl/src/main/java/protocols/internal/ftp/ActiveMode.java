package protocols.internal.ftp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import protocols.Protocol;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Link;
import protocols.internal.wire.Opening;
import protocols.internal.wire.Recorded;
import protocols.net.Endpoint;
import protocols.net.Listener;
import protocols.net.Wire;

/**
 * The server connects: EPRT, and PORT where the server refuses that. A connection from any other address than that of
 * the control connection's peer is closed and counts for nothing (RFC 2577 section 3).
 */
final class ActiveMode implements DataMode {

    private final Link control;
    private boolean extended = true;
    private boolean proven;
    private Optional<Listener> listener = Optional.empty();

    ActiveMode(Link control) {
        this.control = control;
    }

    @Override
    public boolean isProven() {
        return proven;
    }

    @Override
    public Command ask() throws IOException {
        if (listener.isEmpty()) {
            listener = Optional.of(control.listen());
        }
        Listener listening = listener.get();
        // The host is numeric, so nothing is looked up.
        InetSocketAddress local = new InetSocketAddress(InetAddress.getByName(listening.host()), listening.port());
        return extended
                ? Command.of("EPRT").arg(DataPort.eprtArgument(local))
                : Command.of("PORT").arg(DataPort.portArgument(local));
    }

    @Override
    public boolean agree(Exchange answer) throws WireException {
        boolean ipv6 = listener.isPresent() && listener.get().host().indexOf(':') >= 0;
        if (extended && !proven && !ipv6 && !answer.is("2")) {
            extended = false;
            return false;
        }
        answer.expect("2");
        return true;
    }

    @Override
    public boolean prepare() {
        return true;
    }

    @Override
    public Link connection() throws IOException {
        Listener listening = listener.orElseThrow();
        try {
            Wire wire = listening.accept(control.deadline());
            while (!Recorded.is(wire) && !address(wire.peer()).equals(address(control.peer()))) {
                wire.close();
                wire = listening.accept(control.deadline());
            }
            proven = true;
            Endpoint here = new Endpoint(listening.host(), listening.port(), Protocol.Transport.TCP);
            return Opening.over(wire, control.settings(), control.recorder(), here);
        } finally {
            abandon();
        }
    }

    private static String address(String peer) {
        return peer.substring(0, Math.max(0, peer.lastIndexOf(':')));
    }

    @Override
    public void abandon() {
        listener.ifPresent(Listener::close);
        listener = Optional.empty();
    }
}
