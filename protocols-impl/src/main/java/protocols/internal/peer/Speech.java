package protocols.internal.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import protocols.Script.Pieces;
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

    /**
     * Says what comes next. Lines that can be said without an answer in between go together, if the script wants it so.
     */
    void say(Move first, Player player, ServedChannels channels) throws IOException, Broken {
        ServedChannel channel = channels.talking(first.channel());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Move move = first;
        while (true) {
            List<String> line = List.of(move.text());
            if (delivery.isMarked(line)) {
                write(channel, all.toByteArray());
                all.reset();
            }
            before(line, channel);
            // Logged before it is said: whoever was told it finds it there.
            int sayable = delivery.sayable(all.size() + move.bytes().length) - all.size();
            log.said(channel.number(), move, sayable);
            all.write(move.bytes());
            boolean goesOn = delivery.pieces() == Pieces.WHOLE
                    && player.due()
                            .filter(cue ->
                                    cue.kind() == Cue.Kind.SAY && player.channelOf(Optional.of(cue)) == first.channel())
                            .isPresent();
            if (!goesOn) {
                break;
            }
            move = player.next(channels::fill);
        }
        write(channel, all.toByteArray());
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
