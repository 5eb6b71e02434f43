package protocols;

import java.io.Serializable;
import java.time.Duration;

/**
 * One try that led to an outcome or an error: a connection to one address of a host, a question to one server. Its texts
 * are escaped for terminals and cut as those of an error are.
 */
public final class Attempt implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String target;
    private final String transport;
    private final Duration duration;
    private final String result;

    private Attempt(String target, String transport, Duration duration, String result) {
        this.target = target;
        this.transport = transport;
        this.duration = duration;
        this.result = result;
    }

    /**
     * A try.
     *
     * @param target what was tried, see {@link #target}
     * @param transport how, see {@link #transport}
     * @param duration how long it took
     * @param result how it ended, in a few words
     */
    public static Attempt of(String target, String transport, Duration duration, String result) {
        return new Attempt(Text.printable(target), Text.printable(transport), duration, Text.printable(result));
    }

    /** What was tried: an address and port, a name, a URL, a path; {@code hosts file} or {@code cache} if nobody was asked. */
    public String target() {
        return target;
    }

    /**
     * How: {@code TCP}, {@code UDP}, {@code TLS}, {@code HTTPS}, {@code UNIX}, {@code SOCKS5} or {@code CONNECT} by a proxy,
     * {@code resolver} for the addresses of a name; empty where nobody was asked.
     */
    public String transport() {
        return transport;
    }

    /** From the beginning of the try to its end. */
    public Duration duration() {
        return duration;
    }

    /** How it ended, in a few words: {@code connection refused}, {@code timed out}, {@code NOERROR}. */
    public String result() {
        return result;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attempt that
                && target.equals(that.target)
                && transport.equals(that.transport)
                && duration.equals(that.duration)
                && result.equals(that.result);
    }

    @Override
    public int hashCode() {
        return target.hashCode() + 31 * transport.hashCode() + 961 * result.hashCode();
    }

    /** One line, escaped for terminals: {@code 192.0.2.53:53 UDP 12 ms: NOERROR}. */
    @Override
    public String toString() {
        String how = transport.isEmpty() ? "" : " " + transport;
        return target + how + " " + duration.toMillis() + " ms: " + result;
    }
}
