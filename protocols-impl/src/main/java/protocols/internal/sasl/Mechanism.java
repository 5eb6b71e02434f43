package protocols.internal.sasl;

import java.util.Arrays;
import protocols.Credentials;
import protocols.Secret;
import protocols.WireException;

/** One login by one SASL mechanism (RFC 4422), from the client's side. Used once. */
public interface Mechanism {

    /** Its registered name. */
    String name();

    /** Whether the client speaks first, so that its first response can go out with the command. */
    boolean isClientFirst();

    /**
     * The response to a challenge; to an empty one first, if the client speaks first. The whole of it is a secret.
     *
     * @throws WireException if the challenge is none of this mechanism's
     */
    byte[] respond(byte[] challenge) throws WireException;

    /** The secret that is in it, which a peer must not be recorded repeating. */
    Secret secret();

    /**
     * User and password in one response (RFC 4616).
     *
     * @throws IllegalArgumentException if one of them holds NUL, which section 2 keeps for what stands between them
     */
    static Mechanism plain(Credentials.Password who) {
        return new Plain(withoutNul(who));
    }

    /**
     * User and password in two responses (draft-murchison-sasl-login), for servers that know nothing else.
     *
     * @throws IllegalArgumentException if one of them holds NUL, behind which such servers would not look
     */
    static Mechanism login(Credentials.Password who) {
        return new Login(withoutNul(who));
    }

    private static Credentials.Password withoutNul(Credentials.Password who) {
        if (who.user().indexOf('\0') >= 0) {
            throw new IllegalArgumentException("NUL in a user name");
        }
        byte[] plain = who.secret().utf8();
        boolean nul = false;
        for (byte b : plain) {
            nul |= b == 0;
        }
        Arrays.fill(plain, (byte) 0);
        if (nul) {
            throw new IllegalArgumentException("NUL in a password");
        }
        return who;
    }
}
