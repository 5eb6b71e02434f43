package protocols.internal.dns;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import protocols.Reply;
import protocols.WireException;
import protocols.WireException.Insecure;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.TsigKey;
import protocols.dns.TsigRefused;
import protocols.dns.TsigRefused.Code;
import protocols.spi.DnsFriend;
import protocols.spi.SigningKey;

/**
 * The signatures of one message that is sent and of all that answer it (TSIG, RFC 8945): each signs the one before as well,
 * so that an answer to another message cannot take its place.
 */
final class Tsig {

    /** RFC 8945 section 5.3.1: so many messages of a stream may stand unsigned between two that are signed. */
    private static final int MAX_UNSIGNED = 99;

    private static final int TIME_BYTES = 6;

    private final SigningKey key;
    private final Clock clock;
    private final byte[] keyName;
    private final byte[] algorithm;
    private byte[] before = {};
    private boolean first = true;
    private int unsigned;
    private Optional<Mac> running = Optional.empty();

    /** What time it is. */
    interface Clock {
        /** In seconds since 1970. */
        long seconds();

        /** Whether what was signed at a time, give or take, can be of now. */
        default boolean allows(long time, int fudge) {
            return Math.abs(seconds() - time) <= fudge;
        }
    }

    Tsig(TsigKey key, Clock clock) {
        this.key = DnsFriend.get().signing(key);
        this.clock = clock;
        this.keyName = canonical(this.key.name());
        this.algorithm = canonical(this.key.algorithm());
    }

    /** RFC 8945 section 4.3.3: in small letters, not compressed. A length before a label is no letter. */
    private static byte[] canonical(Name name) {
        return lower(name.toBytes());
    }

