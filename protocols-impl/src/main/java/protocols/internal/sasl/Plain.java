package protocols.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import protocols.Credentials;
import protocols.Secret;

/** PLAIN (RFC 4616): authorization identity, user and password with NUL between them, in one response. */
final class Plain implements Mechanism {

    private final Credentials.Password who;
    private boolean said;

    /**
     * @throws IllegalArgumentException if user or password holds NUL, which section 2 keeps for what stands between them
     */
    Plain(Credentials.Password who) {
        this.who = WithoutNul.of(who);
    }

    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public boolean isClientFirst() {
        return true;
    }

    @Override
    public boolean hasMore() {
        return !said;
    }

    @Override
    public byte[] respond(byte[] challenge) {
        byte[] user = who.user().getBytes(UTF_8);
        byte[] password = who.secret().utf8();
        byte[] message = new byte[user.length + password.length + 2];
        System.arraycopy(user, 0, message, 1, user.length);
        System.arraycopy(password, 0, message, user.length + 2, password.length);
        Arrays.fill(password, (byte) 0);
        said = true;
        return message;
    }

    @Override
    public boolean isDone() {
        return said;
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
