package protocols.internal.dns;

import protocols.Deadline;
import protocols.WireException;
import protocols.dns.Flag;
import protocols.dns.Message;
import protocols.internal.wire.Link;

/** One connection to one server, kept for one question after the other. */
final class TcpChannel {

    private final Link link;
    private final MessageStream stream;
    private int answered;

    TcpChannel(Link link) {
        this.link = link;
        this.stream = new MessageStream(link, false);
    }

    Link link() {
        return link;
    }

    /** Whether it has carried an answer before, so that the server may close it any time (RFC 7766 section 6.2.3). */
    boolean isReused() {
        return answered > 0;
    }

    Message ask(Ask ask, Server.Manners manners, Deadline deadline) throws WireException {
        return link.operation(ask.doing(), deadline, () -> {
            Manner manner = manners.on(link);
            Query query = Query.of(ask.question(), manner, link.draw(Query.random(ask.question(), manner)));
            stream.send(query.bytes(), "query " + query.question());
            Message message = stream.receive(query::requireAnswer);
            if (message.has(Flag.TC)) {
                throw new WireException.Malformed("truncated response over TCP", "");
            }
            answered++;
            return message;
        });
    }
}
