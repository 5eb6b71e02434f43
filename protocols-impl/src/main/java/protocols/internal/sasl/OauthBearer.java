package protocols.internal.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import protocols.Secret;
import protocols.net.Endpoint;

/** OAUTHBEARER (RFC 7628): a token in one response; a challenge after it says what is wrong with the token. */
final class OauthBearer implements Mechanism {

    /** What parts the fields, and is the answer to an error (section 3.2.3). */
    private static final String SEPARATOR = "\u0001";

    private final String head;
    private final Secret token;
    private boolean said;
    private boolean refused;

    /**
     * @param user may be empty, where the token says who it is
     * @param at where it is shown
     */
    OauthBearer(String user, Secret token, Endpoint at) {
        head = "n," + (user.isEmpty() ? "" : "a=" + SaslName.of(user)) + "," + SEPARATOR + "host=" + at.host()
                + SEPARATOR + "port=" + at.port() + SEPARATOR + "auth=Bearer ";
        this.token = token;
    }

    @Override
    public String name() {
        return "OAUTHBEARER";
    }

    @Override
    public boolean isClientFirst() {
        return true;
    }

    @Override
    public boolean hasMore() {
        return !refused;
    }

    @Override
    public byte[] respond(byte[] challenge) {
        if (said) {
            refused = true;
            return SEPARATOR.getBytes(US_ASCII);
        }
        said = true;
        byte[] first = head.getBytes(UTF_8);
        byte[] word = token.utf8();
        byte[] all = Arrays.copyOf(first, first.length + word.length + 2);
        System.arraycopy(word, 0, all, first.length, word.length);
        Arrays.fill(all, all.length - 2, all.length, (byte) 1);
        Arrays.fill(word, (byte) 0);
        return all;
    }

    @Override
    public boolean isDone() {
        return said && !refused;
    }

    @Override
    public boolean isLastWord() {
        return true;
    }

    @Override
    public Secret secret() {
        return token;
    }
}
