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

    /** For what has come while others were waited for. */
    private static final Duration GLANCE = Duration.ofMillis(5);

    private final DnsOptions options;
    private final List<Server> order;
    private final Deadline total;
    private final Deadline ofTheLine;
    private final List<Exchange> all = new ArrayList<>();
    private final AliasSteps steps;

    /** What is asked now: the end of an alias is another question. */
    private Question question;

    private List<Exchange> servers = List.of();
    private List<Exchange> turn = List.of();
    private int round;
    private int place;
    private List<Attempt> attempts = List.of();
    private boolean heard;
    private boolean begun;
    private Optional<Exchange> due = Optional.empty();

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
     * @param ask what is asked, and until when the line may be used: what came in time is looked at a little later
     * @param total until when an answer counts
     */
    Resolution(DnsOptions options, List<Server> servers, Ask ask, Deadline total) {
        this.options = options;
        this.order = servers;
        this.steps = new AliasSteps(options.stub().followsAliases());
        this.total = total;
        this.ofTheLine = ask.total();
        this.left = nanos(Duration.ofNanos(total.remainingNanos()));
        this.question = ask.question();
        begin(ask);
    }

    private void begin(Ask ask) {
        question = ask.question();
        servers = new ArrayList<>(order.size());
        for (Server server : order) {
            servers.add(new Exchange(server, ask));
        }
        all.addAll(servers);
        turn = List.copyOf(servers);
        round = 0;
        place = 0;
        attempts = new ArrayList<>();
        silence = false;
        error = Optional.empty();
        fault = Optional.empty();
    }

    /** A time to wait, of which more than a day is a day. */
    static long nanos(Duration length) {
        return (length.compareTo(LONGEST) > 0 ? LONGEST : length).toNanos();
    }

    /** Sends the next query ahead. */
    void begin() throws WireException {
        if (goesOn() && !isOver()) {
            turn.get(place).begin();
        }
    }

    /** Gives back what it holds. */
    void end() {
        all.forEach(Exchange::end);
    }

    /** Asks one server once; an outcome where that was the end of it. */
    Optional<Outcome> step() throws WireException {
        try {
            if (!begun) {
                begun = true;
                due = due();
                if (due.isPresent()) {
                    due.get().begin();
                }
            }
            Optional<Outcome> outcome = askNext();
            if (outcome.isPresent() && due.isPresent() && due.get().isAhead() && lastTook > 0) {
                tryAgain(due.get());
            }
            return outcome;
        } catch (WireException e) {
            List<Attempt> tried = steps.attempts(attempts);
            throw tried.isEmpty() ? e : CoreFriend.get().tried(e, tried);
        }
    }

    private Optional<Outcome> askNext() throws WireException {
        if (!goesOn() || (isOver() && !turn.get(place).isAhead())) {
            return next(failure());
        }
        Optional<Outcome> outcome = ask(turn.get(place++), round);
        return outcome.isPresent() ? next(outcome.get()) : Optional.empty();
    }

    /** Whether a server is left to be asked, in this round or the next. */
    private boolean goesOn() {
        if (place == turn.size()) {
            turn = List.copyOf(servers);
            place = 0;
            round++;
        }
        return round < options.rounds() && !turn.isEmpty();
    }

    private boolean isOver() {
        return left <= 0 || total.hasPassed();
    }

    /** Follows an alias that stands alone, or ends. */
    private Optional<Outcome> next(Outcome outcome) {
        Optional<Outcome> all = steps.take(outcome);
        if (all.isEmpty()) {
            begin(new Ask(steps.next(), ofTheLine));
        }
        return all;
    }

    /** One that was silent, and is asked beside the others to see whether it still is. */
    private Optional<Exchange> due() {
        if (servers.size() == 1) {
            return Optional.empty();
        }
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
        Reply reply = silent.overUdp(Deadline.after("attempt", patience).earlier(ofTheLine));
        silent.server().facts().wasSilent(reply.isSilent());
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
            return attempt(server, asked.stream(), left / servers.size(), server::overStream);
        }
        long patience = patience(round);
        Reply reply = attempt(server, Way.UDP, patience, server::overUdp);
        if (reply.wantsCookie()) {
            reply = attempt(server, Way.UDP, patience, server::overUdp);
        }
        if (!reply.wantsStream()) {
            return reply;
        }
        // What came may be had again over UDP, so that less is lost with a connection that nobody answers.
        boolean hasMore = reply.isSuspect() || reply.kind() == Reply.Kind.MALFORMED;
        long forStream = hasMore ? Math.min(patience(round), left / servers.size()) : left / servers.size();
        Reply sure = attempt(server, asked.stream(), forStream, server::overStream);
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
            Reply reply = attempt(server, Way.UDP, patience(round), server::plainlyOverUdp);
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

    private Reply attempt(Exchange server, Way way, long patience, Asking asking) throws WireException {
        // The time since it was sent, while others were waited for.
        long ahead = server.nanosAhead();
        long began = System.nanoTime();
        long rest = isOver() ? 0 : Math.min(patience - ahead, total.remainingNanos());
        Reply reply = asking.until(Deadline.after("attempt", Duration.ofNanos(Math.max(rest, GLANCE.toNanos()))));
        heard |= reply.message().isPresent() || reply.wantsStream() && reply.kind() != Reply.Kind.NO_DATAGRAMS;
        lastTook = System.nanoTime() - began;
        attempts.add(Attempt.of(server.server().name(), way.name(), Duration.ofNanos(lastTook), reply.why()));
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
        if (heard || fault.get() instanceof WireException.Malformed) {
            return Outcome.of(question, fault.get(), attempts);
        }
        throw fault.get();
    }
}
