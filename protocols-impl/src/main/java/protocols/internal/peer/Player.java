package protocols.internal.peer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import protocols.Transcript;
import protocols.Transcript.Side;
import protocols.internal.peer.Bindings.Kind;

/**
 * Plays the server's side of one scene: takes what the client says, holds it against the scene, and gives what is to be
 * done next. It has no socket and never waits; whoever drives it has.
 */
final class Player {

    private final Stage stage;
    private final boolean understudy;
    private final Memory memory = new Memory();
    private final Deque<Move> ahead = new ArrayDeque<>();
    private final Consumer<Transcript.Entry> log;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final Map<Integer, Inbox> inboxes = new HashMap<>();
    private final Bindings bound = new Bindings();
    private Scene scene;
    private long size = -1;
    private boolean misheard;

    /** What is played now, and behind it what goes on afterwards: a rule interrupts a scene. */
    private static final class Frame {
        private final List<Cue> cues;
        private int at;

        Frame(List<Cue> cues, int at) {
            this.cues = cues;
            this.at = at;
        }
    }

    /**
     * @param log is told what was really said
     */
    Player(Stage stage, Scene scene, Consumer<Transcript.Entry> log) {
        this(stage, scene, log, false);
    }

    private Player(Stage stage, Scene scene, Consumer<Transcript.Entry> log, boolean understudy) {
        this.stage = stage;
        this.scene = scene;
        this.log = log;
        this.understudy = understudy;
        frames.push(new Frame(scene.cues(), 0));
    }

    /** One that finds out whether another scene would do, and tells nobody. */
    static Player understudy(Stage stage, Scene scene) {
        return new Player(stage, scene, entry -> {}, true);
    }

    Scene scene() {
        return scene;
    }

    /** The client has said something. */
    void said(int channel, byte[] bytes, int from, int count) {
        inbox(channel).add(bytes, from, count);
        memory.hear(channel == scene.main(), bytes, from, count);
    }

    /** The client has ended a channel, or its half of it. */
    void ended(int channel) {
        inbox(channel).end();
    }

    private Inbox inbox(int channel) {
        return inboxes.computeIfAbsent(channel, number -> new Inbox());
    }

    /** What the client has said and no cue has taken. */
    Inbox unheard(int channel) {
        return inbox(channel);
    }

    /** The cue that is due; empty if all was played. */
    Optional<Cue> due() {
        while (frames.size() > 1 && frames.peek().at == frames.peek().cues.size()) {
            frames.pop();
        }
        Frame frame = frames.peek();
        return frame.at == frame.cues.size() ? Optional.empty() : Optional.of(frame.cues.get(frame.at));
    }

    /** Passes over the cue that is due. */
    void pass() {
        frames.peek().at++;
    }

    /** The place of what the client has to say next. */
    int nextHeard() {
        Frame first = frames.peekLast();
        return Stage.firstHeard(first.cues.subList(first.at, first.cues.size()));
    }

    /** Whether nothing is left that a client has to say, or to be told. */
    boolean isOver() {
        Frame first = frames.peekLast();
        return !misheard && first.cues.subList(first.at, first.cues.size()).stream().noneMatch(stage::mustBePlayed);
    }

    /**
     * What is to be done next.
     *
     * @param fill puts the numbers of real ports in for what the scene says
     */
    Move next(Ports fill) {
        while (ahead.isEmpty()) {
            Optional<Cue> due = due();
            if (due.isEmpty()) {
                if (inbox(scene.main()).isEmpty()) {
                    return Move.of(Move.Kind.OVER, scene.main());
                }
                hear(Optional.empty());
            } else if (due.get().isHeard()) {
                if (!hear(due)) {
                    return Move.of(Move.Kind.HEAR, due.get().channel());
                }
            } else if (due.get().kind() == Cue.Kind.LEAVE) {
                Inbox in = inbox(due.get().channel());
                if (!in.isEmpty()) {
                    hear(due);
                } else if (!in.hasEnded()) {
                    return Move.of(Move.Kind.LEAVE, due.get().channel());
                } else {
                    pass();
                }
            } else {
                return act(due.get(), fill);
            }
        }
        return ahead.remove();
    }

