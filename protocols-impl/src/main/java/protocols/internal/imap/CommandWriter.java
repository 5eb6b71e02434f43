package protocols.internal.imap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Puts arguments into the form in which they are sent, as few pieces as can be. */
final class CommandWriter {

    /** Longer text goes as a literal: some servers hold a quoted string in a buffer of a fixed size. */
    private static final int QUOTED = 1024;

    private final LiteralMode mode;
    private final List<CommandPart> parts = new ArrayList<>();
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream(128);
    private boolean tight = true;

    CommandWriter(LiteralMode mode) {
        this.mode = mode;
    }

    void tag(String tag) {
        plain(tag);
        tight = tag.isEmpty();
    }

    void argument(Argument argument) {
        boolean closing = argument instanceof Argument.Word word && word.word().equals(")");
        if (!tight && !closing) {
            plain.write(' ');
        }
        tight = false;
        if (argument instanceof Argument.Word word) {
            plain(word.word());
            tight = word.word().equals("(");
        } else if (argument instanceof Argument.Text text) {
            text(text);
        } else if (argument instanceof Argument.Hidden hidden) {
            hidden(hidden.octets().bytes());
        } else if (argument instanceof Argument.Stream stream) {
            announce(stream.size());
            parts.add(new CommandPart.Streamed(stream.size()));
        }
    }

    private void text(Argument.Text text) {
        byte[] bytes = text.octets().bytes();
        if (text.mayBeAtom() && isAtom(bytes)) {
            plain.writeBytes(bytes);
        } else if (isQuotable(bytes)) {
            plain.writeBytes(quoted(bytes));
        } else {
            announce(bytes.length);
            parts.add(new CommandPart.Literal(new Octets(bytes)));
        }
    }

    private void hidden(byte[] bytes) {
        if (isQuotable(bytes)) {
            flush();
            parts.add(new CommandPart.Secret(new Octets(quoted(bytes))));
        } else {
            announce(bytes.length);
            parts.add(new CommandPart.Secret(new Octets(bytes)));
        }
    }

    private void announce(long size) {
        boolean waits = mode.mustWait(size);
        plain("{" + size + (waits ? "}\r\n" : "+}\r\n"));
        flush();
        if (waits) {
            parts.add(new CommandPart.Await());
        }
    }

    private void plain(String ascii) {
        plain.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private void flush() {
        if (plain.size() > 0) {
            parts.add(new CommandPart.Plain(new Octets(plain.toByteArray())));
            plain.reset();
        }
    }

    List<CommandPart> end() {
        plain("\r\n");
        flush();
        return List.copyOf(parts);
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
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 2);
        out.write('"');
        for (byte b : bytes) {
            if (b == '"' || b == '\\') {
                out.write('\\');
            }
            out.write(b);
        }
        out.write('"');
        return out.toByteArray();
    }
}
