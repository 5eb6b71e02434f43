package protocols.internal.dns;

import java.time.Duration;
import java.util.Optional;
import protocols.Observer;
import protocols.Transcript;
import protocols.WireException;
import protocols.WireException.Malformed;
import protocols.dns.Dns;
import protocols.dns.DnsFlag;
import protocols.dns.Message;
import protocols.dns.Question;
import protocols.http.Call;
import protocols.http.Http;
import protocols.http.HttpSession;
import protocols.http.Response;
import protocols.http.Url;
import protocols.internal.wire.Recorder;
import protocols.net.Deadline;
import protocols.spi.CoreFriend;
import protocols.spi.DnsFriend;
import protocols.spi.HttpFriend;
import protocols.spi.QueryForm;
import protocols.spi.Settings;

/** One kept connection of HTTP/1.1, for one question after the other, each a POST request (RFC 8484). */
final class HttpsChannel {

    private static final String MEDIA_TYPE = "application/dns-message";

    /** Longer than anybody waits: the lookup's own deadline is the one that counts. */
    private static final Duration ANY_TIME = Duration.ofDays(1);

    private final Dns dns;
    private final Recorder recorder;
    private final TimedConnector connector;
    private final Http http;
    private volatile Optional<HttpSession> session = Optional.empty();
    private volatile boolean closed;
    private boolean answered;
    private int newest;
    private int number;
    private int earlier;

    HttpsChannel(Dns dns, Url url, Recorder recorder) {
        this.dns = dns;
        this.recorder = recorder;
        this.connector = new TimedConnector(CoreFriend.get().settings(dns).via(), recorder);
        this.http = http(CoreFriend.get().settings(dns), url);
    }

    private Http http(Settings settings, Url url) {
        return Http.at(url)
                .tls(settings.tls())
                .port(settings.port())
                .trust(settings.trust())
                .timeout(ANY_TIME)
                .idleTimeout(settings.idleTimeout())
                // What it keeps itself is for nobody: the session's recorder has it.
                .limits(settings.limits().body(Message.MAX_LENGTH).transcript(1))
                .keep(settings.keep())
                .via(connector)
                .observe(new Observer() {
                    @Override
                    public void line(Transcript.Entry entry) {
                        recorder.relay(entry, channel(entry.channel()));
                    }

                    @Override
                    public void connected(Connected connection) {
                        recorder.costs().connected();
                        recorder.connected(
                                channel(connection.channel()),
                                connection.target(),
                                connection.address(),
                                connection.elapsed().toNanos());
                    }
                });
    }

    /** The number that a connection has in the transcript of all. */
    private synchronized int channel(int here) {
        if (here > newest) {
            newest = here;
            earlier = number;
            number = recorder.channel();
        }
        return here == newest ? number : earlier;
    }

    Url url() {
        return http.url();
    }

    Message ask(Question question, Deadline total) throws WireException {
        QueryForm form = DnsFriend.get().options(dns).form();
        // Id 0, so that a cache on the way can answer (RFC 8484 section 4.1).
        Query query = Query.of(question, new Manner(Optional.of(form.edns()), false, true, form.flags()), new byte[2]);
        return exchange(query.bytes(), query::requireAnswer, total);
    }

    /** Asks what the caller has put together. */
    Message exchange(HandMade made, Deadline total) throws WireException {
        return exchange(made.bytes(), made::requireReply, total);
    }

    private Message exchange(byte[] query, MessageStream.Check check, Deadline total) throws WireException {
        connector.until(total);
        try {
            return exchange(query, check);
        } catch (WireException e) {
            throw CoreFriend.get().with(e, recorder.transcript());
        }
    }

    /** A kept connection that the server has closed meanwhile is replaced once: a question may be asked twice. */
    private Message exchange(byte[] query, MessageStream.Check check) throws WireException {
        boolean reused = answered;
        try {
            return ask(query, check);
        } catch (WireException.Hangup e) {
            if (!reused) {
                throw e;
            }
            return ask(query, check);
        }
    }

    private Message ask(byte[] query, MessageStream.Check check) throws WireException {
        Call call = session()
                .post()
                .header("Accept", MEDIA_TYPE)
                .header("Content-Type", MEDIA_TYPE)
                .body(query);
        try (Response response = HttpFriend.get().send(call)) {
            Message message = read(response);
            check.on(message);
            if (message.has(DnsFlag.TC)) {
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
        }
        if (closed) {
            close();
            throw new WireException.Cancelled("the session was closed here");
        }
        return session.get();
    }

    /** At once, from any thread. */
    void close() {
        closed = true;
        connector.close();
        session.ifPresent(HttpSession::close);
    }
}
