package protocols.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** NSD as the primary of one zone, which clients with a key may transfer. */
public final class Nsd implements ZoneServer {

    private final Daemon daemon;
    private final int port;

    private Nsd(Daemon daemon, int port) {
        this.daemon = daemon;
        this.port = port;
    }

    /** A zone; everybody may transfer it if there is no key. */
    public static Nsd primary(String zone, String text, SharedKey... keys) throws IOException {
        RealServer.NSD.require();
        TempFolder folder = TempFolder.create("nsd");
        int port = Ports.free(1)[0];
        Path zoneFile = folder.write("zone", text);
        StringBuilder config = new StringBuilder(
                """
                server:
                  ip-address: 127.0.0.1@%2$d
                  server-count: 1
                  username: ""
                  zonesdir: "%1$s"
                  database: ""
                  pidfile: "%1$s/pid"
                  xfrdfile: "%1$s/xfrd"
                  xfrdir: "%1$s"
                  zonelistfile: "%1$s/zones"
                remote-control:
                  control-enable: no
                """
                        .formatted(folder.path(), port));
        StringBuilder allowed = new StringBuilder();
        for (SharedKey key : keys) {
            config.append("key:\n  name: \"%s\"\n  algorithm: %s\n  secret: \"%s\"\n"
                    .formatted(key.name(), key.algorithm(), key.secret()));
            allowed.append("  provide-xfr: 127.0.0.1 ").append(key.name()).append('\n');
        }
        String access = keys.length == 0 ? "  provide-xfr: 127.0.0.1 NOKEY\n" : allowed.toString();
        config.append("zone:\n  name: \"%s\"\n  zonefile: \"%s\"\n".formatted(zone, zoneFile))
                .append(access);
        Path file = folder.write("nsd.conf", config.toString());
        List<String> command = List.of(RealServer.NSD.program(), "-d", "-c", file.toString());
        return new Nsd(Daemon.start(folder, command, port), port);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String log() {
        return daemon.log();
    }

    @Override
    public void close() {
        daemon.close();
    }
}
