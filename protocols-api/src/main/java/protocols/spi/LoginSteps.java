package protocols.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Where a client is at its login: the further steps of it are secrets, whoever takes them. */
public final class LoginSteps {

    private boolean proving;
    private boolean challenged;

    /** A mechanism was named, and nothing said to that yet: its steps may come before they are asked for. */
    private boolean early;

    /** The line goes on in a literal of IMAP. */
    private boolean literal;

    private boolean greeted;

    /** Takes a whole line of the client. */
    public void heard(byte[] line) {
        boolean begins = SecretGrammar.isLogin(line);
        String text = new String(line, ISO_8859_1).strip();
        early = SecretGrammar.isMechanism(line) || (early && !SecretGrammar.isCommand(text));
        proving = (proving && (challenged || early)) || begins;
        literal = (begins || literal) && endsWithLiteral(text);
    }

    /**
     * Takes a line of the server, which may ask for another step (RFC 4954 section 4, RFC 5034 section 4, RFC 9051 section
     * 6.2.2), or end the login. What it says first greets, whenever that comes.
     */
    public void said(String line) {
        challenged = line.startsWith("334") || (proving && (line.equals("+") || line.startsWith("+ ")));
        early = early && !challenged && !(greeted && SecretGrammar.endsLogin(line));
        greeted = true;
    }

    /** Whether what the client says next is a step of it, as far as it has been said. */
    public boolean isStep(String begun) {
        return challenged || literal || (early && !SecretGrammar.isCommand(begun.strip()));
    }

    /** Whether a login has begun of which nobody has said the last word. */
    boolean isOpen() {
        return early || proving;
    }

    /** Goes on where another is. */
    public void become(LoginSteps other) {
        proving = other.proving;
        challenged = other.challenged;
        early = other.early;
        literal = other.literal;
        greeted = other.greeted;
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
