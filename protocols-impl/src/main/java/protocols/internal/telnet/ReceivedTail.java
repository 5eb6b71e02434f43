package protocols.internal.telnet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import protocols.Text;

/** The last bytes received, for the message of a failure. */
final class ReceivedTail {

    /** How many bytes a message shows. */
    static final int SHOWN = 200;

    private final byte[] bytes = new byte[SHOWN];
    private int size;
    private boolean cut;

    void append(byte[] from, int at, int to) {
        int fresh = Math.min(to - at, SHOWN);
        int kept = Math.min(size, SHOWN - fresh);
        cut |= size + (to - at) > SHOWN;
        System.arraycopy(bytes, size - kept, bytes, 0, kept);
        System.arraycopy(from, to - fresh, bytes, kept, fresh);
        size = kept + fresh;
    }

    /** In quotes and escaped, what is no text in the charset as {@code \xHH}; {@code nothing} if nothing came. */
    String show(Charset charset) {
        if (size == 0) {
            return "nothing";
        }
        StringBuilder shown = new StringBuilder(cut ? "...\"" : "\"");
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, size);
        CharBuffer out = CharBuffer.allocate(SHOWN * 2);
        CoderResult result = decoder.decode(in, out, true);
        shown.append(Text.printable(out.flip().toString()));
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) {
                shown.append(String.format("\\x%02x", in.get()));
            }
            out.clear();
            result = decoder.decode(in, out, true);
            shown.append(Text.printable(out.flip().toString()));
        }
        return shown.append('"').toString();
    }
}
