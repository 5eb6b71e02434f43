package protocols.internal.ftp;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import protocols.Protocol;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Link;
import protocols.internal.wire.Opening;
import protocols.internal.wire.Recorded;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Listener;
import protocols.net.Wire;

/**
 * The server connects: EPRT, and PORT where the server refuses that; for good where it did so with 5yz and PORT led to a
 * connection. A connection from any other address than that of the control connection's peer is closed and counts for
 * nothing (RFC 2577 section 3).
 */
final class ActiveMode implements DataMode {

    /** How often the control connection is looked at while nobody connects. */
    private static final Duration GLANCE = Duration.ofMillis(50);

    private final Link control;
    private final ActivePorts ports;
    private boolean extended = true;
    private boolean proven;
    private boolean thisTimeOlder;
    private boolean useless;
    private Optional<Listener> listener = Optional.empty();

    ActiveMode(Link control, ActivePorts ports) {
        this.control = control;
        this.ports = ports;
    }

    @Override
    public boolean isProven() {
        return proven;
    }

    @Override
    public boolean standsAlone() {
        return true;
    }

    @Override
    public Command ask() throws IOException {
        if (listener.isEmpty()) {
            listener = Optional.of(control.ties().hold(ports.listen(control)));
        }
        Listener listening = listener.get();
        InetSocketAddress there = new InetSocketAddress(ports.told(listening), listening.port());
        return isExtended()
                ? Command.of("EPRT").arg(DataPort.eprtArgument(there))
                : Command.of("PORT").arg(DataPort.portArgument(there));
    }

    private boolean isExtended() {
        return extended && !thisTimeOlder;
    }

    @Override
    public boolean agree(Exchange answer) throws WireException {
        boolean older = isExtended() && !proven && ports.told(listener.orElseThrow()) instanceof Inet4Address;
        if (older && Exchange.isRefusal(answer.reply()) && !answer.is("421")) {
            thisTimeOlder = true;
            useless = answer.is("5");
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
    public Optional<Link> connection() throws IOException {
        Listener listening = listener.orElseThrow();
        try {
            Optional<Wire> wire = accept(listening);
            while (wire.isPresent() && !isPeer(wire.get())) {
                wire.get().close();
                wire = accept(listening);
            }
            if (wire.isEmpty()) {
                return Optional.empty();
            }
            extended &= !useless;
            proven = !extended || !thisTimeOlder;
            Endpoint here = new Endpoint(listening.host(), listening.port(), Protocol.Transport.TCP);
            Link link = Opening.over(wire.get(), control.settings(), control.recorder(), here);
            return Optional.of(control.ties().hold(link));
        } finally {
            abandon();
        }
    }

    /** Looks at the control connection meanwhile: a server that cannot connect says so there (425). */
    private Optional<Wire> accept(Listener listening) throws IOException {
        while (true) {
            try {
                return Optional.of(listening.accept(control.deadline().earlier(Deadline.after("accept", GLANCE))));
            } catch (WireException.TimedOut e) {
                if (control.deadline().hasPassed()) {
                    throw new WireException.TimedOut(control.deadline(), "no data connection came");
                }
                Wire.Sight seen = control.in().look();
                if (seen != Wire.Sight.ALIVE && seen != Wire.Sight.UNKNOWN) {
                    return Optional.empty();
                }
            }
        }
    }

    private boolean isPeer(Wire wire) {
        return Recorded.is(wire)
                || address(wire.peer()).equals(address(control.remote().address()));
    }

    private static String address(String peer) {
        return peer.substring(0, Math.max(0, peer.lastIndexOf(':')));
    }

    @Override
    public void abandon() {
        listener.ifPresent(control.ties()::release);
        listener = Optional.empty();
        thisTimeOlder = false;
        useless = false;
    }
}
