package protocols.internal.dns;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import protocols.Tls;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.DnsSession;
import protocols.dns.Hosts;
import protocols.internal.wire.Faults;
import protocols.internal.wire.Recorder;
import protocols.spi.CoreFriend;
import protocols.spi.DnsFriend;

/** Begins sessions with the servers that the caller or the system names. */
public final class DnsClient {

    private DnsClient() {}

    /** See {@link Dns#connect()}. */
    public static DnsSession connect(Dns dns) throws WireException {
        return connect(dns, System::nanoTime);
    }

    /** With another clock, by which changes of files are looked for. */
    static DnsSession connect(Dns dns, LongSupplier nanoTime) throws WireException {
        if (dns.tls() == Tls.UPGRADE) {
            throw Faults.at(
                    new WireException.Unsupported(
                            "an upgrade to TLS: DNS has it from the first byte, on a port of its own"),
                    WireException.Where.of(CoreFriend.get().settings(dns).host(), "connect", Duration.ZERO));
        }
        Optional<WatchedFile<Hosts>> hosts = DnsFriend.get()
                .options(dns)
                .stub()
                .hosts()
                .map(path -> WatchedFile.of(path, Hosts::read, nanoTime, Hosts.EMPTY));
        return new StubSession(NameServers.of(dns, new Recorder(CoreFriend.get().settings(dns)), nanoTime), hosts);
    }
}
