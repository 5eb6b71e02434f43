package protocols.internal.peer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import protocols.Transcript;
import protocols.Transcript.Side;
import protocols.internal.peer.Bindings.Kind;
import protocols.spi.CoreFriend;

/**
 * Plays the server's side of one scene: takes what the client says, holds it against the scene, and gives what is to be
 * done next. It has no socket and never waits; whoever drives it has.
 */
final class Player {

    private final Stage stage;
    /** What the client's connection is called, whichever scene is played on it. */
    private final int number;

    private Memory memory = new Memory();
    private final Deque<Move> ahead = new ArrayDeque<>();
    private final Telling telling;
    private final Login login;
    private final Frames frames = new Frames();
    private final Ears ears;
    private final Bindings bound = new Bindings();
    private Scene scene;
    private long size = -1;
    private Optional<Body> body = Optional.empty();
    private boolean misheard;
    private boolean stalled;
    /** The peer has cut a connection: its client need not stay. */
    private boolean broken;

    private boolean leftOver;

    /** @param log is told what was really said */
    Player(Stage stage, Scene scene, Consumer<Transcript.Entry> log) {
        this(stage, scene, new Telling(Optional.of(log)), scene.main());
    }

    private Player(Stage stage, Scene scene, Telling telling, int number) {
        this.stage = stage;
        this.scene = scene;
        this.telling = telling;
        this.login = new Login(stage.labels());
        this.number = number;
        this.ears = new Ears(number, scene.main());
        frames.push(scene.cues(), 0);
    }

    /** One that finds out whether another scene would do on the same connection, and tells nobody yet. */
    Player understudy(Scene other) {
        return new Player(stage, other, new Telling(Optional.empty()), number);
    }

    Scene scene() {
        return scene;
    }

    /** What the client's side calls the channel of a cue, or its connection if there is none. */
    int channelOf(Optional<Cue> cue) {
        return cue.map(one -> ears.outer(channel(one))).orElse(number);
    }

    /** The client has said something. */
    void said(int channel, byte[] bytes, int from, int count) {
        synchronized (stage) {
            ears.inbox(ears.inner(channel)).add(bytes, from, count);
            memory.hear(channel == number, bytes, from, count);
        }
    }

    /** The client has ended a channel, or its half of it, and with it a body that ends so. */
    void ended(int channel) {
        synchronized (stage) {
            unheard(channel).end();
            due().filter(cue -> cue.isBody() && channel(cue) == ears.inner(channel))
                    .ifPresent(cue -> take(cue, unheard(channel)));
        }
    }

    /** A rule, too, speaks on the connection of the client. */
    private int channel(Cue cue) {
        return frames.isWithin() && cue.channel() == SceneReader.RULE ? scene.main() : cue.channel();
    }

    /** What the client has said and no cue has taken. */
    Inbox unheard(int channel) {
        return ears.inbox(ears.inner(channel));
    }

    /** Whether the client has said something that nothing has taken. */
    boolean hasUnheard() {
        return !stalled && !broken && (leftOver || ears.hasUnheard());
    }

    /** The cue that is due; empty if all was played. */
    Optional<Cue> due() {
        return frames.due();
    }

    /** Passes over the cue that is due. */
    void pass() {
        frames.pass();
    }

    /** Whether the client, if it has gone, need not be told the rest on a channel. */
    boolean mayLeave(int channel) {
        return stage.mayLeave(frames.leftNow(), channel);
    }

    /** The place of what the client has to say next. */
    int nextHeard() {
        return Stage.firstHeard(frames.left());
    }

    /** Whether nothing is left that a client has to say, or to be told. */
    boolean isOver() {
        List<Cue> left = frames.left();
        boolean played = stage.isExact()
                ? left.isEmpty()
                : Questions.isAll(left, scene.tagged(), cue -> !stage.mustBePlayed(cue));
        return !misheard && (stalled || broken || played);
    }

    /**
     * What is to be done next.
     *
     * @param fill puts the numbers of real ports in for what the scene says
     */
    Move next(Ports fill) {
        synchronized (stage) {
            Move move = nextMove(fill);
            return move.on(ears.outer(move.channel()));
        }
    }

