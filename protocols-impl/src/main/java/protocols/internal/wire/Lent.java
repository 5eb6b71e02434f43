package protocols.internal.wire;

import java.io.IOException;

/**
 * Code of the caller that runs within an operation: what it throws comes out of the operation as it is. Where the room
 * does not bring the session back in step, the link is given up, see {@link Link#abandon}.
 */
public final class Lent {

    private Lent() {}

    /** The caller's code. */
    public interface Code {
        void run() throws IOException;
    }

    /** An operation in which it runs. */
    public interface Operation<T> {
        T run() throws IOException;
    }

    /** What the caller's code threw, on its way out through an operation. */
    public static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final IOException thrown;

        private Thrown(IOException thrown) {
            super(thrown);
            this.thrown = thrown;
        }

        /** What it threw. */
        public IOException thrown() {
            return thrown;
        }
    }

    /** Runs the caller's code within an operation. */
    public static void run(Code code) {
        try {
            code.run();
        } catch (IOException e) {
            throw new Thrown(e);
        }
    }

    /** Runs an operation in which the caller's code may run; what that threw comes out as it was. */
    public static <T> T outOf(Operation<T> operation) throws IOException {
        try {
            return operation.run();
        } catch (Thrown e) {
            throw e.thrown();
        }
    }

    /** Throws what the caller's code threw and a room kept meanwhile, as it is; gives nothing. */
    public static IOException raise(Throwable thrown) throws IOException {
        if (thrown instanceof IOException e) {
            throw e;
        }
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        throw (Error) thrown;
    }
}
