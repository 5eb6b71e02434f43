package protocols.internal.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import protocols.Credentials;
import protocols.Secret;
import protocols.WireException;

/**
 * SCRAM (RFC 5802, RFC 7677): both sides prove that they know the password, and neither sends it. What proves it to us
 * comes as a last challenge, to be answered by nothing, as the three protocols have no room for it in a success.
 */
final class Scram implements Mechanism {

    /** What servers announce at least (RFC 5802 section 5.1): with fewer, whoever listens tries passwords too fast. */
    private static final int FEWEST = 4096;

    /** About a second of computing. */
    private static final int MOST = 1_000_000;

    private enum Step {
        FIRST,
        PROVING,
        VERIFYING,
        DONE,
        REFUSED
    }

    private final ScramHash hash;
    private final ChannelBinding binding;
    private final Credentials.Password who;
    private final String nonce;
    private final String user;
    private final byte[] password;
    private Step step = Step.FIRST;
    private Optional<byte[]> expected = Optional.empty();

    /**
     * @param nonce printable ASCII without a comma, that no other login has
     * @throws IllegalArgumentException if user or password cannot be prepared, see {@link #canSay}
     */
    Scram(ScramHash hash, ChannelBinding binding, Credentials.Password who, String nonce) {
        this.hash = hash;
        this.binding = binding;
        this.who = who;
        this.nonce = nonce;
        user = SaslPrep.of(who.user())
                .orElseThrow(() -> new IllegalArgumentException("a user name that SASLprep prohibits (RFC 4013)"));
        password = SaslPrep.of(who.secret())
                .orElseThrow(() -> new IllegalArgumentException("a password that SASLprep prohibits (RFC 4013)"));
    }

    /** Whether user and password have the form that both sides compute with (RFC 4013). */
    static boolean canSay(Credentials.Password who) {
        Optional<byte[]> prepared = SaslPrep.of(who.secret());
        prepared.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
        return prepared.isPresent() && SaslPrep.of(who.user()).isPresent();
    }

    @Override
    public String name() {
        return binding.binds() ? hash.plus() : hash.mechanism();
    }

    @Override
    public boolean isClientFirst() {
        return true;
    }

    @Override
    public boolean hasMore() {
        return step != Step.DONE && step != Step.REFUSED;
    }

    @Override
    public byte[] respond(byte[] challenge) throws WireException {
        return switch (step) {
            case FIRST -> begin();
            case PROVING -> begins(challenge, 'e') ? refused() : prove(challenge);
            default -> begins(challenge, 'e') ? refused() : verify(challenge);
        };
    }

    private byte[] begin() {
        step = Step.PROVING;
        return (binding.header() + bare()).getBytes(UTF_8);
    }

    private String bare() {
        return "n=" + SaslName.of(user) + ",r=" + nonce;
    }

    /** The server says why it refuses (section 5.1), and says so in its own protocol once this is answered. */
    private byte[] refused() {
        step = Step.REFUSED;
        return new byte[0];
    }

    private static boolean begins(byte[] message, char attribute) {
        return message.length > 1 && message[0] == attribute && message[1] == '=';
    }

    /** The server's first message: nonce, salt and iterations, and what is not known behind them. */
    private byte[] prove(byte[] challenge) throws WireException {
        String[] attributes = new String(challenge, ISO_8859_1).split(",", -1);
        if (attributes.length < 3) {
            throw new WireException.Malformed("nonce, salt and iterations", new String(challenge, UTF_8));
        }
        String both = value(attributes[0], 'r');
        if (!both.startsWith(nonce)) {
            throw new WireException.Insecure("the peer's nonce does not begin with ours: it answers another login");
        }
        byte[] salt = decoded(value(attributes[1], 's'));
        int iterations = iterations(value(attributes[2], 'i'));
        byte[] input = binding.input();
        String last = "c=" + Base64.getEncoder().encodeToString(input) + ",r=" + both;
        byte[] salted = hash.salted(password, salt, iterations);
        byte[] said = joined(bare().getBytes(UTF_8), challenge, last.getBytes(ISO_8859_1));
        String proof = Base64.getEncoder().encodeToString(proof(salted, said));
        Arrays.fill(salted, (byte) 0);
        step = Step.VERIFYING;
        return (last + ",p=" + proof).getBytes(ISO_8859_1);
    }

    /** RFC 5802 section 3: our proof; what the server's will be is kept. */
    private byte[] proof(byte[] salted, byte[] said) {
        byte[] key = hash.hmac(salted, "Client Key");
        byte[] signature = hash.hmac(hash.digest(key), said);
        for (int i = 0; i < key.length; i++) {
            key[i] ^= signature[i];
        }
        byte[] server = hash.hmac(salted, "Server Key");
        expected = Optional.of(("v=" + Base64.getEncoder().encodeToString(hash.hmac(server, said))).getBytes(US_ASCII));
        Arrays.fill(server, (byte) 0);
        return key;
    }

    private static byte[] joined(byte[]... messages) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            if (all.size() > 0) {
                all.write(',');
            }
            all.writeBytes(message);
        }
        return all.toByteArray();
    }

    private static String value(String attribute, char name) throws WireException.Malformed {
        if (attribute.length() < 3 || attribute.charAt(0) != name || attribute.charAt(1) != '=') {
            throw new WireException.Malformed("a value for " + name, attribute);
        }
        return attribute.substring(2);
    }

    private static byte[] decoded(String value) throws WireException.Malformed {
        try {
            return Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            throw new WireException.Malformed("a salt in base64", value);
        }
    }

    private static int iterations(String value) throws WireException {
        if (value.charAt(0) == '0' || value.chars().anyMatch(c -> c < '0' || c > '9')) {
            throw new WireException.Malformed("a number of iterations", value);
        }
        int count = value.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(value);
        if (count < FEWEST) {
            throw new WireException.Insecure("a proof of " + count + " iterations, where " + FEWEST + " are the least");
        }
        if (count > MOST) {
            throw new WireException.LimitExceeded("iterations", MOST);
        }
        return count;
    }

    /** The server's last message. */
    private byte[] verify(byte[] challenge) throws WireException {
        byte[] proof = expected.orElseThrow();
        int end = 0;
        while (end < challenge.length && challenge[end] != ',') {
            end++;
        }
        if (!MessageDigest.isEqual(proof, Arrays.copyOf(challenge, end))) {
            throw new WireException.Insecure("the peer has not proven that it knows the password");
        }
        step = Step.DONE;
        return new byte[0];
    }

    @Override
    public boolean isDone() {
        return step == Step.DONE;
    }

    /** Before our proof the server has seen the name alone. */
    @Override
    public boolean isLastWord() {
        return expected.isPresent();
    }

    @Override
    public Secret secret() {
        return who.secret();
    }

    @Override
    public Optional<byte[]> proof() {
        return expected.map(byte[]::clone);
    }

    @Override
    public void close() {
        Arrays.fill(password, (byte) 0);
        expected.ifPresent(proof -> Arrays.fill(proof, (byte) 0));
    }
}
