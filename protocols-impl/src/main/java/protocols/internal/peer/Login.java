package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Collection;
import protocols.Transcript;

/** Where a client is at its login: the further steps of it are secrets, whoever takes them. */
final class Login {

    private final Collection<String> labels;
    private boolean proving;
    private boolean challenged;
    /** The line goes on in a literal of IMAP. */
    private boolean literal;

    /**
     * @param labels what stands before the secrets of the script
     */
    Login(Collection<String> labels) {
        this.labels = labels;
    }

    void heard(byte[] said) {
        boolean begins = Unheard.isLogin(said);
        proving = (proving && challenged) || begins;
        literal = (begins || literal) && Pattern.endsWithLiteral(new String(said, ISO_8859_1).stripTrailing());
    }

    /** RFC 4954 section 4, RFC 5034 section 4, RFC 9051 section 6.2.2: what follows is a step of a login. */
    void said(String text) {
        challenged = text.startsWith("334") || (proving && (text.equals("+") || text.startsWith("+ ")));
    }

    /** Whether what the client says next is a step of it. */
    boolean isStep() {
        return challenged || literal;
    }

    /** A line that nothing has taken, as it is shown. */
    String shown(byte[] unheard) {
        return isStep() ? Transcript.REDACTED : Unheard.shown(unheard, labels);
    }

    /** The same of one of several: what stands behind the name of a mechanism may be its steps. */
    String unheard(byte[] line) {
        String shown = shown(line);
        boolean word = new String(line, ISO_8859_1).strip().indexOf(' ') < 0;
        challenged = Unheard.isMechanism(line) || (challenged && word);
        heard(line);
        return shown;
    }

    void become(Login other) {
        proving = other.proving;
        challenged = other.challenged;
        literal = other.literal;
    }
}