    private Move nextMove(Ports fill) {
        while (ahead.isEmpty()) {
            if (stalled) {
                return Move.of(Move.Kind.STALL, scene.main());
            }
            Optional<Cue> due = due();
            int channel = due.map(this::channel).orElse(scene.main());
            Inbox in = ears.inbox(channel);
            if (due.isEmpty() && in.isEmpty()) {
                return Move.of(Move.Kind.OVER, channel);
            } else if (due.isEmpty() || due.get().isHeard()) {
                if (!hear(due)) {
                    return Move.of(Move.Kind.HEAR, channel);
                }
            } else if (due.get().kind() == Cue.Kind.LEAVE) {
                if (in.isEmpty() && in.hasEnded()) {
                    frames.pass();
                } else if (in.isEmpty() || !hear(due)) {
                    return Move.of(in.isEmpty() ? Move.Kind.LEAVE : Move.Kind.HEAR, channel);
                }
            } else {
                return act(due.get(), fill);
            }
        }
        return ahead.remove();
    }

    private Move act(Cue cue, Ports fill) {
        int channel = channel(cue);
        stalled = cue.kind() == Cue.Kind.STALL;
        // A rule that closes ends the scene that it interrupts.
        broken |= cue.kind() == Cue.Kind.RESET
                || cue.kind() == Cue.Kind.TEAR
                || (cue.kind() == Cue.Kind.CLOSE && frames.isWithin());
        frames.pass();
        Move move =
                switch (cue.kind()) {
                    case SAY -> say(cue, fill);
                    case CONNECT ->
                        Move.of(Move.Kind.CONNECT, cue, bound.last(Kind.ADDRESS).orElse(""));
                    case PAUSE -> Move.of(Move.Kind.PAUSE, cue, ((Transcript.Act) cue.entry()).what());
                    default -> Move.of(Move.Kind.valueOf(cue.kind().name()), cue, "");
                };
        return move.on(channel);
    }

    private Move say(Cue cue, Ports fill) {
        String text = ((Transcript.Said) cue.entry()).text();
        int space = text.indexOf(' ');
        if (scene.tagged() && space > 0) {
            text = bound.tag(text.substring(0, space)) + text.substring(space);
        }
        text = fill.fill(text, cue.listens());
        int channel = channel(cue);
        Transcript.Said said = stage.said(channel, Side.SERVER, text);
        login.said(text);
        memory.say(channel == scene.main(), said.bytes());
        return Move.say(cue, said.bytes(), text);
    }

    /** False if more has to come. */
    private boolean hear(Optional<Cue> due) {
        int channel = due.map(this::channel).orElse(scene.main());
        Inbox in = ears.inbox(channel);
        boolean inBody = due.isPresent() && due.get().isBody();
        boolean onMain = channel == scene.main() && !inBody;
        if (onMain && in.isEmpty() && in.hasEnded() && !stage.isExact() && isOver()) {
            frames.end();
            return true;
        }
        int followed = onMain ? follow(in) : Pattern.WRONG;
        if (followed >= 0) {
            return true;
        }
        int taken = due.isPresent() && due.get().isHeard() ? take(due.get(), in) : Pattern.WRONG;
        if (taken >= 0) {
            return true;
        }
        boolean more = taken == Pattern.MORE
                || followed == Pattern.MORE
                || (onMain && !stage.isExact() && Questions.mayBegin(due, in));
        if (more && !in.hasEnded()) {
            return false;
        }
        if (taken == Pattern.MORE) {
            throw differs("the client closed the connection" + (in.isEmpty() ? "" : " in the middle"));
        }
        if (onMain && (answer(in) || skip(due, in) || (!telling.isHeldBack() && stage.change(this)))) {
            return true;
        }
        throw differs(Difference.otherwise(due));
    }

    private Transcript.Mismatch differs(String why) {
        if (telling.isHeldBack()) {
            throw new Otherwise();
        }
        misheard = true;
        return stage.differs(this, why);
    }

    /** Takes what a cue waits for; gives how much, {@link Pattern#WRONG} or {@link Pattern#MORE}. */
    private int take(Cue cue, Inbox in) {
        int taken = cue.isBody() ? takeBody(cue, in) : takeWords(cue, in);
        if (taken >= 0) {
            frames.pass();
        }
        return taken;
    }

    private int takeBody(Cue cue, Inbox in) {
        Body coming = body.orElseGet(() -> new Body(
                cue,
                size >= 0 ? size : bound.last(Kind.SIZE).map(Long::parseLong).orElse(0L)));
        int taken = coming.take(in);
        body = taken == Pattern.MORE ? Optional.of(coming) : Optional.empty();
        if (taken >= 0) {
            size = -1;
            coming.shown(channelOf(Optional.of(cue)), stage.at()).forEach(telling);
        }
        return taken;
    }

