package protocols.internal.dns;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import protocols.Attempt;
import protocols.Protocol.Transport;
import protocols.Receiver;
import protocols.Tls;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.DnsRecord;
import protocols.dns.IncrementalTransfer;
import protocols.dns.Name;
import protocols.dns.Rcode;
import protocols.dns.TsigKey;
import protocols.dns.ZoneChange;
import protocols.internal.wire.Link;
import protocols.internal.wire.Opening;
import protocols.internal.wire.Recorder;
import protocols.internal.wire.Ties;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.spi.CoreFriend;
import protocols.spi.DnsFriend;
import protocols.spi.NameServer;
import protocols.spi.Settings;

/** The zone transfers of a session, each on a connection of its own that ends with it. */
final class ZoneTransfers {

    private final List<NameServer> servers;
    private final Optional<TsigKey> key;
    private final Settings settings;
    private final Recorder recorder;
    private final Ties ties = new Ties();

    ZoneTransfers(Dns dns, Recorder recorder) {
        this.servers = DnsFriend.get().options(dns).servers();
        this.key = DnsFriend.get().options(dns).form().key();
        this.settings = CoreFriend.get().settings(dns);
        this.recorder = recorder;
    }

    /** See {@link protocols.dns.DnsSession#transfer(Name, Receiver)}. */
    long run(Name name, Receiver<DnsRecord> to) throws IOException {
        return run(() -> new WholeZone(name, to)).records();
    }

    /** See {@link protocols.dns.DnsSession#changes}. */
    IncrementalTransfer changes(Name name, long serial, Receiver<ZoneChange> to) throws IOException {
        try {
            Done<Differences> done = run(() -> new Differences(name, serial, to));
            return done.order().result(done.records());
        } catch (WireException.Refused e) {
            if (!isUnknownThere(e.reply().status())) {
                throw e;
            }
        }
        DnsRecord[] newest = new DnsRecord[1];
        long records = run(name, record -> {
            newest[0] = newest[0] == null ? record : newest[0];
            to.take(DnsFriend.get().change(ZoneChange.Kind.WHOLE, record));
        });
        return DnsFriend.get().changes(IncrementalTransfer.Kind.WHOLE_ZONE, Differences.serial(newest[0]), records);
    }

    /** Whether that is how a server answers to IXFR that does not know it. */
    private static boolean isUnknownThere(String status) {
        return status.equals(Rcode.NOTIMP.toString()) || status.equals(Rcode.FORMERR.toString());
    }

    /** A transfer that came to its end. */
    private record Done<O extends TransferOrder>(O order, long records) {}

    private <O extends TransferOrder> Done<O> run(Supplier<O> orders) throws IOException {
        Deadline total = Deadline.after("timeout", settings.timeout());
        List<WireException> faults = new ArrayList<>();
        List<Attempt> tried = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            long began = System.nanoTime();
            O order = orders.get();
            IncomingZone zone = new IncomingZone(order);
            Optional<WireException> fault = transfer(servers.get(i), zone, share(total, servers.size() - i));
            zone.requireReceived();
            if (fault.isEmpty()) {
                return new Done<>(order, zone.records());
            }
            faults.add(fault.get());
            tried.add(attempt(servers.get(i), began, fault.get()));
        }
        throw CoreFriend.get().tried(mostTelling(faults), tried);
    }

    private Attempt attempt(NameServer at, long began, WireException fault) {
        String server = at.endpoint(settings.port(), Transport.TCP).authority();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return Attempt.of(server, settings.tls() == Tls.IMPLICIT ? "TLS" : "TCP", took, fault.reason());
    }

    /** A server that is silent leaves time for those behind it. */
    static Deadline share(Deadline total, int servers) {
        if (servers == 1) {
            return total;
        }
        return Deadline.after("attempt", Duration.ofNanos(Math.max(0, total.remainingNanos() / servers)));
    }

    /** What a server said about the zone tells more than that another one could not be reached. */
    private static WireException mostTelling(List<WireException> faults) {
        WireException told = faults.stream()
                .filter(WireException.Refused.class::isInstance)
                .findFirst()
                .orElse(faults.get(faults.size() - 1));
        faults.stream().filter(one -> one != told).forEach(told::addSuppressed);
        return told;
    }

    /**
     * The zone from one server.
     *
     * @return what went wrong before it handed out anything
     */
    private Optional<WireException> transfer(NameServer server, IncomingZone zone, Deadline deadline)
            throws WireException {
        try {
            receive(server, zone, deadline);
            return Optional.empty();
        } catch (WireException e) {
            if (zone.records() > 0 || e instanceof WireException.Cancelled) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    private void receive(NameServer server, IncomingZone zone, Deadline deadline) throws WireException {
        Endpoint endpoint = server.endpoint(settings.port(), Transport.TCP);
        Link link = ties.open(() -> Opening.open(settings, recorder, endpoint, deadline));
        link.share(true);
        try {
            link.operation("transfer " + zone.question().name(), deadline, () -> receive(link, server, zone));
        } finally {
            ties.release(link);
        }
    }

    private long receive(Link link, NameServer server, IncomingZone zone) throws IOException {
        if (settings.tls() == Tls.IMPLICIT) {
            link.secure(server.host(), server.port().orElse(settings.port()));
        }
        MessageStream stream = new MessageStream(link, true);
        stream.send(
                "transfer " + zone.question().name(),
                "query " + zone.question(),
                zone.query(link.draw(2), key.map(one -> HandMade.tsig(one, link))),
                link.deadline());
        Deadline total = link.transferTotal();
        while (zone.goesOn()) {
            zone.take(stream.receive(zone::check));
            link.beginTransfer(total);
        }
        if (zone.hasEnded() && link.in().available() > 0) {
            throw new WireException.Malformed("bytes behind the end of the zone", "");
        }
        return zone.records();
    }

    /** At once, from any thread. */
    void close() {
        ties.close();
    }
}
