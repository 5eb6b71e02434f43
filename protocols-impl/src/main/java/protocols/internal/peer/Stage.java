package protocols.internal.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import protocols.Transcript;
import protocols.Transcript.Side;
import protocols.spi.CoreFriend;
import protocols.spi.ScriptParts;

/**
 * The scenes of a script, and which of them are played: by a peer with sockets, or in place of the network. Of several
 * connections each plays the first scene that nobody plays yet; where its client says something that belongs to another,
 * it plays that.
 */
final class Stage {

    private final ScriptParts script;
    private final List<Scene> scenes;
    private final List<Scene> rules;
    private final Set<String> labels;
    private final List<Scene> free = new ArrayList<>();
    private final List<Player> players = new ArrayList<>();
    private final Set<Player> excused = new HashSet<>();
    private final List<Transcript.Mismatch> differences = new ArrayList<>();
    private final long began = System.nanoTime();

    Stage(ScriptParts script) {
        this.script = script;
        this.scenes = SceneReader.scenes(script);
        boolean tagged = scenes.stream().anyMatch(Scene::tagged);
        this.rules = SceneReader.rules(script, tagged);
        free.addAll(scenes);
        this.labels = Stream.concat(scenes.stream(), rules.stream())
                .flatMap(scene -> scene.script().stream())
                .filter(entry -> entry instanceof Transcript.Said said && said.by() == Side.CLIENT)
                .flatMap(entry -> Unheard.labels(((Transcript.Said) entry).text()).stream())
                .collect(Collectors.toSet());
    }

    /** What stands before the secrets of the script. */
    Set<String> labels() {
        return labels;
    }

    boolean isExact() {
        return script.rules().exact();
    }

    ScriptParts script() {
        return script;
    }

    List<Scene> scenes() {
        return scenes;
    }

    List<Scene> rules(boolean tagged) {
        return rules;
    }

    /** The script that a player is in: of its scene, or of a rule that interrupts it. */
    List<Transcript.Entry> script(Player player) {
        return player.due()
                .flatMap(cue ->
                        rules.stream().filter(rule -> rule.cues().contains(cue)).findFirst())
                .orElse(player.scene())
                .script();
    }

    /** The next scene that nobody plays and that fits; it is played from now on. */
    synchronized Optional<Scene> take(Predicate<Scene> fits) {
        Optional<Scene> next = free.stream().filter(fits).findFirst();
        if (next.isEmpty() && script.forever() && scenes.stream().anyMatch(fits)) {
            free.addAll(scenes);
            next = free.stream().filter(fits).findFirst();
        }
        next.ifPresent(free::remove);
        return next;
    }

    /** A player of this scene. */
    synchronized Player play(Scene scene, Consumer<Transcript.Entry> log) {
        Player player = new Player(this, scene, log);
        players.add(player);
        return player;
    }

    /** A player of the next scene that nobody plays and that fits: no other sees it when nobody has it. */
    synchronized Optional<Player> play(Predicate<Scene> fits, Consumer<Transcript.Entry> log) {
        return take(fits).map(scene -> play(scene, log));
    }

    synchronized List<Player> players() {
        return List.copyOf(players);
    }

    /** Whether a client has to come to this. */
    boolean mustBePlayed(Cue cue) {
        return isExact() || cue.kind() != Cue.Kind.LEAVE;
    }

    /** Whether nothing is wanted of a client any more on a channel but that it closes it. */
    boolean mayLeave(List<Cue> left, int channel) {
        return left.stream()
                .filter(cue -> cue.channel() == channel && (cue.isHeard() || cue.kind() == Cue.Kind.LEAVE))
                .findFirst()
                .map(cue -> cue.kind() == Cue.Kind.LEAVE)
                .orElse(!isExact());
    }

    Transcript.Said said(int channel, Side by, String text) {
        return new Transcript.Said(channel, at(), by, text);
    }

    /** What the server says in these lines. */
    List<Cue> saying(int channel, List<String> lines) {
        return lines.stream()
                .map(line -> Cue.of(Cue.Kind.SAY, 0, said(channel, Side.SERVER, line)))
                .toList();
    }

