package protocols.internal.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import protocols.Attempt;
import protocols.WireException;
import protocols.dns.DnsSection;
import protocols.dns.Message;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.net.Deadline;
import protocols.spi.CoreFriend;
import protocols.spi.DnsFriend;
import protocols.spi.DnsOptions;

/**
 * One lookup: which server is asked when, and what is made of what they say. It may begin before it runs, so that several
 * in a row have their first queries under way together; in the end it gives back what it holds.
 */
final class Resolution {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MAX_DOUBLINGS = 8;

    /** So often a server is asked plainly until two answers agree; one with many addresses may name others each time. */
    private static final int MOST_PLAIN = 4;

    /** How long one that was silent is waited for at least, and at most, after the others have answered. */
    private static final Duration SHORTEST_TRIAL = Duration.ofMillis(20);

    private static final Duration LONGEST_TRIAL = Duration.ofMillis(200);

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

    private long lastTook;
    private boolean silence;
    private Optional<Message> error = Optional.empty();
    private Optional<WireException> fault = Optional.empty();

    /**
     * @param servers in the order in which they are asked; of those that are silent one may be {@link Facts#passOver due} to
     *     be tried again, beside the lookup
     */
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
        try {
            Optional<Exchange> due = due();
            if (due.isPresent()) {
                due.get().begin();
            }
            Outcome outcome = ask();
            if (due.isPresent() && due.get().isAhead() && !attempts.isEmpty()) {
                tryAgain(due.get());
            }
            return outcome;
        } catch (WireException e) {
            throw attempts.isEmpty() ? e : CoreFriend.get().tried(e, attempts);
        }
    }

    /** One that was silent, and is asked beside the others to see whether it still is. */
    private Optional<Exchange> due() {
        if (servers.get(0).server().facts().isSilent()
                || servers.get(0).server().isStreamOnly()) {
            return Optional.empty();
        }
        return servers.stream()
                .filter(one -> one.server().facts().isSilent())
                .filter(one -> one.server().facts().passOver())
                .findFirst();
    }

    /** It had as long as the others took, so that this waits for little more. */
    private void tryAgain(Exchange silent) throws WireException {
        Duration took = Duration.ofNanos(lastTook);
        Duration patience = took.compareTo(SHORTEST_TRIAL) < 0
                ? SHORTEST_TRIAL
                : took.compareTo(LONGEST_TRIAL) > 0 ? LONGEST_TRIAL : took;
        Reply reply = silent.overUdp(Deadline.after("attempt", patience).earlier(total));
        silent.server().facts().wasSilent(reply.isSilent());
    }

    private Outcome ask() throws WireException {
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
        Facts facts = server.server().facts();
        if (facts.usesEdns() && reply.dislikesEdns()) {
            facts.edns(false);
            reply = exchange(server, round);
            facts.edns(reply.dislikesEdns());
        }
        facts.wasSilent(reply.isSilent());
        if (reply.isSilent()) {
            silence = true;
            return Optional.empty();
        }
        if (reply.decides()) {
            Outcome outcome = Outcome.of(
                    question, server.server().believed(reply.message().orElseThrow()), attempts);
            if (!(outcome instanceof Outcome.Lame)) {
                return Optional.of(outcome);
            }
        }
        // What a server says about itself, or cannot say, it will not take back in the next round.
        servers.remove(server);
        error = reply.message().or(() -> error);
        fault = reply.fault().or(() -> fault);
        return Optional.empty();
    }

    /** Over UDP, and over TCP where UDP cannot do it. */
    private Reply exchange(Exchange server, int round) throws WireException {
        Server asked = server.server();
        if (asked.isStreamOnly()) {
            return attempt(asked, asked.stream(), left / servers.size(), server::overStream);
        }
        long patience = patience(round);
        Reply reply = attempt(asked, Way.UDP, patience, server::overUdp);
        if (reply.wantsCookie()) {
            reply = attempt(asked, Way.UDP, patience, server::overUdp);
        }
        if (!reply.wantsStream()) {
            return reply;
        }
        // What came may be had again over UDP, so that less is lost with a connection that nobody answers.
        boolean hasMore = reply.isSuspect() || reply.kind() == Reply.Kind.MALFORMED;
        long forStream = hasMore ? Math.min(patience(round), left / servers.size()) : left / servers.size();
        Reply sure = attempt(asked, asked.stream(), forStream, server::overStream);
        if (!hasMore || !sure.isOutOfReach()) {
            return sure;
        }
        return reply.isSuspect() ? agreed(server, reply.kind(), round).orElse(sure) : reply;
    }

    private long patience(int round) {
        return Math.min(left, nanos(options.patience()) << Math.min(round, MAX_DOUBLINGS));
    }

    /** There is no TCP to find out who spoke: two that guess the id and the port of a query each, alike, are no forgers. */
    private Optional<Reply> agreed(Exchange server, Reply.Kind lost, int round) throws WireException {
        List<Message> said = new ArrayList<>();
        for (int asked = 0; asked < MOST_PLAIN; asked++) {
            Reply reply = attempt(server.server(), Way.UDP, patience(round), server::plainlyOverUdp);
            if (reply.wantsStream()) {
                return Optional.empty();
            }
            if (reply.message().isEmpty()) {
                return Optional.of(reply);
            }
            Message message = reply.message().get();
            if (said.stream().anyMatch(one -> isSame(one, message))) {
                server.server().facts().prove(lost);
                return Optional.of(reply);
            }
            said.add(message);
        }
        return Optional.of(
                Reply.failed(new WireException.Malformed("answers over UDP differ, and TCP cannot be had", "")));
    }

    /** The same records in any order, however long they are to be kept. */
    private static boolean isSame(Message one, Message other) {
        return one.rcode().equals(other.rcode()) && data(one).equals(data(other));
    }

    private static Set<List<Object>> data(Message message) {
        return message.section(DnsSection.ANSWER).stream()
                .map(record -> List.<Object>of(record.name(), record.type(), record.data()))
                .collect(Collectors.toSet());
    }

    /** One way of asking a server. */
    private interface Asking {
        Reply until(Deadline deadline) throws WireException;
    }

    private Reply attempt(Server server, Way way, long patience, Asking asking) throws WireException {
        long began = System.nanoTime();
        Deadline until = Deadline.after("attempt", Duration.ofNanos(patience)).earlier(total);
        Reply reply = asking.until(until);
        lastTook = System.nanoTime() - began;
        attempts.add(Attempt.of(server.name(), way.name(), Duration.ofNanos(lastTook), reply.why()));
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
