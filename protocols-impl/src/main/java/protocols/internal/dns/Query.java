package protocols.internal.dns;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import protocols.WireException;
import protocols.dns.DnsFlag;
import protocols.dns.EdnsOption.Cookie;
import protocols.dns.Message;
import protocols.dns.MessageBuilder;
import protocols.dns.Question;
import protocols.spi.DnsFriend;

/**
 * A question on its way to one server.
 *
 * @param id drawn at random
 * @param bytes the message
 */
record Query(Question question, int id, Manner manner, byte[] bytes) {

    /** How a message on the wire relates to a query (RFC 5452 section 9.1). */
    enum Match {
        /** It is the response. */
        YES,
        /** It would be, if it had the letters of the name in the case that was asked with. */
        OTHER_CASE,
        /** It is something else. */
        NO
    }

    private static final Set<DnsFlag> USUAL = Set.of(DnsFlag.RD);
    private static final int HEADER = 12;
    private static final int ID_BYTES = 2;
    private static final int NXDOMAIN = 3;

    /** RFC 8467 section 4.1. */
    private static final int BLOCK = 128;

    /** The id of a message, whatever else is in it; negative if it is too short to have one. */
    static int id(byte[] message, int length) {
        return length < ID_BYTES ? -1 : ((message[0] & 0xff) << 8) | (message[1] & 0xff);
    }

    /** How many random bytes a query takes. */
    static int random(Question question, Manner manner) {
        return ID_BYTES + (manner.mixedCase() ? (question.name().length() + 7) / 8 : 0);
    }

    static Query of(Question question, Manner manner, byte[] random) {
        int id = ((random[0] & 0xff) << 8) | (random[1] & 0xff);
        MessageBuilder message = Message.query(question).id(id);
        if (!manner.flags().equals(USUAL)) {
            message.clear(DnsFlag.RD).set(manner.flags().toArray(DnsFlag[]::new));
        }
        message = manner.edns().isPresent() ? message.edns(manner.edns().get()) : message.withoutEdns();
        byte[] bytes = (manner.padded() ? message.padTo(BLOCK) : message).encode();
        if (manner.mixedCase()) {
            mix(bytes, HEADER + question.name().length(), random);
        }
        return new Query(question, id, manner, bytes);
    }

    /** A forger has to guess a bit more for each letter (draft-vixie-dnsext-dns0x20). */
    private static void mix(byte[] bytes, int end, byte[] random) {
        for (int i = HEADER; i < end; i++) {
            int bit = i - HEADER;
            if (isLetter(bytes[i]) && (random[ID_BYTES + bit / 8] >> (bit % 8) & 1) != 0) {
                bytes[i] ^= 0x20;
            }
        }
    }

    /** A length before a label is 63 at most, and so is no letter. */
    private static boolean isLetter(byte octet) {
        int lower = octet | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    /** The cookie that the query carries. */
    Optional<Cookie> cookie() {
        return manner.edns().flatMap(edns -> edns.option(Cookie.class));
    }

    /**
     * Whether this message answers the query. An error may leave the question out, where the server could not read it.
     */
    Match match(byte[] in, int from, int length) {
        boolean response = length >= HEADER
                && (((in[from] & 0xff) << 8) | (in[from + 1] & 0xff)) == id
                && (in[from + 2] & 0xf8) == 0x80
                && in[from + 4] == 0;
        if (!response) {
            return Match.NO;
        }
        int rcode = in[from + 3] & 15;
        if (in[from + 5] == 0) {
            return rcode != 0 && rcode != NXDOMAIN ? Match.YES : Match.NO;
        }
        int end = HEADER + question.name().length() + 4;
        if (in[from + 5] != 1 || length < end) {
            return Match.NO;
        }
        if (Arrays.equals(in, from + HEADER, from + end, bytes, HEADER, end)) {
            return Match.YES;
        }
        // Where no letters were mixed there are none to be kept: names are equal in any case (RFC 4343 section 3).
        boolean sameName = isSameInAnyCase(in, from, end);
        return !sameName ? Match.NO : manner.mixedCase() ? Match.OTHER_CASE : Match.YES;
    }

    /** For a way on which nobody else can put a message, and nobody forges the case of a name. */
    void requireAnswer(Message message) throws WireException.Malformed {
        if (match(message.toBytes(), 0, message.length()) != Match.YES) {
            throw new WireException.Malformed("response to another query", "id " + message.id());
        }
    }

    private boolean isSameInAnyCase(byte[] in, int from, int end) {
        for (int i = HEADER; i < end; i++) {
            int difference = in[from + i] ^ bytes[i];
            boolean sameLetter = difference == 0x20 && isLetter(bytes[i]) && i < end - 4;
            if (difference != 0 && !sameLetter) {
                return false;
            }
        }
        return true;
    }

    /** The response, with the letters of names as the caller wrote them wherever the server copied ours. */
    Message answer(byte[] in, int length) throws WireException.Malformed {
        byte[] response = Arrays.copyOf(in, length);
        return response[5] == 1 ? DnsFriend.get().unmixed(response, question.name()) : Message.decode(response);
    }
}
