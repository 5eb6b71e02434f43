package protocols.telnet;

import java.util.Map;
import java.util.stream.IntStream;

/**
 * A TELNET option (RFC 855): what one end may do once the other has agreed. Any code can be named; the constants are
 * those in use. There is one value a code, so they can be compared by {@code ==}.
 */
public final class TelnetOption implements Comparable<TelnetOption> {

    private static final TelnetOption[] ALL =
            IntStream.range(0, 256).mapToObj(TelnetOption::new).toArray(TelnetOption[]::new);

    /** Bytes of 8 bits, without the rule for CR (RFC 856). */
    public static final TelnetOption BINARY = of(0);
    /** The end that performs it echoes what it receives (RFC 857). */
    public static final TelnetOption ECHO = of(1);
    /** No {@link TelnetCommand#GA} is sent (RFC 858). */
    public static final TelnetOption SGA = of(3);
    /** Asking for the state of all options (RFC 859). */
    public static final TelnetOption STATUS = of(5);
    /** A mark that comes back when all data before it was processed (RFC 860). */
    public static final TelnetOption TIMING_MARK = of(6);
    /** Terminal type (RFC 1091). */
    public static final TelnetOption TTYPE = of(24);
    /** Records end with {@link TelnetCommand#EOR} (RFC 885). */
    public static final TelnetOption EOR = of(25);
    /** Window size (RFC 1073). */
    public static final TelnetOption NAWS = of(31);
    /** Terminal speed (RFC 1079). */
    public static final TelnetOption TSPEED = of(32);
    /** Remote flow control (RFC 1372). */
    public static final TelnetOption TOGGLE_FLOW_CONTROL = of(33);
    /** Editing of lines at the client (RFC 1184). */
    public static final TelnetOption LINEMODE = of(34);
    /** X display location (RFC 1096). */
    public static final TelnetOption XDISPLOC = of(35);
    /** Environment variables, the old form (RFC 1408). */
    public static final TelnetOption ENVIRON = of(36);
    /** Authentication (RFC 2941). */
    public static final TelnetOption AUTHENTICATION = of(37);
    /** Encryption (RFC 2946). */
    public static final TelnetOption ENCRYPT = of(38);
    /** Environment variables (RFC 1572). */
    public static final TelnetOption NEW_ENVIRON = of(39);
    /** Character set (RFC 2066). */
    public static final TelnetOption CHARSET = of(42);
    /** TLS in a running connection (draft-altman-telnet-starttls). */
    public static final TelnetOption START_TLS = of(46);
    /** Compression from the server on, version 2 (MCCP2). */
    public static final TelnetOption COMPRESS2 = of(86);
    /** Out-of-band messages of games (GMCP). */
    public static final TelnetOption GMCP = of(201);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0, "BINARY"),
            Map.entry(1, "ECHO"),
            Map.entry(3, "SGA"),
            Map.entry(5, "STATUS"),
            Map.entry(6, "TIMING-MARK"),
            Map.entry(24, "TTYPE"),
            Map.entry(25, "EOR"),
            Map.entry(31, "NAWS"),
            Map.entry(32, "TSPEED"),
            Map.entry(33, "TOGGLE-FLOW-CONTROL"),
            Map.entry(34, "LINEMODE"),
            Map.entry(35, "XDISPLOC"),
            Map.entry(36, "ENVIRON"),
            Map.entry(37, "AUTHENTICATION"),
            Map.entry(38, "ENCRYPT"),
            Map.entry(39, "NEW-ENVIRON"),
            Map.entry(42, "CHARSET"),
            Map.entry(46, "START-TLS"),
            Map.entry(86, "COMPRESS2"),
            Map.entry(201, "GMCP"));

    private final int code;

    private TelnetOption(int code) {
        this.code = code;
    }

    /**
     * The option of a code (IANA registry "Telnet Options").
     *
     * @param code 0 to 255
     * @throws IllegalArgumentException if it is not one byte
     */
    public static TelnetOption of(int code) {
        if (code < 0 || code > 255) {
            throw new IllegalArgumentException("a TELNET option is one byte, not " + code);
        }
        return ALL[code];
    }

    /** The byte that stands for it, 0 to 255. */
    public int code() {
        return code;
    }

    /** The name, as the constants are named but with hyphens; {@code OPTION-200} for a code without a constant. */
    public String name() {
        return NAMES.getOrDefault(code, "OPTION-" + code);
    }

    @Override
    public int compareTo(TelnetOption other) {
        return Integer.compare(code, other.code);
    }

    /** The {@link #name()}. */
    @Override
    public String toString() {
        return name();
    }
}
