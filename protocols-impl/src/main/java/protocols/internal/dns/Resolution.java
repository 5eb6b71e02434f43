package protocols.internal.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.Attempt;
import protocols.WireException;
import protocols.dns.Message;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.net.Deadline;
import protocols.spi.DnsFriend;
import protocols.spi.DnsOptions;

/**
 * One lookup: which server is asked when, and what is made of what they say. It may begin before it runs, so that several
 * in a row have their first queries under way together; in the end it gives back what it holds.
 */
final class Resolution {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MAX_DOUBLINGS = 8;

    private final DnsOptions options;
    private final Question question;
    private final List<Exchange> all;
    private final List<Exchange> servers;
    private final List<Attempt> attempts = new ArrayList<>();
    private final Deadline total;

    /**
     * What is left for silence. It is counted by what each wait was given, not by the clock, so that a recording is
     * given up on where the session was that it is of.
     */
    private long left;

    private boolean silence;
    private Optional<Message> error = Optional.empty();
    private Optional<WireException> fault = Optional.empty();

    Resolution(DnsOptions options, List<Server> servers, Ask ask) {
        this.options = options;
        this.question = ask.question();
        this.all = servers.stream().map(server -> new Exchange(server, ask)).toList();
        this.servers = new ArrayList<>(all);
        this.total = ask.total();
        this.left = nanos(Duration.ofNanos(total.remainingNanos()));
    }

    /** A time to wait, of which more than a day is a day. */
    static long nanos(Duration length) {
        return (length.compareTo(LONGEST) > 0 ? LONGEST : length).toNanos();
    }

    /** Sends the first query ahead. */
    void begin() throws WireException {
        if (left > 0) {
            servers.get(0).begin();
        }
    }

    /** Gives back what it holds. */
    void end() {
        all.forEach(Exchange::end);
    }

    Outcome run() throws WireException {
        for (int round = 0; round < options.rounds(); round++) {
            for (Exchange server : List.copyOf(servers)) {
                if (left <= 0 || total.hasPassed()) {
                    return failure();
                }
                Optional<Outcome> outcome = ask(server, round);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            }
        }
        return failure();
    }

    private Optional<Outcome> ask(Exchange server, int round) throws WireException {
        Reply reply = exchange(server, round);
        Traits traits = server.server().traits();
        if (traits.usesEdns() && reply.dislikesEdns()) {
            traits.edns(false);
            reply = exchange(server, round);
            traits.edns(reply.dislikesEdns());
        }
        traits.wasSilent(reply.isSilent());
        if (reply.isSilent()) {
            silence = true;
            return Optional.empty();
        }
        if (reply.decides()) {
            return reply.message().map(message -> Outcome.of(question, message, attempts));
        }
        // What a server says about itself, or cannot say, it will not take back in the next round.
        servers.remove(server);
        error = reply.message().or(() -> error);
        fault = reply.fault().or(() -> fault);
        return Optional.empty();
    }

    /** Over UDP, and over TCP where UDP cannot do it. */
    private Reply exchange(Exchange server, int round) throws WireException {
        if (!server.server().isStreamOnly()) {
            long patience = Math.min(left, nanos(options.patience()) << Math.min(round, MAX_DOUBLINGS));
            Reply reply = attempt(server, Way.UDP, patience);
            if (reply.wantsCookie()) {
                reply = attempt(server, Way.UDP, patience);
            }
            if (!reply.wantsStream()) {
                return reply;
            }
        }
        return attempt(server, server.server().stream(), left / servers.size());
    }

    private Reply attempt(Exchange server, Way way, long patience) throws WireException {
        long began = System.nanoTime();
        Deadline until = Deadline.after("attempt", Duration.ofNanos(patience)).earlier(total);
        Reply reply = way == Way.UDP ? server.overUdp(until) : server.overStream(until);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        attempts.add(Attempt.of(server.server().name(), way.name(), took, reply.why()));
        if (reply.isSilent()) {
            left -= patience;
        }
        return reply;
    }

    /** Nobody answered the question: says so as the server did that said most. */
    private Outcome failure() throws WireException {
        if (error.isPresent()) {
            return Outcome.of(question, error.get(), attempts);
        }
        if (silence || fault.isEmpty()) {
            return DnsFriend.get().timedOut(question, total, attempts);
        }
        if (fault.get() instanceof WireException.Malformed) {
            return Outcome.of(question, fault.get(), attempts);
        }
        throw fault.get();
    }
}
