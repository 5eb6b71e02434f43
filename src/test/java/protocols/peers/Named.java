package protocols.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** BIND as the primary of one zone, which clients with a key may transfer and change, and as its secondary elsewhere. */
public final class Named implements ZoneServer {

    private final Daemon daemon;
    private final int port;

    private Named(Daemon daemon, int port) {
        this.daemon = daemon;
        this.port = port;
    }

    /**
     * The primary of a zone.
     *
     * @param keys who may transfer and change it; everybody if there are none
     */
    public static Named primary(String zone, String text, SharedKey... keys) throws IOException {
        RealServer.NAMED.require();
        TempFolder folder = TempFolder.create("named");
        Path file = folder.write("zone", text);
        String allowed = allowed(keys);
        return start(
                folder,
                """
                zone "%s" {
                  type primary; file "%s"; max-ixfr-ratio unlimited; allow-transfer { %s };
                  allow-update { %s };
                };
                """
                        .formatted(zone, file, allowed, allowed),
                keys);
    }

    /** A secondary, which asks the primary when it is told to. */
    public static Named secondary(String zone, int primary) throws IOException {
        RealServer.NAMED.require();
        TempFolder folder = TempFolder.create("named");
        return start(
                folder,
                """
                zone "%s" {
                  type secondary; file "%s/copy"; primaries { 127.0.0.1 port %d; }; allow-notify { 127.0.0.1; };
                };
                """
                        .formatted(zone, folder.path(), primary));
    }

    private static String allowed(SharedKey... keys) {
        StringBuilder allowed = new StringBuilder();
        for (SharedKey key : keys) {
            allowed.append("key \"").append(key.name()).append("\"; ");
        }
        return keys.length == 0 ? "any;" : allowed.toString();
    }

    private static Named start(TempFolder folder, String zone, SharedKey... keys) throws IOException {
        int port = Ports.free(1)[0];
        StringBuilder config = new StringBuilder(
                """
                options {
                  directory "%1$s"; pid-file "%1$s/pid"; session-keyfile "%1$s/session.key"; lock-file none;
                  managed-keys-directory "%1$s";
                  listen-on port %2$d { 127.0.0.1; }; listen-on-v6 { none; };
                  recursion no; dnssec-validation no; notify no; minimal-responses no;
                };
                controls { };
                """
                        .formatted(folder.path(), port));
        for (SharedKey key : keys) {
            config.append("key \"%s\" { algorithm %s; secret \"%s\"; };\n"
                    .formatted(key.name(), key.algorithm(), key.secret()));
        }
        Path file = folder.write("named.conf", config + zone);
        List<String> command = List.of(RealServer.NAMED.program(), "-g", "-n", "1", "-c", file.toString());
        return new Named(Daemon.start(folder, command, port), port);
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
