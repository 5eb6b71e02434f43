package protocols.examples;

/** The program was called in a way that it does not understand: exit status 2. */
final class Usage extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    Usage(String message) {
        super(message);
    }

    Usage(String message, Throwable cause) {
        super(message, cause);
    }
}
