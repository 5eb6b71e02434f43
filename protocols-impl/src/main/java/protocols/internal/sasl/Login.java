package protocols.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import protocols.Credentials;
import protocols.Secret;

/**
 * LOGIN (draft-murchison-sasl-login), for servers that know nothing else: the user at the first challenge, the password at
 * the second; what the challenges say does not matter.
 */
final class Login implements Mechanism {

    private final Credentials.Password who;
    private int said;

    /**
     * @throws IllegalArgumentException if user or password holds NUL, behind which such servers would not look
     */
    Login(Credentials.Password who) {
        this.who = WithoutNul.of(who);
    }

    @Override
    public String name() {
        return "LOGIN";
    }

    @Override
    public boolean isClientFirst() {
        return false;
    }

    @Override
    public boolean hasMore() {
        return said < 2;
    }

    @Override
    public byte[] respond(byte[] challenge) {
        return said++ == 0 ? who.user().getBytes(UTF_8) : who.secret().utf8();
    }

    @Override
    public boolean isDone() {
        return said == 2;
    }

    @Override
    public boolean isLastWord() {
        return true;
    }

    @Override
    public Secret secret() {
        return who.secret();
    }
}
