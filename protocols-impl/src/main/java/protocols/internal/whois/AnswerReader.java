package protocols.internal.whois;

import java.io.IOException;
import java.util.Arrays;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.internal.wire.Incoming;
import protocols.internal.wire.Link;

/** Reads what a server says until it closes (RFC 3912 section 2), and records it line by line. */
final class AnswerReader {

    /** A line that is longer goes to the transcript in pieces. */
    private static final int PIECE = 8192;

    private final Link link;
    private final Incoming in;
    private int recorded;
    private int scanned;

    AnswerReader(Link link) {
        this.link = link;
        this.in = link.in();
    }

    /**
     * The whole answer, which may be empty. It stays in the link's buffer until it is whole.
     *
     * @throws WireException.LimitExceeded as soon as more than {@code limit} bytes have come
     */
    byte[] readAll(int limit) throws IOException {
        try {
            while (in.fill()) {
                if (in.available() > limit) {
                    throw new WireException.LimitExceeded("reply", limit);
                }
                recordLines();
            }
        } finally {
            record(in.available());
        }
        byte[] answer = Arrays.copyOfRange(in.buffer(), in.position(), in.limit());
        in.consume(answer.length);
        return answer;
    }

    private void recordLines() {
        while (scanned < in.available()) {
            byte octet = in.buffer()[in.position() + scanned++];
            if (octet == '\n' || scanned - recorded == PIECE) {
                record(scanned);
            }
        }
    }

    private void record(int to) {
        if (to > recorded) {
            int start = in.position();
            link.recorder().said(link.channel(), Side.SERVER, in.buffer(), start + recorded, start + to);
            recorded = to;
        }
    }
}
