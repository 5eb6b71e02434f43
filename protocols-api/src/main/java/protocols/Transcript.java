package protocols;

/** The conversation, line by line. */
public final class Transcript {
    /** Nothing was said. */
    public static final Transcript EMPTY = new Transcript();

    private Transcript() {}
}
