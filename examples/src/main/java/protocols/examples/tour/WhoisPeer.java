package protocols.examples.tour;

import java.io.IOException;

/** Two WHOIS servers (RFC 3912): a registry that knows the registrar, and the registrar. */
public final class WhoisPeer implements AutoCloseable {

    private final Peer registrar;
    private final Peer registry;

    /** Starts both. */
    public WhoisPeer() throws IOException {
        registrar = Peer.start("registrar", line -> {
            String domain = line.hear();
            line.say(
                    "Domain Name: " + domain,
                    "Registrar: Example Registrar, Inc.",
                    "Creation Date: 1995-08-14T04:00:00Z",
                    "Registry Expiry Date: 2030-08-13T04:00:00Z",
                    "Domain Status: clientTransferProhibited",
                    "Registrant Name: REDACTED FOR PRIVACY",
                    "Name Server: ns1.example.org",
                    "Name Server: ns2.example.org");
        });
        registry = Peer.start("registry", line -> {
            String domain = line.hear();
            line.say(
                    "Domain Name: " + domain,
                    "Registrar WHOIS Server: localhost:" + registrar.port(),
                    "Registrar: Example Registrar, Inc.",
                    "Registry Expiry Date: 2030-08-13T04:00:00Z");
        });
    }

    /** Where the registry listens. */
    public int port() {
        return registry.port();
    }

    @Override
    public void close() throws IOException {
        registry.close();
        registrar.close();
    }
}
