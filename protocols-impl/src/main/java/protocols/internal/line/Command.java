package protocols.internal.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import protocols.Secret;
import protocols.Text;
import protocols.Transcript;
import protocols.Transcript.Side;
import protocols.internal.wire.Link;
import protocols.spi.CoreFriend;

/**
 * A line that the client sends, made of parts: plain words, arguments, secrets. The bytes on the wire and the line in the
 * transcript are two renderings of the same parts, so a secret cannot get into a transcript, and CR, LF or NUL in an
 * argument is refused here, after encoding, before a byte is written.
 */
public final class Command {

    /** Where a secret stands in the bytes. */
    private record Range(int from, int to) {}

    private final String verb;
    private String doing;
    private byte[] bytes = new byte[64];
    private int length;
    private final List<Range> secrets = new ArrayList<>(0);
    private final List<byte[]> scrub = new ArrayList<>(0);
    private final List<Integer> lineEnds = new ArrayList<>(0);
    private boolean written;
    private Optional<Command> next = Optional.empty();

    private Command(String verb) {
        this.verb = verb;
        doing = verb;
    }

    /** A command that begins with a word of the protocol, in ASCII. */
    public static Command of(String verb) {
        return new Command(verb).raw(verb);
    }

    /** A line that has no verb of its own, such as an answer to a challenge. */
    public static Command line(String doing) {
        return new Command(doing);
    }

    /** The verb, for errors. */
    public String verb() {
        return verb;
    }

    /** What is done by it, for errors: the verb, and the name of the thing where there is one. */
    public String doing() {
        return doing;
    }

    /** An argument that says what the command is about, without a space before it. */
    public Command subject(byte[] value, String name) {
        doing = verb + " " + name;
        return text(value);
    }

    /** How long it is so far, without its end, in bytes. */
    public int length() {
        return length;
    }

    /** A part of the protocol's own grammar, in ASCII; not for anything that comes from the caller. */
    public Command raw(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if (c < ' ' || c > '~') {
                throw new IllegalArgumentException("not a command in printable ASCII: " + Text.printable(ascii));
            }
            put((byte) c);
        }
        return this;
    }

    /** A space and an argument in UTF-8. */
    public Command arg(String value) {
        return arg(value, UTF_8);
    }

    /**
     * A space and an argument in a charset.
     *
     * @throws IllegalArgumentException if it holds CR, LF or NUL, or what the charset has no bytes for
     */
    public Command arg(String value, Charset charset) {
        try {
            ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(value));
            byte[] text = new byte[encoded.remaining()];
            encoded.get(text);
            put((byte) ' ');
            return text(text);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(verb + ": not in " + charset + ": " + Text.printable(value), e);
        }
    }

    /**
     * An argument's bytes, without a space before them.
     *
     * @throws IllegalArgumentException if they hold CR, LF or NUL
     */
    public Command text(byte[] value) {
        requireOneLine(value);
        put(value);
        return this;
    }

    /** As {@link #text(byte[])}, in UTF-8. */
    public Command text(String value) {
        return text(value.getBytes(UTF_8));
    }

    /**
     * A secret's bytes as they are, without a space before them.
     *
     * @throws IllegalArgumentException if they hold CR, LF or NUL; the message does not hold the secret
     */
    public Command secret(Secret value) {
        byte[] plain = value.utf8();
        requireSecretOnOneLine(plain);
        int from = length;
        put(plain);
        secrets.add(new Range(from, length));
        scrub.add(plain);
        return this;
    }

    /**
     * A secret in base64, such as a SASL response: the whole of it is hidden.
     *
     * @param plain what is encoded; overwritten here
     * @param hidden the secret within it, which a peer might repeat
     */
    public Command base64Secret(byte[] plain, Secret hidden) {
        byte[] encoded = Base64.getEncoder().encode(plain);
        int from = length;
        put(encoded);
        secrets.add(new Range(from, length));
        scrub.add(plain);
        scrub.add(hidden.utf8());
        Arrays.fill(encoded, (byte) 0);
        return this;
    }

    /** Bytes that are hidden as a whole and already in the form that goes out, such as a literal's. */
    public Command hidden(byte[] value, Secret within) {
        int from = length;
        put(value);
        secrets.add(new Range(from, length));
        scrub.add(within.utf8());
        return this;
    }

    /** Bytes that may hold anything because their length is sent before them: a literal. */
    public Command literal(byte[] value) {
        put(value);
        return this;
    }

    /** Ends a line, at a literal that follows without being asked for (RFC 7888). */
    public Command breakLine() {
        put((byte) '\r');
        put((byte) '\n');
        lineEnds.add(length);
        return this;
    }

    /**
     * Ends this part of the command with CR LF, at a literal that the peer has to ask for.
     *
     * @return the part that follows, to be filled; this one stays the whole command
     */
    public Command pause() {
        Command rest = new Command(verb);
        next = Optional.of(rest);
        return rest;
    }

    /** The part that follows once the peer has asked for it. */
    public Optional<Command> next() {
        return next;
    }

    /** Puts the command with its CR LF into the link's buffer, and records it; once. It is sent with the next flush. */
    public void writeTo(Link link) throws IOException {
        if (written) {
            throw new IllegalStateException(verb + ": a command is sent once");
        }
        written = true;
        put((byte) '\r');
        put((byte) '\n');
        int line = 0;
        for (int end : lineEnds) {
            record(link, line, end);
            line = end;
        }
        record(link, line, length);
        scrub.forEach(link.recorder()::secret);
        link.out().write(bytes, 0, length);
        wipe();
    }

    private void record(Link link, int from, int to) {
        if (secrets.isEmpty()) {
            link.recorder().said(link.channel(), Side.CLIENT, bytes, from, to);
        } else {
            link.recorder().redacted(link.channel(), redacted(from, to));
        }
    }

    /** A line of it as it stands in a transcript. */
    private String redacted(int from, int to) {
        StringBuilder out = new StringBuilder();
        int done = from;
        for (Range secret : secrets) {
            if (secret.from() >= from && secret.to() <= to) {
                out.append(CoreFriend.get().escapePart(bytes, done, secret.from()))
                        .append(Transcript.REDACTED);
                done = secret.to();
            }
        }
        return out.append(CoreFriend.get().escape(bytes, done, to)).toString();
    }

    private void wipe() {
        if (!secrets.isEmpty()) {
            Arrays.fill(bytes, (byte) 0);
            scrub.forEach(plain -> Arrays.fill(plain, (byte) 0));
        }
    }

    private void requireOneLine(byte[] value) {
        for (byte b : value) {
            if (b == '\r' || b == '\n' || b == 0) {
                throw new IllegalArgumentException(
                        verb + ": CR, LF or NUL in an argument: " + Text.printable(new String(value, UTF_8)));
            }
        }
    }

    private void requireSecretOnOneLine(byte[] value) {
        for (byte b : value) {
            if (b == '\r' || b == '\n' || b == 0) {
                Arrays.fill(value, (byte) 0);
                throw new IllegalArgumentException(verb + ": CR, LF or NUL in a secret");
            }
        }
    }

    private void put(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    private void put(byte b) {
        reserve(1);
        bytes[length++] = b;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            byte[] larger = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
            if (!secrets.isEmpty()) {
                Arrays.fill(bytes, (byte) 0);
            }
            bytes = larger;
        }
    }

    /** The command as it stands in a transcript. */
    @Override
    public String toString() {
        return redacted(0, length);
    }
}
