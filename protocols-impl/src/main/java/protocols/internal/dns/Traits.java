package protocols.internal.dns;

import java.util.Optional;
import protocols.Tls;
import protocols.dns.Dns;
import protocols.dns.DnsFlag;
import protocols.dns.Edns;
import protocols.dns.EdnsOption.Cookie;
import protocols.dns.EdnsOption.KeepAlive;
import protocols.dns.Message;
import protocols.dns.Octets;
import protocols.internal.wire.Link;
import protocols.spi.DnsFriend;
import protocols.spi.QueryForm;

/** How one server is asked in one session: what the client says, by what is known of the server. */
final class Traits {

    private static final int CLIENT_COOKIE = 8;

    private final QueryForm form;
    private final Facts facts;
    private final boolean encrypted;
    private final Edns overDatagrams;
    private final Edns overStream;
    private final Manner plain;
    private final Manner withoutEdns;
    private Optional<Cookie> cookie = Optional.empty();

    Traits(Dns dns, Facts facts) {
        this.form = DnsFriend.get().options(dns).form();
        this.facts = facts;
        this.encrypted = dns.tls() == Tls.IMPLICIT;
        // Which is of no use in a datagram, and must not stand there (RFC 7828 section 3.2.1).
        this.overDatagrams = form.edns().without(KeepAlive.class);
        this.overStream = overDatagrams.with(KeepAlive.ASK);
        this.plain = new Manner(Optional.of(overDatagrams), false, false, form.flags());
        this.withoutEdns = new Manner(Optional.empty(), false, false, form.flags());
    }

    Facts facts() {
        return facts;
    }

    synchronized Manner overDatagrams(Link link) {
        if (!facts.usesEdns()) {
            return new Manner(Optional.empty(), mixesCase(), false, form.flags());
        }
        Edns said = overDatagrams;
        if (form.cookies() && facts.keepsCookies()) {
            if (cookie.isEmpty()) {
                cookie = Optional.of(new Cookie(Octets.of(link.draw(CLIENT_COOKIE)), Octets.EMPTY));
            }
            said = overDatagrams.with(cookie.get());
        }
        return new Manner(Optional.of(said), mixesCase(), false, form.flags());
    }

    private boolean mixesCase() {
        return form.mixedCase() && facts.keepsCase();
    }

    Manner overStream() {
        return new Manner(
                facts.usesEdns() ? Optional.of(overStream) : Optional.empty(), false, encrypted, form.flags());
    }

    /** With nothing that a server could lose: of many at once, whose ids and ports nobody knows, and where TCP is not to be had. */
    Manner plainly() {
        return facts.usesEdns() ? plain : withoutEdns;
    }

    /**
     * A response without the word that its data is authentic, unless nobody on the way can have said so, or the caller wants
     * to know in any case.
     */
    Message believed(Message response, boolean safeWay) {
        boolean believed = !response.has(DnsFlag.AD) || safeWay || form.flags().contains(DnsFlag.AD);
        return believed ? response : DnsFriend.get().without(DnsFlag.AD, response);
    }

    /** What a reply to a datagram tells. */
    synchronized Reply learnt(Reply reply) {
        facts.learn(reply.kind());
        Optional<Cookie> given = reply.message().flatMap(Message::edns).flatMap(said -> said.option(Cookie.class));
        cookie = given.isPresent() ? given : cookie;
        if (reply.kind() == Reply.Kind.FORGED || reply.kind() == Reply.Kind.COOKIE_LOST) {
            // What was taken for a forgery may be a server that has forgotten how to do cookies.
            cookie = cookie.map(known -> new Cookie(known.client(), Octets.EMPTY));
        }
        return reply;
    }
}