    private static byte[] lower(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (bytes[i] >= 'A' && bytes[i] <= 'Z' ? bytes[i] + 0x20 : bytes[i]);
        }
        return bytes;
    }

    /** As it is called where it is no name. */
    private String algorithm() {
        String name = key.algorithm().toString();
        return name.substring(0, name.length() - 1);
    }

    /** The time in the form in which it stands in a signature. */
    static byte[] time(long seconds) {
        byte[] bytes = new byte[TIME_BYTES];
        for (int i = 0; i < TIME_BYTES; i++) {
            bytes[i] = (byte) (seconds >> (8 * (TIME_BYTES - 1 - i)));
        }
        return bytes;
    }

    static long seconds(byte[] time) {
        long seconds = 0;
        for (byte one : time) {
            seconds = seconds << 8 | (one & 0xff);
        }
        return seconds;
    }

    /** The message with its signature; it is the first, and what comes after answers it. */
    byte[] sign(byte[] message) {
        byte[] timers = timers(clock.seconds(), key.fudge());
        Mac mac = key.macs().get();
        mac.update(message);
        variables(mac, timers, 0, new byte[0]);
        before = Arrays.copyOf(mac.doFinal(), key.macLength());
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + 128);
        out.writeBytes(message);
        out.writeBytes(keyName);
        out.writeBytes(shorts(TsigRecord.TYPE, TsigRecord.CLASS, 0, 0));
        out.writeBytes(shorts(algorithm.length + TIME_BYTES + 2 + 2 + before.length + 2 + 2 + 2));
        out.writeBytes(algorithm);
        out.writeBytes(timers);
        out.writeBytes(shorts(before.length));
        out.writeBytes(before);
        out.writeBytes(shorts(TsigRecord.u16(message, 0), 0, 0));
        byte[] signed = out.toByteArray();
        int additional = TsigRecord.u16(message, 10) + 1;
        signed[10] = (byte) (additional >> 8);
        signed[11] = (byte) additional;
        return signed;
    }

    private static byte[] timers(long seconds, int fudge) {
        byte[] timers = Arrays.copyOf(time(seconds), TIME_BYTES + 2);
        timers[TIME_BYTES] = (byte) (fudge >> 8);
        timers[TIME_BYTES + 1] = (byte) fudge;
        return timers;
    }

    private static byte[] shorts(int... numbers) {
        byte[] bytes = new byte[2 * numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            bytes[2 * i] = (byte) (numbers[i] >> 8);
            bytes[2 * i + 1] = (byte) numbers[i];
        }
        return bytes;
    }

    /** RFC 8945 section 4.3.3. */
    private void variables(Mac mac, byte[] timers, int error, byte[] other) {
        mac.update(keyName);
        mac.update(shorts(TsigRecord.CLASS, 0, 0));
        mac.update(algorithm);
        mac.update(timers);
        mac.update(shorts(error, other.length));
        mac.update(other);
    }

    /**
     * Looks at the next message that answers. One that is refused here changes nothing, so that another can be waited for.
     *
     * @return whether this and all before it are what the server signed; an unsigned one within a stream is not yet
     * @throws TsigRefused if the server did not take our signature
     * @throws Insecure if this cannot be of the server
     */
    boolean take(Message message) throws WireException {
        byte[] wire = message.toBytes();
        Optional<TsigRecord> record = TsigRecord.of(message, wire);
        if (record.isPresent()) {
            verify(message, wire, record.get());
            return true;
        }
        if (first) {
            throw new Insecure(message.rcode() + ", not signed with the key " + key.name());
        }
        if (unsigned == MAX_UNSIGNED) {
            throw new Insecure("more than " + MAX_UNSIGNED + " messages in a row are not signed");
        }
        Mac mac = mac();
        mac.update(wire);
        running = Optional.of(mac);
        unsigned++;
        return false;
    }

    /** Has gone over the MAC of the message before, and what has come unsigned since. */
    private Mac mac() {
        if (running.isPresent()) {
            return running.get();
        }
        Mac mac = key.macs().get();
        mac.update(shorts(before.length));
        mac.update(before);
        return mac;
    }

    private void verify(Message message, byte[] wire, TsigRecord record) throws WireException {
        if (!record.key().equals(key.name()) || !Arrays.equals(lower(record.algorithm()), algorithm)) {
            throw new Insecure("signed with another key than " + key.name() + " with " + algorithm());
        }
        Code error = DnsFriend.get().code(record.error());
        if (record.mac().length == 0 && record.error() != 0) {
            // NSD does not even sign BADTIME.
            throw refused(message, error, false, ahead(record));
        }
        if (record.mac().length < key.macLength() || !Arrays.equals(record.mac(), mac(wire, record))) {
            throw new Insecure("the signature is wrong, or not of the answer to this message");
        }
        if (record.error() != 0) {
            throw refused(message, error, true, ahead(record));
        }
        if (!clock.allows(record.time(), record.fudge())) {
            long ahead = record.time() - clock.seconds();
            throw new Insecure("signed at another time: the clock of the server is " + apart(ahead) + ", more than the "
                    + record.fudge() + " s that it allows");
        }
        before = record.mac();
        first = false;
        unsigned = 0;
        running = Optional.empty();
    }

    /** What the MAC should be, cut to the length of that which is there; in a time that tells nothing of either. */
    private byte[] mac(byte[] wire, TsigRecord record) {
        Mac mac = mac();
        mac.update(shorts(record.originalId()));
        mac.update(wire, 2, 8);
        mac.update(shorts(TsigRecord.u16(wire, 10) - 1));
        mac.update(wire, 12, record.start() - 12);
        byte[] timers = timers(record.time(), record.fudge());
        if (first) {
            variables(mac, timers, record.error(), record.other());
        } else {
            mac.update(timers);
        }
        byte[] whole = mac.doFinal();
        running = Optional.empty();
        byte[] wanted = record.mac().length > whole.length ? whole : Arrays.copyOf(whole, record.mac().length);
        return MessageDigest.isEqual(wanted, record.mac()) ? record.mac() : new byte[0];
    }

    private static Optional<Duration> ahead(TsigRecord record) {
        return record.other().length == TIME_BYTES
                ? Optional.of(Duration.ofSeconds(seconds(record.other()) - record.time()))
                : Optional.empty();
    }

    private static String apart(long ahead) {
        return Math.abs(ahead) + " s " + (ahead < 0 ? "behind" : "ahead of") + " ours";
    }

    private TsigRefused refused(Message message, Code error, boolean signed, Optional<Duration> ahead) {
        String words = words(error, ahead) + (signed ? "" : ", which it has not signed");
        Reply reply = Reply.of(message.rcode().toString(), error + ": " + words);
        return DnsFriend.get().refused(reply, error, signed, ahead);
    }

    private String words(Code error, Optional<Duration> ahead) {
        if (error == Code.BADKEY) {
            return "the server does not know the key " + key.name() + " with " + algorithm();
        }
        if (error == Code.BADSIG) {
            return "the server has another secret for the key " + key.name();
        }
        if (error == Code.BADTIME) {
            String apart = ahead.map(one -> apart(one.toSeconds())).orElse("another than ours");
            return "the clock of the server is " + apart + ", and " + key.fudge() + " s are allowed";
        }
        return error == Code.BADTRUNC
                ? "the server wants a longer MAC than " + key.macLength() + " octets"
                : "the server did not take the signature";
    }
}