    private Move act(Cue cue, Ports fill) {
        pass();
        return switch (cue.kind()) {
            case SAY -> say(cue, fill);
            case CONNECT -> Move.of(Move.Kind.CONNECT, cue, bound.last(Kind.ADDRESS).orElse(""));
            case PAUSE -> Move.of(Move.Kind.PAUSE, cue, ((Transcript.Act) cue.entry()).what());
            default -> Move.of(Move.Kind.valueOf(cue.kind().name()), cue, "");
        };
    }

    private Move say(Cue cue, Ports fill) {
        String text = ((Transcript.Said) cue.entry()).text();
        int space = text.indexOf(' ');
        if (scene.tagged() && space > 0) {
            text = bound.tag(text.substring(0, space)) + text.substring(space);
        }
        text = fill.fill(text, cue.listens());
        Transcript.Said said = stage.said(cue.channel(), Side.SERVER, text);
        memory.say(cue.channel() == scene.main(), said.bytes());
        return Move.say(cue, said.bytes(), text);
    }

    /** False if more has to come. */
    private boolean hear(Optional<Cue> due) {
        int channel = due.map(Cue::channel).orElse(scene.main());
        Inbox in = inbox(channel);
        boolean inBody = due.isPresent() && due.get().isBody();
        if (channel == scene.main() && !inBody && follow(in)) {
            return true;
        }
        int taken = due.isPresent() && due.get().isHeard() ? take(due.get(), in) : Pattern.WRONG;
        if (taken >= 0) {
            return true;
        }
        if (taken == Pattern.MORE && !in.hasEnded()) {
            return false;
        }
        if (taken == Pattern.MORE) {
            throw differs(in.isEmpty() ? "the client closed the connection" : "the client closed the connection in the middle");
        }
        if (channel == scene.main() && (answer(in) || skip(due, in) || (!understudy && stage.change(this)))) {
            return true;
        }
        throw differs(due.isPresent() && due.get().kind() == Cue.Kind.LEAVE
                ? "the client did not close, but says more"
                : due.isPresent() ? "the client says something else" : "the client says more than the transcript");
    }

    private Transcript.Mismatch differs(String why) {
        if (understudy) {
            throw new Otherwise();
        }
        misheard = true;
        return stage.differs(this, why);
    }

    /** Takes what a cue waits for; gives how much, {@link Pattern#WRONG} or {@link Pattern#MORE}. */
    private int take(Cue cue, Inbox in) {
        int taken = switch (cue.kind()) {
            case HEAR -> cue.pattern().orElseThrow().match(in.bytes(), in.length(), bound);
            case HEAD -> cue.head().orElseThrow().match(in.bytes(), in.length(), bound);
            default -> Bodies.match(cue, in, size >= 0 ? size : bodySize());
        };
        if (taken < 0) {
            return taken;
        }
        if (cue.kind() == Cue.Kind.HEAD) {
            size = HeadPattern.length(in.bytes(), taken).orElse(Bodies.CHUNKS);
        } else {
            size = -1;
        }
        note(cue, in, taken);
        pass();
        return taken;
    }

    private long bodySize() {
        return bound.last(Kind.SIZE).map(Long::parseLong).orElse(0L);
    }

    private void note(Cue cue, Inbox in, int taken) {
        byte[] bytes = in.bytes();
        int channel = cue.channel();
        if (cue.kind() == Cue.Kind.HEAR) {
            log.accept(stage.said(channel, Side.CLIENT, cue.pattern().orElseThrow().shown(bytes, taken, bound)));
        } else if (cue.kind() == Cue.Kind.HEAD) {
            HeadPattern.shown(bytes, taken).forEach(line -> log.accept(stage.said(channel, Side.CLIENT, line)));
            log.accept(stage.said(channel, Side.CLIENT, ""));
        } else {
            Bodies.shown(bytes, taken).forEach(line -> log.accept(stage.said(channel, Side.CLIENT, line)));
        }
        in.take(taken);
    }

