package protocols.internal.dns;

import protocols.Transcript;
import protocols.dns.DnsFlag;
import protocols.dns.DnsRecord;
import protocols.dns.Edns;
import protocols.dns.EdnsOption.KeepAlive;
import protocols.dns.Message;
import protocols.dns.MessageBuilder;
import protocols.dns.Name;
import protocols.dns.Rcode;
import protocols.dns.RecordType;
import protocols.spi.CoreFriend;

/** Writes recordings of DNS messages, query by query and answer by answer. */
final class Datagrams {

    private final StringBuilder text = new StringBuilder();
    private Message last = query(0, "example.org").build();

    static MessageBuilder query(int id, String name) {
        return Message.query(Name.of(name), RecordType.A).id(id);
    }

    static DnsRecord address(String name, int last) throws Exception {
        return DnsRecord.parse(name + ". 300 IN A 192.0.2." + last);
    }

    /** The next connection, number {@code channel}. */
    Datagrams connected(int channel, String how) {
        text.append("*").append(channel).append(" connected ").append(how).append('\n');
        return this;
    }

    /** A query that draws its id. */
    Datagrams asks(int channel, MessageBuilder query) {
        last = query.build();
        text.append(String.format("# drawn %04x%n", last.id()));
        return repeats(channel);
    }

    /** The same query once more. */
    Datagrams repeats(int channel) {
        return says('C', channel, last.toBytes());
    }

    /** The response to the last query. */
    MessageBuilder reply() {
        return last.reply();
    }

    Datagrams answers(int channel, MessageBuilder response) {
        return says('S', channel, response.encode());
    }

    Datagrams answers(int channel, Rcode code) {
        return answers(channel, reply().rcode(code));
    }

    Datagrams answersTruncated(int channel) {
        return answers(channel, reply().set(DnsFlag.TC));
    }

    Datagrams says(char side, int channel, byte... bytes) {
        return line(side + "" + channel + ": " + CoreFriend.get().escape(bytes, 0, bytes.length));
    }

    /** As {@link #asks}, with the length before it. */
    /** As {@link #asks} on a connection, where the server is asked how long it lets that stay. */
    Datagrams asksTcp(int channel, MessageBuilder query) {
        boolean edns = query.build().edns().isPresent();
        last = (edns ? query.edns(Edns.DEFAULT.with(KeepAlive.ASK)) : query).build();
        text.append(String.format("# drawn %04x%n", last.id()));
        return says('C', channel, framed(last.toBytes()));
    }

    Datagrams answersTcp(int channel, MessageBuilder response) {
        return says('S', channel, framed(response.encode()));
    }

    static byte[] framed(byte... message) {
        byte[] framed = new byte[message.length + 2];
        framed[0] = (byte) (message.length >> 8);
        framed[1] = (byte) message.length;
        System.arraycopy(message, 0, framed, 2, message.length);
        return framed;
    }

    Datagrams line(String line) {
        text.append(line).append('\n');
        return this;
    }

    Transcript recording() {
        return Transcript.parse(text.toString());
    }
}
