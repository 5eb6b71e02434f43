package protocols.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * The lines of what is written to it that could be taken for a delimiter of ours: no boundary of the message around it may
 * be one of them (RFC 2046 section 5.1.1).
 */
final class Marks extends OutputStream {

    /** An underscore behind an equals sign stands in no base64 and no quoted-printable (RFC 2045 section 6.7). */
    static final String BEGIN = "=_";

    private static final byte[] MARK = ("--" + BEGIN).getBytes(StandardCharsets.US_ASCII);

    /** The longest boundary has 70 characters; a delimiter that goes on behind that is none. */
    private static final int LONGEST = 2 + 70;

    /** More than one message holds; ours are short and begin with what nobody can guess. */
    private static final int MOST = 10_000;

    private final Set<String> found = new HashSet<>();
    private final StringBuilder line = new StringBuilder();
    private int column;

    private Marks() {}

    /** Those in a text that is held in memory. */
    static Set<String> of(byte[] text) {
        Marks marks = new Marks();
        marks.write(text, 0, text.length);
        return marks.end();
    }

    /** Those in a finished message, which is read for that. */
    static Set<String> of(MailMessage message) {
        Marks marks = new Marks();
        try {
            message.writeTo(marks);
        } catch (IOException notNow) {
            // Nor can it be written later.
            return Set.of();
        }
        return marks.end();
    }

    private Set<String> end() {
        finish();
        return found.isEmpty() ? Set.of() : Set.copyOf(found);
    }

    @Override
    public void write(int b) {
        if (b == '\n' || b == '\r') {
            finish();
        } else if (column >= 0) {
            next((byte) b);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            byte b = bytes[i];
            if (column >= 0 || b == '\n') {
                write(b);
            }
        }
    }

    /** Past the beginning of a line that is none, the column is -1. */
    private void next(byte b) {
        boolean may = column < MARK.length ? b == MARK[column] : column < LONGEST;
        column = may ? column + 1 : -1;
        if (may) {
            line.append((char) (b & 0xff));
        }
    }

    private void finish() {
        if (line.length() >= MARK.length && found.size() < MOST) {
            found.add(line.toString());
        }
        line.setLength(0);
        column = 0;
    }
}
