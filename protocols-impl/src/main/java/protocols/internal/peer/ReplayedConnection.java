package protocols.internal.peer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import protocols.Transcript;
import protocols.internal.peer.Cue.Kind;
import protocols.net.Endpoint;
import protocols.net.Wire;

/** One connection of a client to a script that is played in this process, and its data connections. */
final class ReplayedConnection {

    private final Stage stage;
    private final Player player;
    private final Endpoint endpoint;
    private final Map<Integer, Deque<Move>> said = new HashMap<>();
    private final Set<Cue> opened = new HashSet<>();
    private Move waiting;

    ReplayedConnection(Stage stage, Scene scene, Endpoint endpoint) {
        this.stage = stage;
        this.endpoint = endpoint;
        this.player = stage.play(scene, entry -> {});
        this.waiting = Move.of(Move.Kind.OVER, scene.main());
        play();
    }

    Stage stage() {
        return stage;
    }

    Wire wire(int channel) {
        return new ReplayWire(this, channel, player.scene());
    }

    /** A connection to a port that was told here, if it is one. */
    Optional<Wire> openData(Endpoint to) {
        return data(cue -> cue.kind() == Kind.ACCEPT && leadsTo(cue, to));
    }

    /** The connection of the peer to a port of the client's, if one comes here. */
    Optional<Wire> acceptData() {
        return data(cue -> cue.kind() == Kind.CONNECT);
    }

    private Optional<Wire> data(Predicate<Cue> fits) {
        for (Cue cue : player.scene().cues()) {
            if (fits.test(cue) && opened.add(cue)) {
                player.unheard(cue.channel()).begin();
                return Optional.of(wire(cue.channel()));
            }
        }
        return Optional.empty();
    }

    private boolean leadsTo(Cue cue, Endpoint to) {
        if (cue.entry() instanceof Transcript.Opened recorded
                && !recorded.target().isEmpty()) {
            return recorded.target().contains(":" + to.port() + " ");
        }
        return to.port() != endpoint.port();
    }

    /** Lets the server say and do all that is due, until the client's turn. */
    void play() {
        while (true) {
            Move move = player.next(Ports.AS_RECORDED);
            switch (move.kind()) {
                case SAY -> {
                    if (move.bytes().length > 0) {
                        queue(move.channel()).add(move);
                    }
                }
                case CLOSE, RESET, TEAR -> queue(move.channel()).add(move);
                case HEAR, LEAVE, OVER, STALL -> {
                    waiting = move;
                    return;
                }
                default -> {
                    // In a recording nothing has to be opened or waited for.
                    continue;
                }
            }
        }
    }

    private Deque<Move> queue(int channel) {
        return said.computeIfAbsent(channel, number -> new ArrayDeque<>());
    }

    /** What the server has said or done and nobody has taken. */
    Optional<Move> next(int channel) {
        return Optional.ofNullable(queue(channel).peek());
    }

    void taken(int channel) {
        queue(channel).remove();
    }

    /** What keeps the server from saying more. */
    Move waiting() {
        return waiting;
    }

    Player player() {
        return player;
    }

    /** The client has closed a channel; whether it should have is for {@link Stage#verify}. */
    void closed(int channel) {
        player.ended(channel);
        try {
            play();
        } catch (Transcript.Mismatch noted) {
            // Whoever closes is not told.
            return;
        }
    }

    /** The client waits for an answer, though the scene has it close a data connection first. */
    boolean passes(int channel) {
        if (waiting.kind() == Move.Kind.LEAVE && waiting.channel() != channel) {
            player.pass();
            play();
            return true;
        }
        return false;
    }
}
