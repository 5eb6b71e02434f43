package protocols.internal.dns;

import java.util.Optional;
import protocols.Tls;
import protocols.dns.Dns;
import protocols.dns.Edns;
import protocols.dns.EdnsOption.Cookie;
import protocols.dns.EdnsOption.KeepAlive;
import protocols.dns.Message;
import protocols.dns.Octets;
import protocols.internal.wire.Link;
import protocols.spi.DnsFriend;
import protocols.spi.QueryForm;

/** What one server was found to be like, by all that ask it: how it is to be asked next. */
final class Traits {

    private static final int CLIENT_COOKIE = 8;

    /** A case that is lost once may be a forger's guess; one that is lost twice in a row is the server's way. */
    private static final int CASES_LOST = 2;

    private static final Manner PLAIN = new Manner(Optional.empty(), false, false);

    private final QueryForm form;
    private final boolean encrypted;
    private final Edns overDatagrams;
    private final Edns overStream;
    private final Manner inBulk;
    private boolean edns = true;
    private boolean datagrams = true;
    private boolean silent;
    private int casesLost;
    private Optional<Cookie> cookie = Optional.empty();

    Traits(Dns dns) {
        this.form = DnsFriend.get().options(dns).form();
        this.encrypted = dns.tls() == Tls.IMPLICIT;
        // Which is of no use in a datagram, and must not stand there (RFC 7828 section 3.2.1).
        this.overDatagrams = form.edns().without(KeepAlive.class);
        this.overStream = overDatagrams.with(KeepAlive.ASK);
        this.inBulk = new Manner(Optional.of(overDatagrams), false, false);
    }

    synchronized boolean usesEdns() {
        return edns;
    }

    /** Whether it is asked with EDNS from now on. */
    synchronized void edns(boolean use) {
        edns = use;
    }

    /** Whether datagrams lead to it. */
    synchronized boolean takesDatagrams() {
        return datagrams;
    }

    synchronized void takesNoDatagrams() {
        datagrams = false;
    }

    /** Whether it did not answer when it was asked last. */
    synchronized boolean isSilent() {
        return silent;
    }

    synchronized Manner overDatagrams(Link link) {
        Optional<Edns> said = edns ? Optional.of(overDatagrams) : Optional.empty();
        if (edns && form.cookies()) {
            if (cookie.isEmpty()) {
                cookie = Optional.of(new Cookie(Octets.of(link.draw(CLIENT_COOKIE)), Octets.EMPTY));
            }
            said = Optional.of(overDatagrams.with(cookie.get()));
        }
        return new Manner(said, form.mixedCase() && casesLost < CASES_LOST, false);
    }

    synchronized Manner overStream(Link link) {
        return new Manner(edns ? Optional.of(overStream) : Optional.empty(), false, encrypted);
    }

    /** Of many at once: ids and ports that nobody knows, and no cookies. */
    synchronized Manner inBulk() {
        return edns ? inBulk : PLAIN;
    }

    /** What an answer in a datagram tells. */
    synchronized Reply learnt(Reply reply) {
        if (reply.kind() == Reply.Kind.CASE_LOST) {
            casesLost++;
        } else if (reply.message().isPresent() && casesLost < CASES_LOST) {
            casesLost = 0;
        }
        Optional<Cookie> given = reply.message().flatMap(Message::edns).flatMap(said -> said.option(Cookie.class));
        cookie = given.isPresent() ? given : cookie;
        if (reply.kind() == Reply.Kind.FORGED) {
            // What was taken for a forgery may be a server that has forgotten how to do cookies.
            cookie = cookie.map(known -> new Cookie(known.client(), Octets.EMPTY));
        }
        return reply;
    }

    /** Whether anything came of asking it. */
    synchronized void wasSilent(boolean yes) {
        silent = yes;
    }
}
