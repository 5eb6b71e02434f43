package protocols.internal.telnet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/** Characters that nobody has consumed yet, decoded from bytes that may be cut within a character. */
final class UnreadText {

    /** More than the octets of a character in any charset. */
    private static final int LONGEST_CHARACTER = 32;

    private final CharsetDecoder decoder;
    private final PromptMarks marks = new PromptMarks();
    private final ByteBuffer carry = ByteBuffer.allocate(LONGEST_CHARACTER);
    private char[] chars = new char[512];
    private int start;
    private int end;

    /** Malformed bytes become U+FFFD. */
    UnreadText(Charset charset) {
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    void append(byte[] bytes, int from, int to) {
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        while (carry.position() > 0 && in.hasRemaining()) {
            carry.put(in.get()).flip();
            decode(carry, false);
            carry.compact();
        }
        decode(in, false);
        carry.put(in);
    }

    /** Nothing more will come: what is left of a character that was cut becomes U+FFFD. */
    void end() {
        carry.flip();
        decode(carry, true);
        carry.clear();
        reserve(LONGEST_CHARACTER);
        CharBuffer out = CharBuffer.wrap(chars, end, chars.length - end);
        decoder.flush(out);
        end = out.position();
    }

    int length() {
        return end - start;
    }

    /** The array in which the text stands from {@link #offset} on; valid until the next change. */
    char[] array() {
        return chars;
    }

    int offset() {
        return start;
    }

    String text(int from, int to) {
        return new String(chars, start + from, to - from);
    }

    char charAt(int index) {
        return chars[start + index];
    }

    /** Where marks of prompts stand in it. */
    PromptMarks marks() {
        return marks;
    }

    /** Takes the bytes of a character that was cut, which wait for the rest of it. */
    byte[] takeBegun() {
        byte[] begun = Arrays.copyOf(carry.array(), carry.position());
        carry.clear();
        return begun;
    }

    void consume(int count) {
        start += count;
    }

    private void decode(ByteBuffer in, boolean last) {
        reserve(in.remaining());
        CharBuffer out = CharBuffer.wrap(chars, end, chars.length - end);
        while (decoder.decode(in, out, last).isOverflow()) {
            end = out.position();
            reserve(chars.length - end + 1);
            out = CharBuffer.wrap(chars, end, chars.length - end);
        }
        end = out.position();
    }

    private void reserve(int more) {
        if (more <= chars.length - end) {
            return;
        }
        int length = length();
        char[] to = chars;
        // Moving is paid for by what was consumed only if that is at least as much as what stays.
        if (start < length || more > chars.length - length) {
            to = new char[Math.max(chars.length * 2, Math.addExact(length, more))];
        }
        System.arraycopy(chars, start, to, 0, length);
        chars = to;
        start = 0;
        end = length;
    }

    /** Gives back the room of a long text that has been consumed. */
    void trim() {
        if (length() == 0) {
            start = 0;
            end = 0;
            chars = chars.length > 1 << 16 ? Arrays.copyOf(chars, 512) : chars;
        }
    }
}