    Duration at() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /**
     * Whether another scene, in which all was the same so far, goes on with what the client says now; the player plays it
     * then. Whoever has that scene plays another one, if all was the same there too, and so on.
     */
    synchronized boolean change(Player player) {
        if (isExact()) {
            return false;
        }
        Map<Player, Player> changes = new HashMap<>();
        free.add(0, player.scene());
        if (!finds(player, new HashSet<>(), changes)) {
            free.remove(0);
            return false;
        }
        changes.forEach(Player::become);
        return true;
    }

    /**
     * Looks for a scene that nobody plays, or one whose player finds another: an augmenting path.
     *
     * @param asked whom this was asked for
     * @param changes what each is to become
     */
    private boolean finds(Player player, Set<Player> asked, Map<Player, Player> changes) {
        asked.add(player);
        if (!player.memory().isWhole()) {
            return false;
        }
        for (Scene other : free) {
            Player understudy = player.understudy(other);
            if (understudy.canContinue(player.memory())) {
                free.remove(other);
                changes.put(player, understudy);
                return true;
            }
        }
        for (Player other : players) {
            Player understudy = player.understudy(other.scene());
            // Each is asked once: what it cannot find now it cannot find later.
            if (!asked.contains(other) && understudy.canContinue(player.memory()) && finds(other, asked, changes)) {
                changes.put(player, understudy);
                return true;
            }
        }
        return false;
    }

    /** What a client says otherwise, where and how; noted for {@link #verify}. */
    synchronized Transcript.Mismatch differs(Player player, String why) {
        Transcript.Mismatch mismatch = CoreFriend.get().mismatch(Difference.of(this, player, why));
        differences.add(mismatch);
        return mismatch;
    }

    synchronized void note(Transcript.Mismatch difference) {
        differences.add(difference);
    }

    /** The first thing that was said otherwise. */
    synchronized Optional<Transcript.Mismatch> difference() {
        return differences.stream().findFirst();
    }

    /** Whether a peer may have said this by now: no client has still to say on another connection what came before it. */
    synchronized boolean isDue(int place, Player of) {
        return players.stream().filter(one -> one != of).allMatch(one -> one.nextHeard() > place)
                && free.stream().allMatch(scene -> firstHeard(scene.cues()) > place);
    }

    static int firstHeard(List<Cue> cues) {
        return cues.stream()
                .filter(cue -> cue.isHeard() || cue.kind() == Cue.Kind.LEAVE)
                .mapToInt(Cue::place)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    /** Something has gone wrong on this player's connection, as it was to: its client need not stay. */
    synchronized void excuse(Player player) {
        excused.add(player);
    }

    /** Whether every scene was played to its end. */
    synchronized boolean isOver() {
        boolean allBegun = script.forever()
                || free.stream().allMatch(scene -> scene.cues().stream().noneMatch(this::mustBePlayed));
        return allBegun && players.stream().allMatch(player -> script.forever() || isOver(player));
    }

    private boolean isOver(Player player) {
        return player.isOver() || excused.contains(player);
    }

    /** Fails if something was said otherwise, or was not said. */
    synchronized void verify() {
        if (!differences.isEmpty()) {
            throw differences.get(0);
        }
        if (script.forever()) {
            return;
        }
        for (Player player : players) {
            if (player.isOver() && player.hasUnheard() && !excused.contains(player)) {
                throw CoreFriend.get().mismatch(Difference.of(this, player, Difference.otherwise(Optional.empty())));
            }
            if (!isOver(player)) {
                throw CoreFriend.get()
                        .mismatch(Difference.of(this, player, "the client has not come to the end of the transcript"));
            }
        }
        if (!isOver()) {
            throw CoreFriend.get()
                    .mismatch("the client opened " + players.size()
                            + (players.size() == 1 ? " connection" : " connections") + "; the transcript has "
                            + free.size() + " more:\n" + Difference.of(free.get(0)));
        }
    }
}
