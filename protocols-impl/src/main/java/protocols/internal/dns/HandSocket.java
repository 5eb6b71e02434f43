package protocols.internal.dns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.dns.DnsFlag;
import protocols.dns.Message;
import protocols.dns.TsigRefused;
import protocols.internal.wire.Link;
import protocols.net.Deadline;
import protocols.spi.DnsFriend;

/** A socket from which one message goes to one server, again where no reply comes. */
final class HandSocket {

    private static final int DATAGRAM = 65_535;

    /** A reply that cannot be believed is followed by the true one soon, or by none: then a connection tells which it was. */
    private static final Duration AFTER_DOUBT = Duration.ofMillis(200);

    private final Link link;
    private final HandMade made;
    private final String words;
    private final byte[] buffer = new byte[DATAGRAM];
    private boolean sent;

    /**
     * What came over a socket.
     *
     * @param reply the reply; empty if there is none, or none that can be used
     * @param why how it ended, in a few words
     * @param wantsStream whether a connection can do better
     */
    record Heard(Optional<Message> reply, String why, boolean wantsStream) {}

    HandSocket(Link link, HandMade made, String words) {
        this.link = link;
        this.made = made;
        this.words = words;
    }

    Link link() {
        return link;
    }

    Heard exchange(Deadline total, Deadline patience) throws WireException {
        return link.operation("exchange " + words, total, () -> {
            byte[] bytes = made.bytes();
            link.recorder().note(link.channel(), (sent ? "sent again " : "sent ") + words);
            link.recorder().said(link.channel(), Side.CLIENT, bytes, 0, bytes.length);
            sent = true;
            link.datagrams().send(bytes);
            return receive(patience);
        });
    }

    private Heard receive(Deadline patience) throws IOException {
        Deadline until = patience;
        Optional<String> doubt = Optional.empty();
        while (true) {
            int n = link.datagrams().receive(buffer, until);
            if (n < 0) {
                return new Heard(Optional.empty(), doubt.orElse("timed out"), doubt.isPresent());
            }
            try {
                Message message = Message.decode(ByteBuffer.wrap(buffer, 0, n));
                if (!made.isAnsweredBy(message)) {
                    heard(n, "discarded: not the reply");
                } else if (message.has(DnsFlag.TC)) {
                    heard(n, UdpChannel.summary(message));
                    return new Heard(Optional.empty(), "truncated", true);
                } else {
                    made.verify(message);
                    heard(n, UdpChannel.summary(message));
                    return new Heard(Optional.of(message), message.rcode().toString(), false);
                }
            } catch (WireException.Malformed e) {
                heard(n, "discarded: " + e.reason());
            } catch (TsigRefused e) {
                heard(n, e.reason());
                if (DnsFriend.get().isSigned(e)) {
                    throw e;
                }
                until = doubted(doubt, until);
                doubt = Optional.of(e.reason());
            } catch (WireException.Insecure e) {
                heard(n, "discarded: " + e.reason());
                until = doubted(doubt, until);
                doubt = Optional.of(e.reason());
            }
        }
    }

    private static Deadline doubted(Optional<String> before, Deadline until) {
        return before.isPresent()
                ? until
                : Deadline.after("attempt", AFTER_DOUBT).earlier(until);
    }

    private void heard(int n, String what) {
        link.recorder().note(link.channel(), what);
        link.recorder().said(link.channel(), Side.SERVER, buffer, 0, n);
    }
}
