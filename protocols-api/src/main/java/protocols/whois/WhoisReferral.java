package protocols.whois;

import java.util.List;
import protocols.Text;
import protocols.WireException;

/**
 * Where an answer sends the asker next, and what became of that.
 *
 * <p>More kinds may come: a {@code switch} over them wants a {@code default}.
 */
public abstract sealed class WhoisReferral {

    private final List<Object> parts;

    private WhoisReferral(Object... parts) {
        this.parts = List.of(parts);
    }

    /** On to another server. */
    public static final class To extends WhoisReferral {
        private final WhoisServer server;
        private final String line;

        To(WhoisServer server, String line) {
            super(server, line);
            this.server = server;
            this.line = line;
        }

        /** Who is asked next. */
        public WhoisServer server() {
            return server;
        }

        /** The line that says so, not escaped. */
        public String line() {
            return line;
        }

        /** {@code on to} the server. */
        @Override
        public String toString() {
            return "on to " + server;
        }
    }

    /** The answer names a server that is not followed. */
    public static final class Ignored extends WhoisReferral {
        private final String line;
        private final String reason;

        Ignored(String line, String reason) {
            super(line, reason);
            this.line = line;
            this.reason = reason;
        }

        /** The line that names the server, not escaped. */
        public String line() {
            return line;
        }

        /** Why it is not followed, in a few words. */
        public String reason() {
            return reason;
        }

        /** The line and the reason, escaped. */
        @Override
        public String toString() {
            return "not followed (" + Text.printable(reason) + "): " + Text.printable(line.strip());
        }
    }

    /** The answer names a server that gave no whole answer itself. */
    public static final class Unanswered extends WhoisReferral {
        private final WhoisServer server;
        private final String line;
        private final WireException reason;

        Unanswered(WhoisServer server, String line, WireException reason) {
            super(server, line, reason);
            this.server = server;
            this.line = line;
            this.reason = reason;
        }

        /** Who was asked. */
        public WhoisServer server() {
            return server;
        }

        /** The line that names the server, not escaped. */
        public String line() {
            return line;
        }

        /** How it failed. */
        public WireException reason() {
            return reason;
        }

        /** The server and how it failed. */
        @Override
        public String toString() {
            return "no answer of " + server + ": " + reason.getMessage();
        }
    }

    /** The answer is the last. */
    public static final class None extends WhoisReferral {
        None() {}

        /** {@code none}. */
        @Override
        public String toString() {
            return "none";
        }
    }

    /** Whether it is of the same kind and says the same; failures are the same only if they are one. */
    @Override
    public final boolean equals(Object other) {
        return other instanceof WhoisReferral that && getClass() == that.getClass() && parts.equals(that.parts);
    }

    @Override
    public final int hashCode() {
        return parts.hashCode();
    }
}
