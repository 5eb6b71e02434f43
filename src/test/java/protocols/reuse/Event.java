package protocols.reuse;

/** What a peer, or the caller's thread, meets while a connection is kept. */
enum Event {
    /** The peer closes, and is gone: whatever is still sent to it is answered by a reset. */
    FIN("FIN"),
    /** The peer resets the connection. */
    RESET("reset"),
    /** The stream ends without close_notify (RFC 8446 section 6.1): over TLS alone. */
    CUT("TLS cut"),
    /** A reply that is well formed and that nobody asked for. */
    STRAY("stray reply"),
    /** The peer says that it goes, and closes. */
    FAREWELL("farewell"),
    /** What no grammar of the protocol knows. */
    GARBAGE("garbage"),
    /** Another thread interrupts the one that uses the session. */
    INTERRUPT("interrupt"),
    /** The peer ends what it says, and still reads. */
    HALF_CLOSE("half-close");

    private final String label;

    Event(String label) {
        this.label = label;
    }

    static Event of(String label) {
        for (Event event : values()) {
            if (event.label.equals(label)) {
                return event;
            }
        }
        throw new IllegalArgumentException(label);
    }

    /** Whether it can happen: an end without close_notify is one of TLS. */
    boolean happens(boolean secure) {
        return secure || this != CUT;
    }
}
