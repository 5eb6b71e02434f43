package protocols.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Knot DNS as the authority of zones that the test writes, on one port for UDP and TCP. */
public final class Knot implements ZoneServer {

    private final Daemon daemon;
    private final int port;

    private Knot(Daemon daemon, int port) {
        this.daemon = daemon;
        this.port = port;
    }

    /** With the zones of the resources: {@code example.org.} and {@code 2.0.192.in-addr.arpa.}. */
    public static Knot start() throws IOException {
        return start(Map.of(
                "example.org.", resource("example.org.zone"),
                "2.0.192.in-addr.arpa.", resource("2.0.192.in-addr.arpa.zone")));
    }

    /**
     * With these zones: the name of each, and its text in the form of RFC 1035, section 5.
     *
     * @param keys who may transfer and change them; if there are none, everybody may transfer them
     */
    public static Knot start(Map<String, String> zones, SharedKey... keys) throws IOException {
        RealServer.KNOT.require();
        TempFolder folder = TempFolder.create("knot");
        folder.folder("db", "knot");
        folder.folder("run", "knot");
        int port = Ports.free(1)[0];
        Path config = folder.write("knot.conf", configuration(folder, port, zones, keys));
        List<String> command = List.of(RealServer.KNOT.program(), "-c", config.toString());
        return new Knot(Daemon.start(folder, command, port), port);
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

    private static String configuration(TempFolder folder, int port, Map<String, String> zones, SharedKey... keys)
            throws IOException {
        StringBuilder config = new StringBuilder(
                """
                server:
                  listen: 127.0.0.1@%2$d
                  rundir: %1$s/run
                  udp-workers: 1
                  tcp-workers: 1
                  background-workers: 1
                %3$s
                log:
                - target: stderr
                  any: info
                database:
                  storage: %1$s/db
                """
                        .formatted(folder.path(), port, RealServer.asRoot() ? "  user: knot:knot" : ""));
        config.append(access(keys)).append("zone:\n");
        for (Map.Entry<String, String> zone : new TreeMap<>(zones).entrySet()) {
            Path file = folder.write(zone.getKey() + "zone", zone.getValue());
            config.append(
                    "- domain: %s\n  file: %s\n  zonefile-sync: -1\n  acl: access\n".formatted(zone.getKey(), file));
        }
        return config.toString();
    }

    private static String access(SharedKey... keys) {
        if (keys.length == 0) {
            return "acl:\n- id: access\n  address: 127.0.0.1\n  action: transfer\n";
        }
        StringBuilder known = new StringBuilder("key:\n");
        for (SharedKey key : keys) {
            known.append(
                    "- id: %s\n  algorithm: %s\n  secret: %s\n".formatted(key.name(), key.algorithm(), key.secret()));
        }
        String names = Arrays.stream(keys).map(SharedKey::name).collect(Collectors.joining(", "));
        return known + "acl:\n- id: access\n  address: 127.0.0.1\n  action: [transfer, update, notify]\n  key: ["
                + names + "]\n";
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Knot.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
