package protocols.internal.smtp;

import java.io.IOException;

/** What code of the caller threw, on its way out of the operation that ran it. */
final class CallersFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Code of the caller. */
    interface Code<T> {
        T run() throws IOException;
    }

    /** Whose code it is. */
    enum Whose {
        /** The message, which is read while it is sent. */
        SOURCE("the source failed"),
        /** Who takes the fates of the mails. */
        RECEIVER("the receiver failed"),
        /** Who gives the mails, one after the other. */
        MAILS("the mails could not be had");

        private final String why;

        Whose(String why) {
            this.why = why;
        }

        /** Why a session was closed, in words. */
        String why() {
            return why;
        }
    }

    private final Whose whose;
    private final Throwable thrown;

    CallersFault(Whose whose, Throwable thrown) {
        super(null, thrown, false, false);
        this.whose = whose;
        this.thrown = thrown;
    }

    static <T> T guard(Whose whose, Code<T> code) {
        try {
            return code.run();
        } catch (IOException | RuntimeException | Error e) {
            throw new CallersFault(whose, e);
        }
    }

    Whose whose() {
        return whose;
    }

    /** Notes what else went wrong while the session was brought back in step. */
    void beside(Throwable later) {
        if (later != thrown) {
            thrown.addSuppressed(later);
        }
    }

    /** What was thrown. */
    Throwable thrown() {
        return thrown;
    }
}
