package protocols.internal.dns;

import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.Message;
import protocols.internal.wire.Recorder;
import protocols.internal.wire.Ties;
import protocols.net.Deadline;
import protocols.spi.CoreFriend;
import protocols.spi.DnsFriend;
import protocols.spi.Settings;

/** What callers say by hand in one session, each message on a socket and a connection of its own. */
final class ByHand {

    private final Dns dns;
    private final Settings settings;
    private final Recorder recorder;
    private final Ties ties = new Ties();

    ByHand(Dns dns, Recorder recorder) {
        this.dns = dns;
        this.settings = CoreFriend.get().settings(dns);
        this.recorder = recorder;
    }

    /** See {@link protocols.dns.DnsSession#exchange}. */
    Message exchange(Message message) throws WireException {
        HandWays ways = new HandWays(
                settings, recorder, ties, DnsFriend.get().options(dns).form().key());
        Deadline total = Deadline.after("timeout", settings.timeout());
        HandExchange exchange = new HandExchange(DnsFriend.get().options(dns), ways, message, total);
        try {
            return exchange.run();
        } finally {
            exchange.end();
        }
    }

    /** At once, from any thread. */
    void close() {
        ties.close();
    }
}
