package protocols.internal.peer;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import protocols.Transcript;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.dns.Message;
import protocols.internal.peer.Exchanges.Answer;
import protocols.spi.CoreFriend;

/** Answers the questions of a DNS script on one TCP connection (RFC 1035 section 4.2.2), until the client closes. */
final class ServedMessages {

    private ServedMessages() {}

    static void serve(ServedChannel wire, ServedPeer peer, Speech speech) throws IOException, Broken {
        int channel = wire.number();
        Exchanges exchanges = peer.dns().orElseThrow();
        if (peer.script().server().tls() || exchanges.isSecure()) {
            peer.log()
                    .secured(
                            channel,
                            wire.startTls(
                                    peer.identity().server(),
                                    peer.script().server().patience()));
        }
        DataInputStream in = new DataInputStream(wire.input());
        try {
            while (true) {
                byte[] asked = new byte[in.readUnsignedShort()];
                in.readFully(asked);
                log(peer.log(), channel, Side.CLIENT, asked);
                for (Answer answer : answers(exchanges, asked, true)) {
                    if (answer.isEnd()) {
                        wire.finish();
                        peer.log().closed(channel, Side.SERVER);
                        return;
                    }
                    speech.before(lines(answer.bytes()), wire);
                    log(peer.log(), channel, Side.SERVER, answer.bytes());
                    speech.write(wire, answer.said(true));
                }
                peer.bell().ring();
            }
        } catch (EOFException closed) {
            peer.log().closed(channel, Side.CLIENT);
        }
    }

    /** An answer as it is read where a script says what happens at it: its bytes, and each of its records. */
    static List<String> lines(byte[] answer) {
        List<String> lines = new ArrayList<>();
        lines.add(CoreFriend.get().escape(answer, 0, answer.length));
        try {
            Message.decode(answer).answers().forEach(one -> lines.add(spaced(one.toString())));
        } catch (WireException noMessage) {
            // What is served need not be readable.
            return lines;
        }
        return lines;
    }

    /** As it is written in a script, whatever the columns. */
    private static String spaced(String record) {
        List<String> words = new ArrayList<>();
        new StringTokenizer(record).asIterator().forEachRemaining(word -> words.add((String) word));
        return String.join(" ", words);
    }

    static void log(Received log, int channel, Side by, byte[] message) {
        log.said(channel, by, CoreFriend.get().escape(message, 0, message.length));
    }

    /** What is answered; a question that the script does not have is refused, and noted. */
    static List<Answer> answers(Exchanges exchanges, byte[] asked, boolean stream) {
        try {
            return exchanges.answers(asked, stream);
        } catch (Transcript.Mismatch noted) {
            return Exchanges.refusal(asked)
                    .map(refusal -> List.of(new Answer(refusal, true)))
                    .orElse(List.of());
        }
    }
}
