package protocols.internal.imap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import protocols.Secret;
import protocols.internal.line.Command;

/** Puts arguments into the form in which they are sent. A streamed literal is announced alone: it comes last. */
final class CommandWriter {

    /** Longer text goes as a literal: some servers hold a quoted string in a buffer of a fixed size. */
    private static final int QUOTED = 1024;

    private final LiteralMode mode;
    private final Command first;
    private Command command;
    private boolean tight;

    CommandWriter(String verb, String tag, LiteralMode mode) {
        this.mode = mode;
        this.first = Command.line(verb).raw(tag);
        this.command = first;
        this.tight = tag.isEmpty();
    }

    void argument(Argument argument) {
        boolean closing = argument instanceof Argument.Word word && word.word().equals(")");
        if (!tight && !closing) {
            command.raw(" ");
        }
        tight = false;
        if (argument instanceof Argument.Word word) {
            command.raw(word.word());
            tight = word.word().equals("(");
        } else if (argument instanceof Argument.Text text) {
            text(text);
        } else if (argument instanceof Argument.Hidden hidden) {
            hidden(hidden.secret());
        } else if (argument instanceof Argument.Stream stream) {
            command.raw("{" + stream.size() + (mode.mustWait(stream.size()) ? "}" : "+}"));
        }
    }

    private void text(Argument.Text text) {
        byte[] bytes = text.octets().bytes();
        if (text.mayBeAtom() && isAtom(bytes)) {
            command.literal(bytes);
        } else if (isQuotable(bytes)) {
            command.literal(quoted(bytes));
        } else {
            announce(bytes.length);
            command.literal(bytes);
        }
    }

    private void hidden(Secret secret) {
        byte[] bytes = secret.utf8();
        if (isQuotable(bytes)) {
            byte[] quoted = quoted(bytes);
            command.hidden(quoted, secret);
            Arrays.fill(quoted, (byte) 0);
        } else {
            announce(bytes.length);
            command.hidden(bytes, secret);
        }
        Arrays.fill(bytes, (byte) 0);
    }

    private void announce(long size) {
        if (mode.mustWait(size)) {
            command.raw("{" + size + "}");
            command = command.pause();
        } else {
            command.raw("{" + size + "+}").breakLine();
        }
    }

    Command command() {
        return first;
    }

    private static boolean isAtom(byte[] bytes) {
        boolean nil = bytes.length == 3 && new String(bytes, StandardCharsets.US_ASCII).equalsIgnoreCase("NIL");
        for (byte b : bytes) {
            if (b <= ' ' || b == 0x7f || "(){%*\"\\".indexOf(b) >= 0) {
                return false;
            }
        }
        return bytes.length > 0 && bytes.length <= QUOTED && !nil;
    }

    private static boolean isQuotable(byte[] bytes) {
        for (byte b : bytes) {
            if (b <= 0 || b == '\r' || b == '\n') {
                return false;
            }
        }
        return bytes.length <= QUOTED;
    }

    private static byte[] quoted(byte[] bytes) {
        byte[] out = new byte[2 * bytes.length + 2];
        int n = 0;
        out[n++] = '"';
        for (byte b : bytes) {
            if (b == '"' || b == '\\') {
                out[n++] = '\\';
            }
            out[n++] = b;
        }
        out[n++] = '"';
        byte[] exact = Arrays.copyOf(out, n);
        Arrays.fill(out, (byte) 0);
        return exact;
    }
}
