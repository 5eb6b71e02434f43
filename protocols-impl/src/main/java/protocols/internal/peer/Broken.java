package protocols.internal.peer;

/** The peer has failed as it should, or was closed: nothing more is played. */
final class Broken extends Exception {
    private static final long serialVersionUID = 1L;
}
