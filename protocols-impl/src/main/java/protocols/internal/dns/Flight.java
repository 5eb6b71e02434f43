package protocols.internal.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import protocols.Attempt;
import protocols.WireException;
import protocols.dns.Message;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.net.Deadline;
import protocols.spi.DnsFriend;

/** One question of many that are asked at once: whom it has been sent to, and what came of that. */
final class Flight {

    Question question;

    /** What is left for silence, counted by what each wait was given, as one lookup does it. */
    long left;

    int round;

    /** The next server of this round. */
    int next;

    /** When the exchange that runs began, and when it ends in silence. */
    long began;

    long due;
    int discarded;
    boolean silence;

    /** Whether it was asked again without EDNS. */
    boolean plain;

    /** Whether it moves to TCP as somebody else may have answered. */
    boolean suspect;

    /** The server that is to be asked over TCP; empty where nothing but a whole lookup will do. */
    Optional<UdpPool> stream = Optional.empty();

    Optional<Message> error = Optional.empty();
    Optional<WireException> fault = Optional.empty();

    /** Its neighbours among those that wait equally long: see {@link Patience}. */
    @Nullable
    Flight before;

    @Nullable
    Flight behind;

    int lane = Patience.NONE;

    private List<Attempt> attempts = List.of();
    private Set<UdpPool> failed = Set.of();
    private @Nullable UdpPort port;

    /** Ports where nothing came in time; what is late is still taken there. */
    private List<UdpPort> earlier = List.of();

    Flight(Question question, long left) {
        this.question = question;
        this.left = left;
    }

    /** Whether it went the way that nearly all go, so that nothing is left of it to be told from a new one. */
    boolean wentStraight() {
        return attempts.size() == 1 && discarded == 0;
    }

    /** For another question, where {@link #wentStraight()}. */
    Flight renewed(Question next, long forSilence) {
        question = next;
        left = forSilence;
        round = 0;
        this.next = 0;
        attempts = List.of();
        return this;
    }

    void waitsAt(UdpPort here) {
        UdpPort last = port;
        if (last != null && last != here) {
            earlier = earlier.isEmpty() ? new ArrayList<>() : earlier;
            earlier.add(last);
        }
        port = here;
    }

    /** Whether the exchange that runs is this one, and not one that was given up on. */
    boolean isAt(UdpPort here) {
        return port == here;
    }

    /** The port where nothing came in time. */
    Optional<UdpPort> fellSilent() {
        silence = true;
        return Optional.ofNullable(port);
    }

    /** Nothing is waited for any more, wherever it has been asked. */
    void forget() {
        UdpPort last = port;
        if (last != null) {
            last.forget(this);
        }
        if (!earlier.isEmpty()) {
            earlier.forEach(one -> one.forget(this));
            earlier = List.of();
        }
        port = null;
    }

    void tried(Attempt attempt) {
        if (attempts.isEmpty()) {
            attempts = List.of(attempt);
        } else {
            attempts = new ArrayList<>(attempts);
            attempts.add(attempt);
        }
    }

    List<Attempt> attempts() {
        return attempts;
    }

    /** What a server says about itself, or cannot say, it will not take back in the next round. */
    void leaveOut(UdpPool server) {
        failed = failed.isEmpty() ? new HashSet<>() : failed;
        failed.add(server);
    }

    boolean leavesOut(UdpPool server) {
        return failed.contains(server);
    }

    int leftOut() {
        return failed.size();
    }

    /** Nobody answered the question: says so as the server did that said most. */
    Outcome end(Duration timeout) {
        if (error.isPresent()) {
            return Outcome.of(question, error.get(), attempts);
        }
        if (silence || fault.isEmpty()) {
            return DnsFriend.get().timedOut(question, Deadline.after("timeout", timeout), attempts);
        }
        return Outcome.of(question, fault.get(), attempts);
    }
}
