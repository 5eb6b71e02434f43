package protocols.whois;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import protocols.WireException;
import protocols.http.Headers;
import protocols.http.Url;
import protocols.json.Json;
import protocols.json.JsonReader;
import protocols.json.Node;
import protocols.spi.WhoisFriend.RdapLink;
import protocols.whois.Registration.State;
import protocols.whois.WhoisQuery.Kind;

/**
 * One answer of an RDAP service as HTTP brought it (RFC 7480), and what it means (RFC 9083). Any body is accepted, in time
 * linear in its length: what is not understood is {@link State#UNPARSED}.
 *
 * <p>The status decides where there is no object: 404 is {@link State#AVAILABLE}, because it says that the service has no
 * such object (RFC 7480 section 5.3) and the service was chosen as the one that must know; but a 404 whose body is
 * something else than JSON comes from a server that does not know RDAP, and says nothing. 429, and 503 with {@code
 * Retry-After}, are {@link State#RATE_LIMITED}; every other status from 400 on is {@link State#REFUSED}.
 */
final class RdapReply {

    private static final Duration LONGEST_WAIT = Duration.ofDays(30);

    private final Url url;
    private final int status;
    private final Headers headers;
    private final byte[] body;
    private final Node root;
    private final String fault;

    RdapReply(Url url, int status, Headers headers, byte[] body) {
        this.url = url;
        this.status = status;
        this.headers = headers;
        this.body = body;
        Json json = Json.Literal.NULL;
        String why = "";
        try {
            json = JsonReader.read(body);
        } catch (WireException e) {
            why = e.kind() + ": " + e.reason();
        }
        this.root = Node.root(json);
        this.fault = why;
    }

    /** What it says of the thing asked for. */
    WhoisAnswer answer(WhoisQuery query) {
        WhoisSource source = WhoisSource.Rdap.of(url);
        String text = new String(body, StandardCharsets.UTF_8);
        WhoisStep step = WhoisStep.of(source, url.target(), text, StandardCharsets.UTF_8);
        if (status != 200 || root.member("errorCode").value().integer().isPresent()) {
            return WhoisAnswer.of(step, negative(query, source), List.of(), List.of());
        }
        RdapObject object = new RdapObject(root, source);
        Verdict verdict = verdict(query, object);
        boolean about = verdict.state() != State.UNPARSED;
        return WhoisAnswer.of(
                step, verdict, about ? object.fields() : List.of(), about ? object.contacts() : List.of());
    }

    /**
     * Who knows more of the same domain: the registrar's service, by the first link to an RDAP answer that is {@code
     * related} (RFC 9083 section 4.2).
     */
    Optional<RdapLink> related() {
        if (status != 200 || !root.member("objectClassName").text().equals(Optional.of("domain"))) {
            return Optional.empty();
        }
        return root.member("links").elements().stream()
                .filter(link -> link.member("rel")
                        .text()
                        .filter("related"::equalsIgnoreCase)
                        .isPresent())
                .filter(link ->
                        link.member("type").text().filter(RdapReply::isRdap).isPresent())
                .flatMap(link -> link(link.member("href")).stream())
                .findFirst();
    }

    private Optional<RdapLink> link(Node href) {
        try {
            return href.text()
                    .map(url::resolve)
                    .map(to ->
                            new RdapLink(to, href.pointer() + ": " + href.text().orElse("")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isRdap(String type) {
        return type.regionMatches(true, 0, "application/rdap+json", 0, 21);
    }

    private Verdict negative(WhoisQuery query, WhoisSource source) {
        int code = (int) Math.min(
                999, Math.max(0, root.member("errorCode").value().integer().orElse(status)));
        int said = status == 200 ? code : status;
        String reason = "HTTP status " + said
                + root.member("title").text().map(title -> ": " + title).orElse("");
        Optional<Duration> wait = said == 429 || said == 503 ? retryAfter() : Optional.empty();
        if (said == 404) {
            boolean foreign = body.length > 0 && !root.value().isObject();
            return new Verdict(foreign ? State.UNPARSED : State.AVAILABLE, reason, Optional.empty())
                    .doubted(query, source, WhoisText.read(""));
        }
        if (said == 429 || wait.isPresent()) {
            return new Verdict(State.RATE_LIMITED, reason, wait);
        }
        return new Verdict(said >= 400 ? State.REFUSED : State.UNPARSED, reason, Optional.empty());
    }

    /** Seconds, or a date (RFC 9110 section 10.2.3), which is taken by the server's own clock if it says its time. */
    private Optional<Duration> retryAfter() {
        Optional<String> value = headers.first("Retry-After").map(String::strip);
        int seconds =
                value.map(text -> HostName.number(text, Integer.MAX_VALUE)).orElse(-1);
        Optional<Duration> wait = seconds >= 0
                ? Optional.of(Duration.ofSeconds(seconds))
                : value.flatMap(RdapReply::date)
                        .map(then -> Duration.between(
                                headers.first("Date").flatMap(RdapReply::date).orElseGet(Instant::now), then));
        return wait.filter(time -> !time.isNegative() && time.compareTo(LONGEST_WAIT) <= 0);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Verdict verdict(WhoisQuery query, RdapObject object) {
        if (!root.value().isObject()) {
            return unparsed(fault.isEmpty() ? "the answer is no JSON object" : fault);
        }
        String expected = objectClass(query.kind());
        if (!object.objectClass().equals(expected)) {
            return unparsed("the answer is about an object of class '" + object.objectClass() + "', not " + expected);
        }
        Optional<WhoisField> subject = object.subject();
        if (!object.isAbout(query)) {
            String about = subject.map(WhoisField::value).orElse("something without a name");
            return unparsed("the answer is about " + about + ", not " + query);
        }
        Verdict found = Verdict.of(query, WhoisSource.Rdap.of(url), WhoisText.read(""), object.fields());
        // An object of RDAP needs no further signs to be one, but a block of all addresses stays none.
        return found.state() == State.UNPARSED && query.range().isEmpty()
                ? new Verdict(State.REGISTERED, subject.map(WhoisField::rawLine).orElse(""), Optional.empty())
                : found;
    }

    private static Verdict unparsed(String reason) {
        return new Verdict(State.UNPARSED, reason, Optional.empty());
    }

    private static String objectClass(Kind kind) {
        return switch (kind) {
            case DOMAIN, TOP_LEVEL_DOMAIN -> "domain";
            case IPV4, IPV6, CIDR -> "ip network";
            case AS_NUMBER -> "autnum";
            case HANDLE -> "entity";
        };
    }

    /** Where it came from and its status. */
    @Override
    public String toString() {
        return url + ": " + status;
    }
}
