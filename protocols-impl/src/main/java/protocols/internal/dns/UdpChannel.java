package protocols.internal.dns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.dns.DnsFlag;
import protocols.dns.DnsSection;
import protocols.dns.EdnsOption.Cookie;
import protocols.dns.Message;
import protocols.dns.Rcode;
import protocols.internal.wire.Datagrams;
import protocols.internal.wire.Link;
import protocols.net.Deadline;

/** One connected socket to one server: its port is known to nobody who does not see the datagrams. */
final class UdpChannel {

    private static final int MAX_QUESTIONS = 1000;
    private static final int REMEMBERED = 16;
    private static final int USED = 0x10000;

    /** No server that keeps to RFC 6891 sends more than the 1232 bytes that it is told. */
    private static final int DATAGRAM = 4096;

    private final Link link;
    private final Datagrams datagrams;
    private final byte[] buffer = new byte[DATAGRAM];
    private final int[] earlier = new int[REMEMBERED];
    private Optional<Query> asked = Optional.empty();
    private int questions;
    private boolean silent;

    UdpChannel(Link link) {
        this.link = link;
        this.datagrams = link.datagrams();
    }

    Link link() {
        return link;
    }

    /**
     * Whether the next question may go out from here. Where no answer came, the way from this port may be dead, so that
     * it takes another port.
     */
    boolean isFresh() {
        return link.isAlive() && questions < MAX_QUESTIONS && !silent;
    }

    /**
     * Whether the same question may go out from here again: no answer came, but neither is the port worn out, and the
     * answer may be late.
     */
    boolean maySendAgain() {
        return link.isAlive() && (!silent || questions == 1);
    }

    /** Sends the question, as it was if it was sent before. */
    void send(Ask ask, Manners manners) throws WireException {
        link.operation(ask.doing(), ask.total(), () -> {
            Manner manner = manners.on(link);
            boolean again = silent
                    && asked.filter(query -> query.manner().equals(manner)).isPresent();
            Query query = again ? asked.get() : next(ask, manner);
            silent = false;
            byte[] bytes = query.bytes();
            link.recorder().note(link.channel(), (again ? "query again " : "query ") + ask.words());
            link.recorder().said(link.channel(), Side.CLIENT, bytes, 0, bytes.length);
            datagrams.send(bytes);
            return bytes.length;
        });
    }

    /**
     * Waits for the answer to what was sent last.
     *
     * @param trusting whether whatever is none is passed over until the answer comes, rather than taken for an attack
     */
    Reply receive(Ask ask, boolean trusting, Deadline patience) throws WireException {
        return link.operation(ask.doing(), ask.total(), () -> receive(asked.orElseThrow(), trusting, patience));
    }

    private Query next(Ask ask, Manner manner) {
        asked.ifPresent(query -> earlier[questions % REMEMBERED] = query.id() | USED);
        questions++;
        Query query = Query.of(ask.question(), manner, link.draw(Query.random(ask.question(), manner)));
        asked = Optional.of(query);
        return query;
    }

    private Reply receive(Query query, boolean trusting, Deadline patience) throws IOException {
        for (int discarded = 0; ; discarded++) {
            int n = datagrams.receive(buffer, patience);
            if (n < 0) {
                silent = true;
                return Reply.without(Reply.Kind.SILENT, discarded);
            }
            if (n == buffer.length) {
                return heard(n, Reply.without(Reply.Kind.TOO_LONG, discarded));
            }
            Reply reply = judge(query, n, discarded);
            if (reply.message().isPresent() || reply.wantsStream() && !(trusting && reply.isSuspect())) {
                return reply;
            }
        }
    }

    /** What a datagram is; silence is what it makes if it is nothing at all. */
    private Reply judge(Query query, int n, int discarded) {
        Query.Match match = query.match(buffer, 0, n);
        try {
            Message message = decode(query, match, n);
            if (match == Query.Match.OTHER_CASE) {
                return heard(n, Reply.without(Reply.Kind.CASE_LOST, discarded));
            }
            if (match == Query.Match.YES) {
                return repeatsCookie(query, message)
                        ? heard(n, summary(message), Reply.answered(message, discarded))
                        : heard(n, Reply.without(Reply.Kind.COOKIE_LOST, discarded + 1));
            }
            return isLate(message.id())
                    ? heard(n, "discarded: late", Reply.without(Reply.Kind.SILENT, discarded + 1))
                    : heard(n, Reply.without(Reply.Kind.FORGED, discarded + 1));
        } catch (WireException.Malformed e) {
            return match == Query.Match.NO
                    ? heard(n, "discarded: " + e.reason(), Reply.without(Reply.Kind.SILENT, discarded + 1))
                    : heard(n, Reply.malformed(e, discarded));
        }
    }

    private Message decode(Query query, Query.Match match, int n) throws WireException.Malformed {
        return match == Query.Match.NO ? Message.decode(ByteBuffer.wrap(buffer, 0, n)) : query.answer(buffer, n);
    }

    /** RFC 7873 section 5.3: who has given a cookie before repeats ours each time. */
    private static boolean repeatsCookie(Query query, Message message) {
        if (query.cookie().isEmpty()) {
            return true;
        }
        Cookie sent = query.cookie().get();
        Optional<Cookie> got = message.edns().flatMap(edns -> edns.option(Cookie.class));
        return got.isPresent()
                ? got.get().client().equals(sent.client())
                : sent.server().length() == 0
                        || message.edns().isEmpty() && message.rcode().equals(Rcode.FORMERR);
    }

    /** An answer to a question before this one, or the same answer twice. */
    private boolean isLate(int id) {
        for (int one : earlier) {
            if (one == (id | USED)) {
                return true;
            }
        }
        return false;
    }

    private Reply heard(int n, Reply reply) {
        return heard(n, reply.why(), reply);
    }

    private Reply heard(int n, String words, Reply reply) {
        link.recorder().note(link.channel(), words);
        link.recorder().said(link.channel(), Side.SERVER, buffer, 0, n);
        return reply;
    }

    /** What a response says, in a few words for the transcript. */
    static String summary(Message message) {
        if (message.has(DnsFlag.TC)) {
            return "answer " + message.rcode() + " truncated";
        }
        int records = message.section(DnsSection.ANSWER).size();
        return "answer " + message.rcode() + " " + records + (records == 1 ? " record" : " records");
    }
}
