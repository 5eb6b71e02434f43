package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import protocols.Transcript;
import protocols.spi.CoreFriend;

/** What a client said and no script foresaw, without the secrets that such lines are known to hold. */
final class Unheard {

    /** What stands before a secret; whatever follows is not shown. */
    private static final List<String> BEFORE = List.of(
            "PASS ",
            "ACCT ",
            "AUTH PLAIN ",
            "AUTH LOGIN ",
            "AUTH XOAUTH2 ",
            "AUTH OAUTHBEARER ",
            "AUTHENTICATE PLAIN ",
            "AUTHENTICATE XOAUTH2 ",
            "AUTHENTICATE OAUTHBEARER ",
            "LOGIN ",
            "APOP ",
            "AUTHORIZATION: ",
            "PROXY-AUTHORIZATION: ",
            "COOKIE: ");

    private Unheard() {}

    static String shown(byte[] bytes, int length) {
        String upper = new String(bytes, 0, length, ISO_8859_1).toUpperCase(Locale.ROOT);
        for (String word : BEFORE) {
            int at = upper.indexOf(word);
            boolean atWord = at == 0 || (at > 0 && upper.charAt(at - 1) == ' ');
            if (atWord && at < 40) {
                return CoreFriend.get().escapePart(bytes, 0, at + word.length()) + Transcript.REDACTED;
            }
        }
        return CoreFriend.get().escape(bytes, 0, length);
    }
}
