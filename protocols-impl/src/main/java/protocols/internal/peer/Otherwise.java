package protocols.internal.peer;

/** An understudy finds that its scene is not the one. */
final class Otherwise extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Otherwise() {
        super(null, null, false, false);
    }
}
