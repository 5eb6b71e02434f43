package protocols.peers;

/** How a scripted server fails once it has sent so many bytes of its dialogue. */
record Fault(Kind kind, long after, byte[] garbage) {

    static final Fault NONE = new Fault(Kind.NONE, Long.MAX_VALUE, new byte[0]);

    enum Kind {
        NONE,
        /** An orderly end: close_notify under TLS, and FIN. */
        CLOSE,
        /** A TCP reset. */
        RESET,
        /** Silence on an open connection. */
        STALL,
        /** FIN without close_notify. */
        CUT_TLS,
        /** Bytes that do not belong there; the dialogue goes on after them. */
        GARBAGE
    }

    Fault {
        if (after < 0) {
            throw new IllegalArgumentException("a fault after " + after + " bytes");
        }
        garbage = garbage.clone();
    }

    Fault(Kind kind, long after) {
        this(kind, after, new byte[0]);
    }

    boolean isPlanned() {
        return kind != Kind.NONE;
    }
}
