package protocols;

import java.util.Locale;
import protocols.spi.ScriptParts.Ignored;

/**
 * Something in what a client says that may differ from run to run: {@link Script#ignoring}.
 *
 * <pre>{@code
 * Script.of(recording).ignoring(header("X-Request-Id"), parameter("signature"))
 * }</pre>
 */
public final class Varying {

    private final Ignored ignored;

    private Varying(boolean header, String name) {
        ignored = new Ignored(header, name.toLowerCase(Locale.ROOT));
    }

    /** What a header field says, of HTTP or of a message, and whether it is there; the case of the name does not matter. */
    public static Varying header(String name) {
        return new Varying(true, name);
    }

    /** What follows {@code name=}, up to a space, {@code ;}, {@code &}, a quote or the end of the line. */
    public static Varying parameter(String name) {
        return new Varying(false, name);
    }

    Ignored parts() {
        return ignored;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Varying that && ignored.equals(that.ignored);
    }

    @Override
    public int hashCode() {
        return ignored.hashCode();
    }

    @Override
    public String toString() {
        return (ignored.header() ? "header " : "parameter ") + ignored.name();
    }
}
