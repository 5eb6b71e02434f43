package protocols.internal.dns;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import protocols.Settings;
import protocols.Tls;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.DnsSession;
import protocols.dns.ResolvConf;
import protocols.internal.wire.Recorder;

/** Begins sessions with the servers that the caller or the system names. */
public final class DnsClient {

    private DnsClient() {}

    /** See {@link Dns#connect()}. */
    public static DnsSession connect(Dns dns) throws WireException {
        Settings settings = dns.settings();
        if (settings.tls() == Tls.UPGRADE) {
            throw new WireException.Unsupported(
                    "an upgrade to TLS: DNS has it from the first byte, on a port of its own");
        }
        if (dns.https().isPresent()) {
            return new HttpsSession(dns, dns.https().get());
        }
        Optional<Path> file = dns.resolvConf();
        Dns named = file.isPresent() ? dns.configured(read(file.get())) : dns;
        Recorder recorder = new Recorder(settings);
        List<Server> servers = named.servers().stream()
                .map(host -> new Server(host, named, recorder))
                .toList();
        return new ResolverSession(named, servers, recorder);
    }

    private static ResolvConf read(Path file) throws WireException {
        ResolvConf conf;
        try {
            conf = ResolvConf.read(file);
        } catch (IOException e) {
            throw new WireException.Unreachable("no DNS server is known: " + file + " cannot be read", List.of(), e);
        }
        if (conf.servers().isEmpty()) {
            throw new WireException.Unreachable("no DNS server is known: " + file + " names none", List.of());
        }
        return conf;
    }
}
