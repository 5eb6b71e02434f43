package protocols.dns;

import java.time.Duration;
import java.util.Objects;
import protocols.Text;

/**
 * One try to get an answer from one server.
 *
 * @param server its address and port, or its URL; {@code hosts file} or {@code cache} where none was asked
 * @param transport how it was asked
 * @param duration from the first byte sent to the end of the try
 * @param why how it ended, in a few words: {@code NOERROR}, {@code timed out}, {@code truncated}
 */
public record Attempt(String server, Transport transport, Duration duration, String why) {

    /** What carries a message. */
    public enum Transport {
        /** One datagram each way (RFC 1035 section 4.2.1). */
        UDP,
        /** A connection (RFC 7766). */
        TCP,
        /** A connection within TLS (RFC 7858). */
        TLS,
        /** A request over HTTPS (RFC 8484). */
        HTTPS,
        /** None: the hosts file of this machine knew. */
        FILE,
        /** None: it was known from before. */
        CACHE
    }

    public Attempt {
        Objects.requireNonNull(server);
        Objects.requireNonNull(transport);
        Objects.requireNonNull(duration);
        Objects.requireNonNull(why);
    }

    /** One line, safe to show: {@code 192.0.2.53:53 UDP 12 ms: NOERROR}. */
    @Override
    public String toString() {
        return Text.printable(server) + " " + transport + " " + duration.toMillis() + " ms: " + Text.printable(why);
    }
}
