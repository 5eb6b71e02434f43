package protocols.internal.peer;

import java.util.ArrayList;
import java.util.List;
import protocols.Transcript;
import protocols.spi.CoreFriend;

/** Where a body ends of which a script says nothing. */
final class Bodies {

    /** In place of a length: the body comes in chunks (RFC 9112 section 7.1). */
    static final long CHUNKS = Long.MAX_VALUE;

    private static final byte[] DOT = {'\r', '\n', '.', '\r', '\n'};
    private static final byte[] LAST_CHUNK = {'\r', '\n', '0', '\r', '\n', '\r', '\n'};

    private Bodies() {}

    /**
     * How much of what was said is the body; {@link Pattern#MORE} if it is not whole.
     *
     * @param size its length where the client has told it, or {@link #CHUNKS}
     */
    static int match(Cue cue, Inbox in, long size) {
        return switch (cue.kind()) {
            case DOT_BODY -> behind(in, DOT);
            case SIZED_BODY -> size == CHUNKS ? behind(in, LAST_CHUNK) : counted(in, size);
            case COUNTED_BODY -> counted(in, ((Transcript.Omitted) cue.entry()).bytes());
            default -> in.hasEnded() ? in.length() : Pattern.MORE;
        };
    }

    private static int counted(Inbox in, long size) {
        return in.length() < size ? Pattern.MORE : (int) size;
    }

    /** Behind these bytes, of which a line end may be that of what came before. */
    private static int behind(Inbox in, byte[] end) {
        byte[] bytes = in.bytes();
        for (int i = Math.max(-2, in.searched() - end.length); i + end.length <= in.length(); i++) {
            int k = i == -2 ? 2 : 0;
            if (i == -1) {
                continue;
            }
            while (k < end.length && bytes[i + k] == end[k]) {
                k++;
            }
            if (k == end.length) {
                return i + end.length;
            }
        }
        in.search();
        return Pattern.MORE;
    }

    /** Bytes as a transcript shows them, line by line. */
    static List<String> shown(byte[] bytes, int length) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < length; i++) {
            boolean line = bytes[i] == '\n' && i > from && bytes[i - 1] == '\r';
            if (line || i + 1 == length) {
                lines.add(CoreFriend.get().escape(bytes, from, i + 1));
                from = i + 1;
            }
        }
        return lines;
    }
}
