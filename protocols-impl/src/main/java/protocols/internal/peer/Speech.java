package protocols.internal.peer;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import protocols.Transcript.Side;
import protocols.spi.ScriptParts.Failure;

/** What a served peer says on the connections of one client: in pieces, slowly, and until something goes wrong. */
final class Speech {

    private boolean struck;
    private boolean silent;
    private final Delivery delivery;
    private final Received log;
    private final Supplier<Collection<ServedChannel>> open;

    /**
     * @param open the connections that end where something goes wrong
     */
    Speech(ServedPeer peer, Supplier<Collection<ServedChannel>> open) {
        this.delivery = peer.delivery();
        this.log = peer.log();
        this.open = open;
    }

    /** Whether something has gone wrong here. */
    boolean isStruck() {
        return struck;
    }

    /** Whether nothing more is said here, and no end either. */
    boolean isSilent() {
        return silent;
    }

    /** Whatever goes wrong before the first byte. */
    void begin(ServedChannel channel) throws IOException, Broken {
        fail(delivery.due(), channel);
    }

    /** What stands before something that is read as these lines: a wait, or what goes wrong instead. */
    void before(List<String> lines, ServedChannel channel) throws IOException, Broken {
        if (!delivery.before(lines)) {
            throw new Broken();
        }
        fail(delivery.at(lines), channel);
    }

    /** In the pieces that are wanted, as far as nothing goes wrong. */
    void write(ServedChannel channel, byte[] bytes) throws IOException, Broken {
        for (int at = 0; at < bytes.length; ) {
            int count = delivery.piece(bytes.length - at);
            delivery.count(count);
            channel.write(bytes, at, count);
            at += count;
            fail(delivery.due(), channel);
            if (!delivery.between()) {
                throw new Broken();
            }
        }
    }

    private void fail(Optional<Failure> due, ServedChannel speaking) throws IOException, Broken {
        if (due.isEmpty()) {
            return;
        }
        struck = true;
        silent = due.get().kind() == Failure.Kind.STALL;
        if (due.get().kind() == Failure.Kind.GARBAGE) {
            byte[] garbage = due.get().bytes();
            speaking.write(garbage, 0, garbage.length);
            return;
        }
        for (ServedChannel channel : open.get()) {
            strike(due.get().kind(), channel);
        }
        throw new Broken();
    }

    /** Noted before it is done: whoever has seen the end finds it there. */
    private void strike(Failure.Kind kind, ServedChannel channel) throws IOException {
        if (kind != Failure.Kind.STALL) {
            log.closed(channel.number(), Side.SERVER);
        }
        switch (kind) {
            case CUT -> channel.finish();
            case TEAR -> channel.tear();
            case RESET -> channel.reset();
            default -> {
                // Nothing is said any more.
                return;
            }
        }
    }
}
