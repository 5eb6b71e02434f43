package protocols.dns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import protocols.Transcript;

/**
 * A secret that a client and a server share, by which each signs what it says to the other (TSIG, RFC 8945): see {@link
 * Dns#key}. Its {@link #toString()} has eight asterisks for the secret, which stands in no transcript and no error.
 *
 * <!-- run: tsig-key -->
 * <pre>{@code
 * TsigKey dig = TsigKey.parse("hmac-sha256:transfer.example:c2VjcmV0IG9mIHR3byBzaWRlcw==");
 * TsigKey bind = TsigKey.parse("""
 *         key "transfer.example" {
 *             algorithm hmac-sha256;
 *             secret "c2VjcmV0IG9mIHR3byBzaWRlcw==";
 *         };
 *         """);
 * out.println(dig + " " + dig.equals(bind));
 * }</pre>
 */
public final class TsigKey {

    /** What both clocks may differ by if nothing is said (RFC 8945 section 10). */
    private static final Duration FUDGE = Duration.ofMinutes(5);

    private static final int LEAST_MAC = 10;

    /** No file of one key is longer. */
    private static final int MAX_FILE = 65_536;

    /** How a message is signed (RFC 8945 section 6). HMAC-MD5, which must not be used any more, is not among them. */
    public enum Algorithm {
        /** For old servers alone. */
        HMAC_SHA1("HmacSHA1", 20),
        /** SHA-2 with 28 octets. */
        HMAC_SHA224("HmacSHA224", 28),
        /** What most use. */
        HMAC_SHA256("HmacSHA256", 32),
        /** SHA-2 with 48 octets. */
        HMAC_SHA384("HmacSHA384", 48),
        /** SHA-2 with 64 octets. */
        HMAC_SHA512("HmacSHA512", 64);

        private final String mac;
        private final int length;

        Algorithm(String mac, int length) {
            this.mac = mac;
            this.length = length;
        }

        /** Such as {@code hmac-sha256.}: what stands in a message. */
        Name wireName() {
            return Name.of(toString());
        }

        /** Such as {@code hmac-sha256}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Name name;
    private final Algorithm algorithm;
    private final byte[] secret;
    private final Duration fudge;
    private final int macLength;

    private TsigKey(Name name, Algorithm algorithm, byte[] secret, Duration fudge, int macLength) {
        this.name = name;
        this.algorithm = algorithm;
        this.secret = secret;
        this.fudge = fudge;
        this.macLength = macLength;
    }

    /**
     * A key.
     *
     * @param name what the server knows it by
     * @param secret copied, so that the caller may overwrite it
     * @throws IllegalArgumentException if the secret is empty
     */
    public static TsigKey of(Name name, Algorithm algorithm, byte[] secret) {
        if (secret.length == 0) {
            throw new IllegalArgumentException("the key " + name + " has an empty secret");
        }
        return new TsigKey(name, algorithm, secret.clone(), FUDGE, algorithm.length);
    }

    /**
     * A key as {@code dig -y} takes it, {@code hmac-sha256:name:base64}, or as a configuration of BIND has it, {@code key
     * name { algorithm hmac-sha256; secret "base64"; };}. An algorithm with a number of bits behind it, such as
     * {@code hmac-sha256-128}, is one with a {@link #macLength(int) shorter MAC}.
     *
     * @throws IllegalArgumentException if the text is no key; what it says has nothing of the text but the algorithm
     */
    public static TsigKey parse(String text) {
        List<String> words = words(text);
        if (!words.isEmpty() && words.get(0).equals("key")) {
            return statement(words);
        }
        String[] parts = text.strip().split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a key is algorithm:name:base64, or a key statement of BIND");
        }
        return of(parts[1], parts[0], parts[2]);
    }