    private int takeWords(Cue cue, Inbox in) {
        boolean isHead = cue.kind() == Cue.Kind.HEAD;
        int taken = isHead
                ? cue.head().orElseThrow().match(in, bound)
                : cue.pattern().orElseThrow().match(in, bound);
        if (taken < 0) {
            return taken;
        }
        byte[] said = in.take(taken);
        if (stage.isExact()) {
            bound.learnAddress(said);
        }
        login.heard(said);
        size = isHead ? HeadPattern.length(said).orElse(Body.CHUNKS) : -1;
        List<String> lines = cue.head()
                .map(head -> head.shown(said, bound))
                .orElseGet(() -> List.of(shown(cue.pattern().orElseThrow(), said)));
        int channel = channelOf(Optional.of(cue));
        lines.forEach(line -> telling.accept(stage.said(channel, Side.CLIENT, line)));
        return taken;
    }

    private String shown(Pattern pattern, byte[] said) {
        return login.isStep(said) && pattern.isOpen() ? Transcript.REDACTED : pattern.shown(said, said.length, bound);
    }

    /** The field in which a request differs, if that is all. */
    Optional<HeadPattern.Lacking> lacking(Cue cue) {
        return cue.head().flatMap(head -> head.lacking(ears.inbox(channel(cue)), bound));
    }

    /** A line that nothing has taken, as it is shown: a step of a login is a secret. */
    String shown(byte[] unheard) {
        return login.shown(unheard);
    }

    /** Tells the log what the client has said and nothing has taken. */
    void logUnheard() {
        body.ifPresent(coming -> coming.shown(channelOf(due()), stage.at()).forEach(telling));
        body = Optional.empty();
        leftOver = hasUnheard();
        ears.empty((channel, line) -> telling.accept(stage.said(channel, Side.CLIENT, login.unheard(line))));
    }

    /** Whether a rule answers what was said; {@link Pattern#MORE} if one may yet. */
    private int follow(Inbox in) {
        int followed = Pattern.WRONG;
        for (Scene rule : stage.rules(scene.tagged())) {
            frames.push(rule.cues(), 1);
            int taken = in.isEmpty() ? Pattern.WRONG : takeWords(rule.cues().get(0), in);
            if (taken >= 0) {
                return taken;
            }
            frames.pop();
            followed = Math.min(followed, taken);
        }
        return followed;
    }

    /** Whether what was said only asks what the peer can do. */
    private boolean answer(Inbox in) {
        if (stage.isExact()) {
            return false;
        }
        int line = in.firstLine();
        Optional<List<String>> answer = Questions.answer(scene, in.text(line));
        if (answer.isEmpty()) {
            return false;
        }
        String question = CoreFriend.get().escape(in.take(line), 0, line);
        telling.accept(stage.said(number, Side.CLIENT, question));
        frames.push(stage.saying(scene.main(), answer.get()), 0);
        return true;
    }

    /** Whether what was said comes behind questions that this client does not ask any more. */
    private boolean skip(Optional<Cue> due, Inbox in) {
        return due.isPresent()
                && !stage.isExact()
                && frames.skipTo(scene.tagged(), cue -> cue.pattern()
                        .map(pattern -> pattern.match(in, bound) >= 0)
                        .orElse(false));
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
            byte[] heard = past.heard();
            said(number, heard, 0, heard.length);
            List<Move> next = new ArrayList<>();
            // One that stalls says no more, whatever it is told.
            while (!stalled
                    && (memory.spoken() < past.spoken()
                            || !ears.inbox(scene.main()).isEmpty())) {
                boolean caughtUp = memory.spoken() >= past.spoken();
                Move move = next(Ports.AS_RECORDED);
                if (move.kind().isWaiting()) {
                    break;
                }
                if (!(caughtUp ? move.kind().isOnOneChannel() : move.kind().isWord())) {
                    return false;
                }
                if (caughtUp) {
                    next.add(move);
                }
            }
            ahead.addAll(next);
            return memory.begins(past);
        } catch (Otherwise differs) {
            return false;
        }
    }

    /** Plays another scene, in which all that was said and heard so far is the same. */
    void become(Player other) {
        scene = other.scene;
        frames.become(other.frames);
        ears.become(other.ears);
        bound.become(other.bound);
        size = other.size;
        body = other.body;
        login.become(other.login);
        memory = other.memory;
        ahead.addAll(other.ahead);
        telling.become(other.telling);
    }
}
