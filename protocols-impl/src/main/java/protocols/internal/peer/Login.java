package protocols.internal.peer;

import protocols.Transcript;

/** Where a client is at its login: the further steps of it are secrets, whoever takes them. */
final class Login {

    private boolean proving;
    private boolean challenged;

    void heard(byte[] said) {
        proving = (proving && challenged) || Unheard.isLogin(said);
    }

    /** RFC 4954 section 4, RFC 5034 section 4, RFC 9051 section 6.2.2: what follows is a step of a login. */
    void said(String text) {
        challenged = text.startsWith("334") || (proving && (text.equals("+") || text.startsWith("+ ")));
    }

    /** Whether what the client says next is a step of it. */
    boolean isStep() {
        return challenged;
    }

    /** A line that nothing has taken, as it is shown. */
    String shown(byte[] unheard) {
        return challenged ? Transcript.REDACTED : Unheard.shown(unheard);
    }

    /** The step was taken. */
    void stepped() {
        challenged = false;
    }

    void become(Login other) {
        proving = other.proving;
        challenged = other.challenged;
    }
}
