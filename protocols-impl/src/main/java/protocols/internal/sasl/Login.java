package protocols.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import protocols.Credentials;
import protocols.Secret;

/** LOGIN: the user at the first challenge, the password at the second; what the challenges say does not matter. */
final class Login implements Mechanism {

    private final Credentials.Password who;
    private boolean userSent;

    Login(Credentials.Password who) {
        this.who = who;
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
    public byte[] respond(byte[] challenge) {
        if (userSent) {
            return who.secret().utf8();
        }
        userSent = true;
        return who.user().getBytes(UTF_8);
    }

    @Override
    public Secret secret() {
        return who.secret();
    }
}
