package protocols.internal.dns;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import protocols.Deadline;
import protocols.Settings;
import protocols.Stats;
import protocols.Transcript;
import protocols.WireException;
import protocols.WireException.Malformed;
import protocols.dns.Attempt;
import protocols.dns.Dns;
import protocols.dns.DnsRecord;
import protocols.dns.DnsSession;
import protocols.dns.Flag;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.http.Content;
import protocols.http.Http;
import protocols.http.HttpSession;
import protocols.http.Request;
import protocols.http.Response;
import protocols.http.Url;

/** DNS over HTTPS (RFC 8484): questions as POST requests on one kept connection. */
final class HttpsSession implements DnsSession {

    private static final String MEDIA_TYPE = "application/dns-message";

    private final Dns dns;
    private final Http http;
    private final TimedConnector connector;
    private final Turns turns = new Turns(1);
    private volatile Optional<HttpSession> session = Optional.empty();
    private volatile boolean closed;
    private boolean answered;

    HttpsSession(Dns dns, Url url) {
        this.dns = dns;
        this.connector = new TimedConnector(dns.settings().via());
        this.http = http(dns.settings(), url).via(connector);
    }

    private static Http http(Settings settings, Url url) {
        Http http = Http.at(url)
                .tls(settings.tls())
                .port(settings.port())
                .trust(settings.trust())
                .timeout(settings.timeout())
                .idle(settings.idle())
                .limits(settings.limits().body(Message.MAX_LENGTH))
                .keep(settings.keep());
        return settings.watcher().map(http::watch).orElse(http);
    }

    @Override
    public Dns client() {
        return dns;
    }

    @Override
    public Outcome lookup(Question question, Deadline deadline) throws WireException {
        return turns.take(deadline, this::isOpen, () -> inTurn(question, deadline))
                .orElseGet(() -> new Outcome.TimedOut(question, deadline, List.of()));
    }

    /** One after the other: HTTP/1.1 has one answer under way on a connection. */
    @Override
    public Stream<Outcome> resolveAll(Stream<Question> questions, int window) {
        if (window < 1) {
            throw new IllegalArgumentException("no window: " + window);
        }
        return questions.map(question -> {
            try {
                return lookup(question);
            } catch (WireException.Cancelled e) {
                throw new UncheckedIOException(e);
            } catch (WireException e) {
                return new Outcome.Failed(question, e, List.of());
            }
        });
    }

    private Outcome inTurn(Question question, Deadline total) throws WireException {
        long began = System.nanoTime();
        connector.until(total);
        try {
            // Id 0, so that a cache on the way can answer (RFC 8484 section 4.1).
            Message message =
                    exchange(Query.of(question, new Manner(Optional.of(dns.edns()), false, true), new byte[2]));
            return Outcome.of(question, message, attempt(began, message.rcode().toString()));
        } catch (Malformed e) {
            return new Outcome.Malformed(question, e, attempt(began, e.reason()));
        } catch (WireException.TimedOut e) {
            return new Outcome.TimedOut(question, total, attempt(began, "timed out"));
        }
    }

    private List<Attempt> attempt(long began, String why) {
        Duration duration = Duration.ofNanos(System.nanoTime() - began);
        return List.of(new Attempt(http.request().url().toString(), Attempt.Transport.HTTPS, duration, why));
    }

    /** A kept connection that the server has closed meanwhile is replaced once: a question may be asked twice. */
    private Message exchange(Query query) throws WireException {
        boolean reused = answered;
        try {
            return ask(query);
        } catch (WireException.Hangup e) {
            if (!reused) {
                throw e;
            }
            return ask(query);
        }
    }

    private Message ask(Query query) throws WireException {
        Request request = Request.of("POST", http.request().url())
                .header("Accept", MEDIA_TYPE)
                .header("Content-Type", MEDIA_TYPE)
                .content(Content.bytes(query.bytes()));
        try (Response response = session().send(request)) {
            Message message = read(response);
            query.requireAnswer(message);
            if (message.has(Flag.TC)) {
                throw new Malformed("truncated response over HTTPS", "");
            }
            answered = true;
            return message;
        } catch (WireException.LimitExceeded e) {
            throw new Malformed("response longer than a message can be", e.reason());
        } catch (WireException.OutcomeUnknown e) {
            // A lookup changes nothing, so that it is all the same whether the server acted.
            throw e.getCause() instanceof WireException cause ? cause : e;
        }
    }

    private static Message read(Response response) throws WireException {
        if (response.status() != 200) {
            throw new Malformed("HTTP " + response.status(), "");
        }
        String type = response.header("Content-Type").orElse("");
        int end = type.indexOf(';');
        if (!(end < 0 ? type : type.substring(0, end)).strip().equalsIgnoreCase(MEDIA_TYPE)) {
            throw new Malformed("content is not " + MEDIA_TYPE, type);
        }
        return Message.decode(response.bytes());
    }

    private HttpSession session() throws WireException {
        if (session.isEmpty()) {
            session = Optional.of(http.connect());
            if (closed) {
                close();
                throw new WireException.Cancelled("the session was closed here");
            }
        }
        return session.get();
    }

    @Override
    public long transfer(Name zone, Consumer<DnsRecord> to) throws WireException {
        throw new WireException.Unsupported("zone transfer over HTTPS");
    }

    @Override
    public Transcript transcript() {
        return session.map(HttpSession::transcript).orElse(Transcript.EMPTY);
    }

    @Override
    public Stats stats() {
        return session.map(HttpSession::stats).orElseGet(() -> new Stats(0, 0, 0, Duration.ZERO));
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        connector.close();
        session.ifPresent(HttpSession::close);
    }
}
