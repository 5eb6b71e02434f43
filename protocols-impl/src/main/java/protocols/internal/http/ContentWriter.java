package protocols.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.util.OptionalLong;
import protocols.Content;
import protocols.Transcript.Side;
import protocols.internal.wire.BodyTrace;
import protocols.internal.wire.Lent;
import protocols.internal.wire.Link;

/** Streams the content of a request, as it is or in chunks (RFC 9112 section 7.1); a small one leaves with the head. */
final class ContentWriter {

    private static final int BUFFER = 65_536;
    /** Room for the size of a chunk before its data: up to five digits and CR LF. */
    private static final int BEFORE = 7;

    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(ISO_8859_1);

    private final Link link;
    private final BodyTrace trace;

    private ContentWriter(Link link) {
        this.link = link;
        this.trace = new BodyTrace(link, Side.CLIENT);
    }

    static void write(Link link, Content content, OptionalLong length) throws IOException {
        ContentWriter writer = new ContentWriter(link);
        link.beginTransfer();
        try (Source source = new Source(link.recorder().watched(content)).open()) {
            if (length.isPresent()) {
                writer.plain(source, length.getAsLong());
            } else {
                writer.chunks(source);
            }
        } finally {
            writer.trace.end();
            link.endTransfer();
        }
    }

    private void plain(Source source, long length) throws IOException {
        byte[] buffer = new byte[(int) Math.min(BUFFER, length)];
        for (long left = length; left > 0; ) {
            int n = source.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                String why = "the content ended after " + (length - left) + " of " + length + " bytes";
                Lent.run(() -> {
                    throw new EOFException(why);
                });
            }
            write(buffer, 0, n);
            left -= n;
        }
    }

    private void chunks(Source source) throws IOException {
        byte[] buffer = new byte[BEFORE + BUFFER + 2];
        int n;
        while ((n = source.read(buffer, BEFORE, BUFFER)) >= 0) {
            if (n > 0) {
                writeChunk(buffer, n);
            }
        }
        write(LAST_CHUNK, 0, LAST_CHUNK.length);
    }

    private void writeChunk(byte[] buffer, int n) throws IOException {
        int from = BEFORE;
        buffer[--from] = '\n';
        buffer[--from] = '\r';
        for (int rest = n; rest > 0; rest >>= 4) {
            buffer[--from] = (byte) Character.forDigit(rest & 15, 16);
        }
        buffer[BEFORE + n] = '\r';
        buffer[BEFORE + n + 1] = '\n';
        write(buffer, from, BEFORE + n + 2 - from);
    }

    private void write(byte[] bytes, int from, int length) throws IOException {
        trace.add(bytes, from, length);
        link.out().write(bytes, from, length);
    }
}
