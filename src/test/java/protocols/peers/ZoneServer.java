package protocols.peers;

/** The authority of a zone, on one port of loopback for UDP and TCP. */
public interface ZoneServer extends AutoCloseable {

    /** For UDP and TCP alike. */
    int port();

    /** What it has logged so far. */
    String log();

    @Override
    void close();
}
