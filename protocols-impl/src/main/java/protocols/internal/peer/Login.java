package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Collection;
import protocols.Transcript;
import protocols.spi.LoginSteps;

/** What a client says, as it is shown: the further steps of its login are secrets, whoever takes them. */
final class Login {

    private final Collection<String> labels;
    private final LoginSteps steps = new LoginSteps();

    /**
     * @param labels what stands before the secrets of the script
     */
    Login(Collection<String> labels) {
        this.labels = labels;
    }

    void heard(byte[] said) {
        steps.heard(said);
    }

    void said(String text) {
        steps.said(text);
    }

    /** Whether what the client says next is a step of it. */
    boolean isStep(byte[] next) {
        return steps.isStep(new String(next, ISO_8859_1));
    }

    /** A line that nothing has taken, as it is shown. */
    String shown(byte[] unheard) {
        return isStep(unheard) ? Transcript.REDACTED : Unheard.shown(unheard, labels);
    }

    /** The same of one of several: what stands behind the name of a mechanism may be its steps. */
    String unheard(byte[] line) {
        String shown = shown(line);
        steps.heard(line);
        return shown;
    }

    void become(Login other) {
        steps.become(other.steps);
    }
}
