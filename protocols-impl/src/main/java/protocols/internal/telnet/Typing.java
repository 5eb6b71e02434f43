package protocols.internal.telnet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import protocols.Secret;
import protocols.WireException;

/** Sends what a person would type. */
final class Typing {

    private final Nvt nvt;
    private final Charset charset;

    Typing(Nvt nvt, Charset charset) {
        this.nvt = nvt;
        this.charset = charset;
    }

    Charset charset() {
        return charset;
    }

    /** Text as it is. */
    void text(String words) throws WireException {
        byte[] bytes = bytes(CharBuffer.wrap(words));
        nvt.send("send", filter -> {
            filter.write(bytes, 0, bytes.length);
            filter.flush();
        });
    }

    /** A line, with its end. */
    void line(String line) throws WireException {
        byte[] bytes = checked(line);
        nvt.send("send", filter -> {
            filter.write(bytes, 0, bytes.length);
            filter.endLine();
        });
    }

    /**
     * The bytes of a line, without its end.
     *
     * @throws IllegalArgumentException if it is none, or has none
     */
    byte[] checked(String line) {
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("CR or LF in a line");
        }
        return bytes(CharBuffer.wrap(line));
    }

    /** A line that no transcript shows. */
    void line(Secret line) throws WireException {
        byte[] bytes = checked(line);
        nvt.sendSecretLine(bytes);
    }

    /**
     * The bytes of a secret line, to be overwritten.
     *
     * @throws IllegalArgumentException if it is no line, or has none
     */
    byte[] checked(Secret line) {
        byte[] utf8 = line.utf8();
        for (byte octet : utf8) {
            if (octet == '\r' || octet == '\n' || octet == 0) {
                Arrays.fill(utf8, (byte) 0);
                throw new IllegalArgumentException("CR, LF or NUL in a secret");
            }
        }
        if (charset.equals(UTF_8)) {
            return utf8;
        }
        CharBuffer plain = UTF_8.decode(ByteBuffer.wrap(utf8));
        Arrays.fill(utf8, (byte) 0);
        try {
            return bytes(plain);
        } finally {
            plain.clear().put(new char[plain.capacity()]);
        }
    }

    private byte[] bytes(CharBuffer words) {
        try {
            ByteBuffer encoded = charset.newEncoder().encode(words);
            byte[] bytes = Arrays.copyOfRange(encoded.array(), encoded.position(), encoded.limit());
            Arrays.fill(encoded.array(), (byte) 0);
            return bytes;
        } catch (CharacterCodingException e) {
            // Without its cause, and without the text, which may be a secret.
            throw new IllegalArgumentException("text that " + charset + " has no bytes for");
        }
    }
}
