package protocols.internal.ftp;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import protocols.Tls;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Link;
import protocols.net.Deadline;
import protocols.net.Wire;

/**
 * How one transfer begins: the type, the data connection, the offset, the command, TLS; in as few round trips as is safe.
 * Once the command is sent its answer comes first: a no is what became of it, however the data connection fared.
 */
final class Beginning {

    /** How long a server may take at least to object to a TLS session that was not resumed; one that sends shows it. */
    private static final Duration OBJECTION = Duration.ofMillis(200);

    private static final Duration SILENCE = Duration.ofSeconds(2);

    private static final Duration GLANCE = Duration.ofMillis(10);

    /** Asks for the transfer that comes next. */
    interface Ask {
        void ask() throws IOException;
    }

    private final Control control;
    private final Conversation conversation;
    private final Link link;
    private final DataMode mode;
    private final Transfers.Request request;
    private final Command command;
    private long began;
    /** Where the command begins in what this side says; nowhere yet. */
    private long place = Long.MAX_VALUE;

    private boolean agreed;
    private boolean hasAsked;
    private boolean mayBeTriedAgain;
    private Optional<Flight> asked = Optional.empty();
    private Optional<Ask> next = Optional.empty();
    private Optional<WireException> no = Optional.empty();
    private Optional<WireException> trouble = Optional.empty();
    private Optional<Exchange> answer = Optional.empty();
    private Optional<Exchange> early = Optional.empty();

    Beginning(Control control, DataMode mode, Transfers.Request request) {
        this.control = control;
        this.mode = mode;
        this.request = request;
        conversation = control.conversation();
        link = control.link();
        command = request.command();
    }

    /** Whether the server refused nothing but a TLS session that was not resumed. */
    boolean mayBeTriedAgain() {
        return mayBeTriedAgain && link.isAlive();
    }

    /** What is done once the data connection is there: the server is busy then until the transfer is over. */
    void then(Ask following) {
        next = Optional.of(following);
    }

    /** Whether the transfer command has left, or may have. */
    boolean hasLeft() {
        return link.out().sent() > place;
    }

    boolean isOf(Transfers.Request other) {
        return request.equals(other);
    }

    /** The transfer command goes out with all that comes before it; {@link #run} takes the answers. */
    void ask() throws IOException {
        Flight flight = control.flight();
        setType(flight);
        flight.add(mode.ask(), exchange -> agree(exchange, true));
        place = link.out().written();
        flight.add(command, exchange -> {
            answer = Optional.of(exchange);
            return Optional.empty();
        });
        asked = Optional.of(flight);
    }

    Running run() throws WireException {
        began = System.nanoTime();
        Optional<Running> running = conversation.operation(request.verb(), () -> {
            try {
                return Optional.of(open());
            } catch (WireException e) {
                if (!hasAsked || !link.isInStep(e) || !link.isAlive()) {
                    throw e;
                }
                // Other answers are due, so that it is no end of this operation.
                no = Optional.of(link.placed(e));
                return Optional.empty();
            } finally {
                mode.abandon();
            }
        });
        if (no.isPresent()) {
            throw no.get();
        }
        return running.orElseThrow();
    }

    private boolean mayBeTogether() {
        return !request.isUpload()
                && request.offset() == 0
                && mode.isProven()
                && !mode.standsAlone()
                && control.mayPipeline();
    }

    private Running open() throws IOException {
        if (asked.isEmpty() && mayBeTogether()) {
            ask();
        }
        if (asked.isPresent()) {
            landTogether(asked.get());
        } else {
            settle();
            place = link.out().written();
            conversation.write(command);
            answer = Optional.of(first());
        }
        Exchange begun = answer.orElseThrow();
        if (trouble.isPresent()) {
            throw instead(begun);
        }
        Optional<Link> connected = connected(begun);
        if (connected.isEmpty()) {
            throw withoutData(last());
        }
        Link data = connected.get();
        control.beginTransfer(request.verb(), data);
        if (data.remote().tlsMode() != Tls.NONE) {
            secure(data);
        }
        return new Running(control, request, new Running.Start(began, begun.reply(), early));
    }

    /** A server that has nothing to send may say at once that it is done. */
    private Optional<Link> connected(Exchange begun) throws IOException {
        link.doing(request.doing());
        if (begun.is("226", "250") && !request.isUpload() && !mode.standsAlone()) {
            early = Optional.of(begun);
        } else {
            begun.expect("1");
        }
        return mode.connection();
    }

    private void setType(Flight flight) throws IOException {
        if (request.kind() != Transfers.Kind.LISTING) {
            control.setType(request.text(), flight);
        }
    }

    /** All that comes before the transfer command. */
    private void settle() throws IOException {
        Flight flight = control.flight();
        setType(flight);
        if (mode.standsAlone()) {
            flight.land();
        }
        flight.add(mode.ask(), exchange -> agree(exchange, false)).land();
        if (!agreed || !connect(false)) {
            control.flight().add(mode.ask(), exchange -> agree(exchange, false)).land();
            connect(false);
        }
        if (trouble.isPresent()) {
            throw link.inStep(trouble.get());
        }
        if (request.offset() > 0) {
            control.flight()
                    .add(Command.of("REST " + request.offset()), Flight.expecting("3"))
                    .land();
        }
    }

    /** What the server does not agree to is told after it has answered the command that was sent with it. */
    private void landTogether(Flight flight) throws IOException {
        try {
            flight.land();
        } catch (WireException.Refused | WireException.Malformed e) {
            if (link.isAlive() && answer.isPresent()) {
                mode.abandon();
                last();
            }
            throw e;
        }
    }