    /** Whether a rule answers what was said. */
    private boolean follow(Inbox in) {
        for (Scene rule : stage.rules(scene.tagged())) {
            Cue first = rule.cues().get(0);
            if (!in.isEmpty() && take(first, in, rule)) {
                return true;
            }
        }
        return false;
    }

    private boolean take(Cue first, Inbox in, Scene rule) {
        int taken = first.kind() == Cue.Kind.HEAD
                ? first.head().orElseThrow().match(in.bytes(), in.length(), bound)
                : first.pattern().orElseThrow().match(in.bytes(), in.length(), bound);
        if (taken < 0) {
            return false;
        }
        if (first.kind() == Cue.Kind.HEAD) {
            size = HeadPattern.length(in.bytes(), taken).orElse(Bodies.CHUNKS);
        }
        note(first, in, taken);
        frames.push(new Frame(rule.cues(), 1));
        return true;
    }

    /** Whether what was said only asks what the peer can do. */
    private boolean answer(Inbox in) {
        if (stage.isExact()) {
            return false;
        }
        int line = in.firstLine();
        Optional<List<String>> answer = Questions.answer(scene, in.bytes(), line);
        if (answer.isEmpty()) {
            return false;
        }
        Bodies.shown(in.take(line), line).forEach(text -> log.accept(stage.said(scene.main(), Side.CLIENT, text)));
        List<Cue> said = new ArrayList<>();
        for (String text : answer.get()) {
            said.add(Cue.of(Cue.Kind.SAY, 0, stage.said(scene.main(), Side.SERVER, text)));
        }
        frames.push(new Frame(said, 0));
        return true;
    }

    /** Whether what was said comes behind questions that this client does not ask any more. */
    private boolean skip(Optional<Cue> due, Inbox in) {
        Frame frame = frames.peek();
        int at = frame.at;
        while (due.isPresent()
                && !stage.isExact()
                && at < frame.cues.size()
                && Questions.isQuestion(frame.cues.get(at), scene.tagged())) {
            at = Questions.end(frame.cues, at + 1);
            boolean fits = at < frame.cues.size()
                    && frame.cues.get(at).pattern().isPresent()
                    && frame.cues.get(at).pattern().get().match(in.bytes(), in.length(), bound) >= 0;
            if (fits) {
                frame.at = at;
                return true;
            }
        }
        return false;
    }

    /** What was said and heard so far. */
    Memory memory() {
        return memory;
    }

    /**
     * Whether this scene, played from the start, says the same to the same, and takes all that was heard. What it says
     * then comes next.
     */
    boolean canContinue(Memory past) {
        try {
            said(scene.main(), past.heard(), 0, past.heard().length);
            while (memory.said().length < past.said().length || !inbox(scene.main()).isEmpty()) {
                boolean caughtUp = memory.said().length >= past.said().length;
                Move move = next(Ports.AS_RECORDED);
                if (move.kind() == Move.Kind.HEAR) {
                    break;
                }
                if (caughtUp) {
                    ahead.add(move);
                }
                if (move.kind() != Move.Kind.SAY && move.kind() != Move.Kind.TLS) {
                    return false;
                }
            }
            return memory.begins(past);
        } catch (Otherwise differs) {
            return false;
        }
    }

    /** An understudy finds that its scene is not the one. */
    private static final class Otherwise extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Otherwise() {
            super(null, null, false, false);
        }
    }

    /** Plays another scene, in which all that was said and heard so far is the same. */
    void become(Player other) {
        scene = other.scene;
        frames.clear();
        frames.addAll(other.frames);
        inboxes.clear();
        inboxes.putAll(other.inboxes);
        bound.become(other.bound);
        size = other.size;
        ahead.addAll(other.ahead);
    }
}
