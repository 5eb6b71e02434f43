package protocols.internal.dns;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.Optional;
import protocols.Tls;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.internal.wire.DatagramPort;
import protocols.internal.wire.Recorder;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.spi.CoreFriend;
import protocols.spi.DnsFriend;
import protocols.spi.Settings;

/**
 * What the sockets of one bulk lookup have in common.
 *
 * @param arePossible whether there are such sockets at all
 * @param each how many are in use to each server
 */
record BulkSockets(
        Settings settings, Recorder recorder, Selector selector, RandomIds random, boolean arePossible, int each) {

    private static final int QUESTIONS_A_SOCKET = 16;
    private static final int MAX_SOCKETS = 32;

    static BulkSockets of(Dns dns, Recorder recorder, int window) throws IOException {
        Settings settings = CoreFriend.get().settings(dns);
        boolean possible =
                !DnsFriend.get().options(dns).tcp() && settings.tls() == Tls.NONE && DatagramPort.isPossible(settings);
        int each = Math.max(1, Math.min(MAX_SOCKETS, window / QUESTIONS_A_SOCKET));
        return new BulkSockets(settings, recorder, Selector.open(), new RandomIds(settings.via()), possible, each);
    }

    /** Empty if the connector gives no socket that can wait together with others. */
    Optional<DatagramPort> open(Endpoint endpoint) throws WireException {
        return arePossible
                ? DatagramPort.open(settings, recorder, endpoint, Deadline.after("timeout", settings.timeout()))
                : Optional.empty();
    }
}
