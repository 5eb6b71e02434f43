package protocols.internal.dns;

import java.util.Optional;
import protocols.WireException;
import protocols.dns.DnsFlag;
import protocols.dns.Message;
import protocols.dns.Rcode;

/**
 * How one exchange with one server ended.
 *
 * @param kind what it was
 * @param message the response, if there is one
 * @param fault what went wrong on the line, if that was it
 * @param discarded how many datagrams came that were not the response
 */
record Reply(Kind kind, Optional<Message> message, Optional<WireException> fault, int discarded) {

    enum Kind {
        /** The server answered. */
        ANSWERED("answered"),
        /** Nothing came in time. */
        SILENT("timed out"),
        /** Somebody answered who did not know the id or the question (RFC 5452). */
        FORGED("forged"),
        /** The answer has the letters of the name in another case: a forger guessed, or the server does not keep it. */
        CASE_LOST("case not kept"),
        /** The cookie that was sent came back as another one, or not at all though it did before (RFC 7873 section 5.3). */
        COOKIE_LOST("cookie not kept"),
        /** The answer cannot be read; perhaps it can over a connection. */
        MALFORMED("malformed"),
        /** More came than was asked for, and was lost. */
        TOO_LONG("too long for a datagram"),
        /** The way to the server carries no datagrams. */
        NO_DATAGRAMS("no datagrams"),
        /** The line failed. */
        FAILED("failed");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    static Reply answered(Message message, int discarded) {
        return new Reply(Kind.ANSWERED, Optional.of(message), Optional.empty(), discarded);
    }

    static Reply without(Kind kind, int discarded) {
        return new Reply(kind, Optional.empty(), Optional.empty(), discarded);
    }

    /** It is the answer, but breaks the rules of a message. */
    static Reply malformed(WireException.Malformed fault, int discarded) {
        return new Reply(Kind.MALFORMED, Optional.empty(), Optional.of(fault), discarded);
    }

    static Reply failed(WireException fault) {
        return new Reply(Kind.FAILED, Optional.empty(), Optional.of(fault), 0);
    }

    boolean isSilent() {
        return kind == Kind.SILENT;
    }

    /** Whether the same question over TCP can do better. */
    boolean wantsStream() {
        return isSuspect()
                || kind == Kind.MALFORMED
                || kind == Kind.TOO_LONG
                || kind == Kind.NO_DATAGRAMS
                || wantsCookie()
                || message.filter(one -> one.has(DnsFlag.TC)).isPresent();
    }

    /** Whether it may be somebody else who says it, which a connection finds out. */
    boolean isSuspect() {
        return kind == Kind.FORGED || kind == Kind.CASE_LOST || kind == Kind.COOKIE_LOST;
    }

    /** Whether there is no answer because nobody was there to give one. */
    boolean isOutOfReach() {
        return isSilent()
                || fault.filter(why -> !(why instanceof WireException.Malformed))
                        .isPresent();
    }

    /** Whether the server wants its own cookie, which it has sent along (RFC 7873 section 5.4). */
    boolean wantsCookie() {
        return message.filter(one -> one.rcode().equals(Rcode.BADCOOKIE)).isPresent();
    }

    /** Whether the server may not know EDNS (RFC 6891 section 7), or not its version. */
    boolean dislikesEdns() {
        return message.map(Message::rcode)
                .filter(code -> code.equals(Rcode.FORMERR) || code.equals(Rcode.NOTIMP) || code.equals(Rcode.BADVERS))
                .isPresent();
    }

    /** Whether the answer is final: the name exists, or it does not. */
    boolean decides() {
        return message.map(Message::rcode)
                .filter(code -> code.equals(Rcode.NOERROR) || code.equals(Rcode.NXDOMAIN))
                .isPresent();
    }

    /** For an attempt and for the transcript. */
    String why() {
        String what = message.map(
                        one -> one.has(DnsFlag.TC) ? "truncated" : one.rcode().toString())
                .or(() -> fault.map(why -> kind == Kind.MALFORMED ? kind.words + ": " + why.reason() : why.reason()))
                .orElse(kind.words);
        return discarded == 0 ? what : what + ", discarded " + discarded;
    }
}