    /**
     * The one key in a file, such as {@code tsig-keygen} writes it and {@code dig -k} reads it: see {@link #parse}.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it holds no key
     */
    public static TsigKey fromFile(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE) {
            throw new IOException(file + " is no key file: it has over " + MAX_FILE + " bytes");
        }
        try {
            return parse(Files.readString(file, UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static TsigKey statement(List<String> words) {
        Optional<String> algorithm = behind("algorithm", words);
        Optional<String> secret = behind("secret", words);
        if (words.size() < 2 || algorithm.isEmpty() || secret.isEmpty()) {
            throw new IllegalArgumentException("a key statement has a name, an algorithm and a secret");
        }
        if (words.lastIndexOf("secret") != words.indexOf("secret")) {
            throw new IllegalArgumentException("more than one key");
        }
        return of(words.get(1), algorithm.get(), secret.get());
    }

    private static Optional<String> behind(String word, List<String> words) {
        int at = words.indexOf(word);
        return at < 0 || at + 1 >= words.size() ? Optional.empty() : Optional.of(words.get(at + 1));
    }

    /** The words of a configuration, without its comments and punctuation. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            boolean ends = quoted ? c == '"' : Character.isWhitespace(c) || "{};\"#".indexOf(c) >= 0;
            if (!ends) {
                word.append(c);
                continue;
            }
            if (quoted || word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
            quoted = c == '"' && !quoted;
            i = c == '#' && !quoted ? lineEnd(text, i) : i;
        }
        return words;
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static TsigKey of(String name, String algorithm, String base64) {
        String low = algorithm.toLowerCase(Locale.ROOT);
        Algorithm known = Arrays.stream(Algorithm.values())
                .filter(one -> low.equals(one.toString()) || low.startsWith(one + "-"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no algorithm of TSIG that is used: " + algorithm));
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(base64.replace(" ", ""));
        } catch (IllegalArgumentException e) {
            // What it says has a part of the secret.
            throw new IllegalArgumentException("the secret of the key is no base64");
        }
        TsigKey key = of(Name.of(name), known, secret);
        Arrays.fill(secret, (byte) 0);
        return low.equals(known.toString())
                ? key
                : key.macLength(octets(low.substring(known.toString().length() + 1)));
    }

    private static int octets(String bits) {
        long number = Presentation.number(bits, 512);
        if (number < 0 || number % 8 != 0) {
            throw new IllegalArgumentException("no number of bits of a MAC: " + bits);
        }
        return (int) number / 8;
    }

    /**
     * How much the clocks of both sides may differ, and a message be under way; 300 seconds by default.
     *
     * @throws IllegalArgumentException if it is not in whole seconds from 1 to 65535
     */
    public TsigKey fudge(Duration most) {
        if (most.toNanosPart() != 0 || most.toSeconds() < 1 || most.toSeconds() > 0xffff) {
            throw new IllegalArgumentException("not in whole seconds from 1 to 65535: " + most);
        }
        return new TsigKey(name, algorithm, secret, most, macLength);
    }

    /**
     * Cuts the MAC of what is sent to so many octets, and takes no shorter one; the whole of it by default (RFC 8945
     * section 5.2.2.1).
     *
     * @throws IllegalArgumentException if it is less than ten octets or half of the whole, or more than the whole
     */
    public TsigKey macLength(int octets) {
        if (octets < Math.max(LEAST_MAC, algorithm.length / 2) || octets > algorithm.length) {
            throw new IllegalArgumentException("no length of a MAC of " + algorithm + ": " + octets + " octets");
        }
        return new TsigKey(name, algorithm, secret, fudge, octets);
    }

    /** What the server knows it by. */
    public Name name() {
        return name;
    }

    /** How it signs. */
    public Algorithm algorithm() {
        return algorithm;
    }

    /** How much the clocks may differ. */
    public Duration fudge() {
        return fudge;
    }

    /** How many octets a MAC has at least. */
    public int macLength() {
        return macLength;
    }

    /** What computes a MAC, of all octets. */
    Mac mac() {
        try {
            Mac mac = Mac.getInstance(algorithm.mac);
            mac.init(new SecretKeySpec(secret, algorithm.mac));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no " + algorithm.mac + " in this JDK", e);
        }
    }

    /** Whether all is the same, the secret included. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TsigKey that
                && name.equals(that.name)
                && algorithm == that.algorithm
                && fudge.equals(that.fudge)
                && macLength == that.macLength
                && MessageDigest.isEqual(secret, that.secret);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + algorithm.hashCode();
    }

    /** Such as {@code hmac-sha256:transfer.example.:********}. */
    @Override
    public String toString() {
        return algorithm + ":" + name + ":" + Transcript.REDACTED;
    }
}
