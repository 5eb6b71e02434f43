package protocols.internal.peer;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import protocols.Transcript;
import protocols.Transcript.Entry;
import protocols.Transcript.Side;
import protocols.spi.CoreFriend;

/**
 * A body that comes in and of which a script says nothing: its form alone says where it ends. What has come is taken at
 * once, and no more of it is kept than is shown.
 */
final class Body {

    /** In place of a length: the body comes in chunks (RFC 9112 section 7.1). */
    static final long CHUNKS = Long.MAX_VALUE;

    /** Of a longer body only its length is shown. */
    static final int SHOWN = 1 << 16;

    private final Cue.Kind kind;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Chunks chunks = new Chunks();
    private final boolean chunked;
    private long total;
    /** How many bytes are still to come, where that is known. */
    private long left;
    /** How much of CR LF dot CR LF was there last. */
    private int dot = 2;

    /**
     * @param size its length where the client has told it, or {@link #CHUNKS}
     */
    Body(Cue cue, long size) {
        kind = cue.kind();
        chunked = kind == Cue.Kind.SIZED_BODY && size == CHUNKS;
        left = kind == Cue.Kind.COUNTED_BODY ? ((Transcript.Omitted) cue.entry()).bytes() : size;
    }

    /** Takes what has come of it: 0 once it is whole, else {@link Pattern#MORE}, or {@link Pattern#WRONG} if it is none. */
    int take(Inbox in) {
        while (!in.isEmpty() && !isWhole(in)) {
            int some = Math.min(in.length(), SHOWN);
            int count = piece(in.first(some));
            if (count < 0) {
                return Pattern.WRONG;
            }
            keep(in, count);
        }
        return isWhole(in) ? 0 : Pattern.MORE;
    }

    private boolean isWhole(Inbox in) {
        if (chunked) {
            return chunks.isWhole();
        }
        return switch (kind) {
            case DOT_BODY -> dot == 5;
            case SIZED_BODY, COUNTED_BODY -> left == 0;
            default -> in.isEmpty() && in.hasEnded();
        };
    }

    /** How many of these bytes belong to it; -1 if they cannot. */
    private int piece(byte[] bytes) {
        if (chunked) {
            return chunks.take(bytes);
        }
        if (kind == Cue.Kind.DOT_BODY) {
            return toDot(bytes);
        }
        if (kind == Cue.Kind.WHOLE_BODY) {
            return bytes.length;
        }
        int count = (int) Math.min(left, bytes.length);
        left -= count;
        return count;
    }

    /** RFC 5321 section 4.1.1.4: the line end before the dot may be that of the command. */
    private int toDot(byte[] bytes) {
        int i = 0;
        while (i < bytes.length && dot < 5) {
            byte b = bytes[i++];
            if (b == '\r') {
                dot = dot == 3 ? 4 : 1;
            } else if (b == '\n') {
                dot = dot == 1 ? 2 : dot == 4 ? 5 : 0;
            } else {
                dot = b == '.' && dot == 2 ? 3 : 0;
            }
        }
        return i;
    }

    private void keep(Inbox in, int count) {
        total += count;
        if (total <= SHOWN) {
            kept.writeBytes(in.first(count));
        }
        in.drop(count);
    }

    /** As a transcript shows it: line by line, or its length alone. */
    List<Entry> shown(int channel, Duration at) {
        if (total > SHOWN) {
            return List.of(new Transcript.Omitted(channel, at, Side.CLIENT, total));
        }
        byte[] bytes = kept.toByteArray();
        List<Entry> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean line = bytes[i] == '\n' && i > from && bytes[i - 1] == '\r';
            if (line || i + 1 == bytes.length) {
                String text = CoreFriend.get().escape(bytes, from, i + 1);
                lines.add(new Transcript.Said(channel, at, Side.CLIENT, text));
                from = i + 1;
            }
        }
        return lines;
    }
}
