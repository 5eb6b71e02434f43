package protocols.internal.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import protocols.Transcript;
import protocols.Transcript.Side;

/** One connection of a client to a served peer: the thread that does what its player wants done. */
final class ServedConnection {

    /** How soon a connection on which nothing is due notices that the peer is closed. */
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final ServedPeer peer;
    private final Stage stage;
    private final Delivery delivery;
    private final Speech speech;
    private final Bell bell;
    private final Duration patience;
    private final Socket socket;
    private final Thread thread;
    private volatile boolean settled;
    private volatile Optional<String> failure = Optional.empty();
    private Optional<ServedChannels> channels = Optional.empty();
    /** Connections take what they play in the order in which they come. */
    private final Optional<Player> playing;

    private int main;
    private boolean inGap;
    /** The peer says nothing more, and does not close either. */
    private boolean silent;

    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean deaf;

    /**
     * @param recorded where the connection led to when it was recorded
     */
    ServedConnection(ServedPeer peer, Socket socket, String recorded) {
        this.peer = peer;
        this.stage = peer.stage();
        this.delivery = peer.delivery();
        this.speech = new Speech(peer, () -> channels.orElseThrow().all());
        this.bell = peer.bell();
        this.patience = peer.script().server().patience();
        this.socket = socket;
        this.playing = stage.play(one -> one.authority().equals(recorded), this::log);
        this.thread = new Thread(this::run, "peer " + peer.port() + " connection");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether its scene is played to its end, or was left; a client that asks questions may always ask one more. */
    boolean isSettled() {
        return settled || peer.dns().isPresent();
    }

    /** Why the client's connection found nothing to play, or the peer broke. */
    Optional<String> failure() {
        return failure;
    }

    /** How often nothing was found that the client says too much. */
    int looks() {
        return looks.get();
    }

    /** Whether nothing counts that the client still says. */
    boolean isDeaf() {
        return deaf;
    }

    void close() {
        try {
            if (!settled) {
                socket.close();
                channels.ifPresent(ServedChannels::shut);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServedPeer.join(thread);
    }

    private void run() {
        try {
            if (peer.dns().isPresent()) {
                answer();
            } else {
                serve();
            }
        } catch (Transcript.Mismatch noted) {
            settle();
        } catch (Broken e) {
            deaf = true;
            playing.ifPresent(stage::excuse);
            settle();
            awaitClose();
        } catch (IOException | RuntimeException e) {
            if (!mayLeave() && !bell.isClosed() && !isLost(e)) {
                failure = Optional.of("the peer broke: " + e);
            }
        } finally {
            playing.ifPresent(Player::logUnheard);
            deaf = true;
            settle();
            channels.ifPresent(ServedChannels::shut);
            shut(socket);
        }
    }

    /** Whether a client need not stay: something has gone wrong here, or is still to go wrong, or the peer is slow. */
    private boolean mayLeave() {
        return speech.isStruck() || (delivery.mayFail() && !(delivery.failure().isPresent() && delivery.isStruck()));
    }

    /** The client has gone: what it has not said is the player's to tell. */
    private boolean isLost(Exception e) {
        return e instanceof IOException && playing.isPresent() && !playing.get().isOver();
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done with a socket that fails to close.
            return;
        }
    }

    private void settle() {
        settled = true;
        bell.ring();
    }

    /** The questions of DNS, as long as the client asks some. */
    private void answer() throws IOException, Broken {
        ServedChannel wire = begin(1);
        speech.begin(wire);
        ServedMessages.serve(wire, peer, speech);
    }

    private ServedChannel begin(int number) throws IOException {
        main = number;
        ServedChannels opened = new ServedChannels(main, peer, patience);
        channels = Optional.of(opened);
        return opened.open(main, socket);
    }

    private void serve() throws IOException, Broken {
        if (playing.isEmpty()) {
            ServedChannels none = new ServedChannels(1, peer, patience);
            none.open(1, socket);
            failure = Optional.of("the client opened a connection more than the transcript has");
            return;
        }
        Player player = playing.get();
        ServedChannel first = begin(player.channelOf(Optional.empty()));
        speech.begin(first);
        if (peer.script().server().tls()) {
            secure(first);
        }
        while (perform(player.next(channels.orElseThrow()::fill))) {
            if (speech.isStruck()) {
                stage.excuse(player);
            }
            bell.ring();
        }
    }

    private Player player() {
        return playing.orElseThrow();
    }

    private void log(Transcript.Entry entry) {
        try {
            int channel = channels.orElseThrow().last(entry.channel()).number();
            if (entry instanceof Transcript.Omitted omitted) {
                peer.log().omitted(channel, omitted.bytes());
            } else {
                peer.log().said(channel, Side.CLIENT, ((Transcript.Said) entry).text());
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** False once nothing more is to be done. */
    private boolean perform(Move move) throws IOException, Broken {
        ServedChannels all = channels.orElseThrow();
        int channel = move.channel();
        if (inGap && !move.isServers()) {
            inGap = false;
            bell.gapOver();
        }
        switch (move.kind()) {
            case SAY -> speak(move);
            case HEAR, LEAVE -> {
                if (player().isOver()) {
                    settle();
                    return linger(channel);
                }
                hear(channel, patience);
            }
            case ACCEPT -> {
                all.accept(channel);
                player().unheard(channel).begin();
            }
            case CONNECT -> {
                all.connect(channel, move.text());
                player().unheard(channel).begin();
            }
            case TLS -> secure(all.talking(channel));
            case STALL -> {
                silent = true;
                throw new Broken();
            }
            case GAP -> awaitGoOn();
            case PAUSE -> pause(move.text());
            case OVER -> {
                settle();
                return linger(main);
            }
            default -> end(move.kind(), all.talking(channel), channel);
        }
        return true;
    }

    private void awaitGoOn() {
        if (!bell.gap(patience) && !bell.isClosed()) {
            throw stage.differs(player(), "nobody has said goOn() at a gap");
        }
        inGap = true;
    }

    private void end(Move.Kind kind, ServedChannel channel, int number) throws IOException {
        peer.log().closed(channel.number(), Side.SERVER);
        switch (kind) {
            case CLOSE -> channel.finish();
            case RESET -> channel.reset();
            default -> channel.tear();
        }
        channels.orElseThrow().end(number);
    }

    private void pause(String act) throws Broken {
        String millis = act.substring("pause ".length(), act.length() - " ms".length());
        if (!bell.pause(Duration.ofMillis(Long.parseLong(millis)))) {
            throw new Broken();
        }
    }

    private void secure(ServedChannel channel) throws Broken {
        if (channel.isSecure()) {
            return;
        }
        String session;
        try {
            session = channel.startTls(peer.identity().server(), patience);
        } catch (IOException e) {
            if (!mayLeave() && !bell.isClosed() && !peer.mayRefuse()) {
                throw stage.differs(player(), "no TLS came about: " + e.getMessage());
            }
            peer.refused();
            throw new Broken();
        }
        peer.log().secured(channel.number(), session);
    }

    private void speak(Move move) throws Broken {
        try {
            speech.say(move, player(), channels.orElseThrow());
        } catch (IOException gone) {
            if (mayLeave() || bell.isClosed()) {
                throw new Broken();
            }
            if (!player().mayLeave(move.channel())) {
                throw stage.differs(player(), "the client was gone before it was told all");
            }
        }
    }

    /** Gives the player what the client says within the limit, or its end. */
    private void hear(int channel, Duration limit) throws IOException, Broken {
        ServedChannel from = channels.orElseThrow().last(channel);
        byte[] some = new byte[8192];
        int n;
        try {
            n = from.read(some, limit);
        } catch (IOException reset) {
            n = -1;
        }
        if (n > 0) {
            player().said(channel, some, 0, n);
        } else if (n < 0) {
            ended(channel, from);
        } else if (mayLeave() || bell.isClosed()) {
            throw new Broken();
        } else {
            throw stage.differs(player(), "the client says nothing");
        }
    }

    private void ended(int channel, ServedChannel from) throws Broken {
        player().ended(channel);
        peer.log().closed(from.number(), Side.CLIENT);
        if (mayLeave() && channel == main) {
            throw new Broken();
        }
        if (channel != main) {
            channels.orElseThrow().end(channel);
        }
    }

    /** All was played that has to be: a client may stay and say nothing, or what a rule answers, or too much. */
    private boolean linger(int channel) throws IOException, Broken {
        ServedChannel from = channels.orElseThrow().last(channel);
        byte[] some = new byte[8192];
        boolean last = false;
        while (!last) {
            last = bell.isClosed();
            int n = glance(from, some);
            if (n < 0 && channel != main) {
                ended(channel, from);
                return true;
            }
            if (n < 0) {
                peer.log().closed(from.number(), Side.CLIENT);
                return false;
            }
            if (n > 0 && !delivery.isStruck()) {
                settled = false;
                player().said(channel, some, 0, n);
                return true;
            }
            looks.incrementAndGet();
            bell.ring();
        }
        return false;
    }

    /** The peer has failed: what the client says does not matter any more. */
    private void awaitClose() {
        try {
            ServedChannel from = channels.orElseThrow().last(main);
            byte[] some = new byte[8192];
            int n = 0;
            while (!bell.isClosed() && n >= 0) {
                n = glance(from, some);
            }
            if (n < 0) {
                peer.log().closed(from.number(), Side.CLIENT);
            }
            if (silent || speech.isSilent()) {
                bell.awaitClose();
            }
        } catch (IOException e) {
            // There is no such connection any more.
            return;
        }
    }

    /** As {@link ServedChannel#read}; a reset is an end as well. */
    private static int glance(ServedChannel from, byte[] into) {
        try {
            return from.read(into, GLANCE);
        } catch (IOException reset) {
            return -1;
        }
    }
}