    private Optional<WireException> agree(Exchange exchange, boolean together) throws IOException {
        try {
            agreed = mode.agree(exchange);
        } catch (WireException.Malformed e) {
            return Optional.of(link.isAlive() ? link.inStep(e) : e);
        } catch (WireException.Refused e) {
            return Optional.of(e);
        } catch (WireException.Unreachable e) {
            return Optional.of(link.inStep(e));
        }
        if (agreed && together) {
            connect(true);
            askForNext();
        }
        return Optional.empty();
    }

    private void askForNext() throws IOException {
        if (next.isPresent() && trouble.isEmpty()) {
            hasAsked = true;
            next.get().ask();
        }
    }

    /** @return false if it has to be asked for in the older way */
    private boolean connect(boolean asked) throws IOException {
        try {
            return mode.prepare();
        } catch (WireException.Unreachable e) {
            trouble = Optional.of(e);
        } catch (WireException.TimedOut e) {
            if (!asked || link.in().look() != Wire.Sight.DATA) {
                throw e;
            }
            link.renew();
            trouble = Optional.of(e);
        }
        return true;
    }

    private Exchange first() throws IOException {
        try {
            return conversation.receive();
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            link.doing(request.doing());
            throw request.isUpload() ? Transfers.unknown(request.verb(), e) : e;
        }
    }

    /** What the transfer comes to, past what was only under way. */
    private Exchange last() throws IOException {
        boolean over = answer.filter(one -> !one.is("1")).isPresent();
        Exchange end = over ? answer.get() : conversation.receive();
        while (end.is("1")) {
            end = conversation.receive();
        }
        return end;
    }

    /** The data connection did not come about: what to throw. */
    private WireException instead(Exchange begun) throws IOException {
        mode.abandon();
        Exchange end = begun.is("1") ? last() : begun;
        link.doing(request.doing());
        WireException why = trouble.orElseThrow();
        if (!Exchange.isRefusal(end.reply())) {
            return link.inStep(why);
        }
        WireException refused = new WireException.Refused(end.reply());
        refused.addSuppressed(why);
        return refused;
    }

    /** The end of a transfer that had no data connection. */
    private WireException withoutData(Exchange end) {
        return Exchange.isRefusal(end.reply())
                ? refused(end)
                : link.fail(new WireException.Malformed(
                        "a transfer needs a data connection", end.reply().toString()));
    }

    /** The server had begun: what it opened for an upload may be empty now. */
    private WireException refused(Exchange end) {
        link.doing(request.doing());
        WireException refused = new WireException.Refused(end.reply());
        return request.isUpload() ? link.inStep(Transfers.unknown(request.verb(), link.placed(refused))) : refused;
    }

    /** The server may refuse what it negotiated, such as a session that is not resumed (522). */
    private void secure(Link data) throws IOException {
        long start = System.nanoTime();
        try {
            data.secure(link.settings().host(), FtpClient.cacheKey(link));
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            control.endTransfer();
            if (e instanceof WireException.TimedOut && link.in().look() != Wire.Sight.DATA) {
                throw e;
            }
            Exchange end = last();
            if (!isOurs(e)) {
                requireNoObjection(end, e);
            }
            throw link.inStep(request.isUpload() ? Transfers.unknown(request.verb(), e) : e);
        }
        if (data.tls().isPresent() && !data.remote().hasResumed() && !control.takesNewSessions()) {
            Duration took = Duration.ofNanos(2 * (System.nanoTime() - start));
            Duration least = request.isUpload() ? OBJECTION : SILENCE;
            awaitObjection(data, Deadline.after("objection", took.compareTo(least) > 0 ? took : least));
        }
    }

    /** Whether it was this side that refused, so that what the server says to it is no reason. */
    private static boolean isOurs(WireException e) {
        Throwable cause = e.getCause();
        while (cause != null && !(cause instanceof CertificateException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    /** A server that wants another session says so before it reads or sends anything. */
    private void awaitObjection(Link data, Deadline deadline) throws IOException {
        Wire.Sight seen = data.in().look();
        while (seen == Wire.Sight.ALIVE && link.in().look() != Wire.Sight.DATA && !deadline.hasPassed()) {
            data.in().await(Deadline.after("objection", GLANCE).earlier(deadline));
            seen = data.in().look();
        }
        if (seen == Wire.Sight.ENDED || seen == Wire.Sight.BROKEN) {
            answerEnd(data, seen);
            link.in().await(deadline);
        }
        if (link.in().look() == Wire.Sight.DATA) {
            Exchange end = last();
            requireNoObjection(end, new WireException.Insecure("the TLS session of the data connection is a new one"));
            if (request.isUpload()) {
                end.expect("1");
            }
            early = Optional.of(end);
        }
    }

    /** Some servers wait for our end of the connection before they say why they have ended it. */
    private void answerEnd(Link data, Wire.Sight seen) throws IOException {
        if (request.isUpload()) {
            control.endTransfer();
        } else if (seen == Wire.Sight.ENDED) {
            data.out().end();
        }
    }

    private void requireNoObjection(Exchange end, WireException seen) throws WireException {
        if (!Exchange.isRefusal(end.reply())) {
            return;
        }
        control.endTransfer();
        // A name that the server has chosen is used up.
        mayBeTriedAgain = end.is("425", "522") && !request.verb().equals("STOU");
        WireException refused = refused(end);
        refused.addSuppressed(seen);
        throw refused;
    }
}
