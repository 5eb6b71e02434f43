package protocols.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Where a client is at its login: the further steps of it are secrets, whoever takes them. */
public final class LoginSteps {

    private boolean proving;
    private boolean challenged;
    /** The line goes on in a literal of IMAP. */
    private boolean literal;

    /** Takes a whole line of the client. */
    public void heard(byte[] line) {
        boolean begins = SecretGrammar.isLogin(line);
        proving = (proving && challenged) || begins;
        literal = (begins || literal) && endsWithLiteral(new String(line, ISO_8859_1).stripTrailing());
    }

    /**
     * Takes a line of the server, which may ask for another step (RFC 4954 section 4, RFC 5034 section 4, RFC 9051 section
     * 6.2.2).
     */
    public void said(String line) {
        challenged = line.startsWith("334") || (proving && (line.equals("+") || line.startsWith("+ ")));
    }

    /** As {@link #heard}, of a line that came before anything was said to the one before it. */
    public void heardAtOnce(byte[] line) {
        boolean word = new String(line, ISO_8859_1).strip().indexOf(' ') < 0;
        challenged = SecretGrammar.isMechanism(line) || (challenged && word);
        heard(line);
    }

    /** Whether what the client says next is a step of it. */
    public boolean isStep() {
        return challenged || literal;
    }

    /** Goes on where another is. */
    public void become(LoginSteps other) {
        proving = other.proving;
        challenged = other.challenged;
        literal = other.literal;
    }

    /** Whether a literal follows the line: {@code {42}} or {@code {42+}} at its end (RFC 9051 section 4.3). */
    public static boolean endsWithLiteral(String line) {
        int end = line.endsWith("+}") ? line.length() - 2 : line.length() - 1;
        int open = line.lastIndexOf('{');
        return line.endsWith("}")
                && open >= 0
                && open + 1 < end
                && line.substring(open + 1, end).chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
