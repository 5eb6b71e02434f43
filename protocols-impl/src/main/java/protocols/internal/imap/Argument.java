package protocols.internal.imap;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import protocols.Secret;

/** An argument of a command, checked, but not yet in the form in which it is sent. */
sealed interface Argument {

    /** A piece of the grammar, sent as it is. */
    record Word(String word) implements Argument {}

    /** Text for a quoted string or a literal, or an atom where that is allowed. */
    record Text(Octets octets, boolean mayBeAtom) implements Argument {}

    /** Text that no transcript may show. */
    record Hidden(Secret secret) implements Argument {}

    /** A literal whose bytes come from elsewhere. */
    record Stream(long size) implements Argument {}

    /** The word, if it is printable ASCII. */
    static String printable(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < ' ' || word.charAt(i) > '~') {
                throw new IllegalArgumentException("not a word of IMAP: " + protocols.Text.printable(word));
            }
        }
        return word;
    }

    /** The text in UTF-8; a literal can hold anything but NUL (RFC 9051 section 9, CHAR8). */
    static Octets utf8(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return withoutNul(bytes);
        } catch (CharacterCodingException halfPair) {
            throw new IllegalArgumentException("text with half of a surrogate pair", halfPair);
        }
    }

    static Octets withoutNul(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                throw new IllegalArgumentException("NUL in an argument");
            }
        }
        return new Octets(bytes);
    }

    /** {@code "17-Jul-1996 02:44:25 -0700"}, the day in two places (RFC 9051 section 9, date-time). */
    static String dateTime(OffsetDateTime moment) {
        if (moment.getYear() < 0
                || moment.getYear() > 9999
                || moment.getOffset().getTotalSeconds() % 60 != 0) {
            throw new IllegalArgumentException("not a date of IMAP: " + moment);
        }
        DateTimeFormatter format = DateTimeFormatter.ofPattern("ppd-MMM-uuuu HH:mm:ss xx", Locale.ENGLISH);
        return '"' + format.format(moment) + '"';
    }
}
