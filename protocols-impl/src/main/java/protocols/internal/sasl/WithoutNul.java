package protocols.internal.sasl;

import java.util.Arrays;
import protocols.Credentials;

/** User and password without the byte that some mechanisms have no place for. */
final class WithoutNul {

    private WithoutNul() {}

    static Credentials.Password of(Credentials.Password who) {
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
