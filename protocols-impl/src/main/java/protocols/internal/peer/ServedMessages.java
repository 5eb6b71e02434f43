package protocols.internal.peer;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import protocols.Transcript;
import protocols.Transcript.Side;
import protocols.internal.peer.Exchanges.Answer;
import protocols.spi.CoreFriend;

/** Answers the questions of a DNS script on one TCP connection (RFC 1035 section 4.2.2), until the client closes. */
final class ServedMessages {

    private ServedMessages() {}

    static void serve(Socket socket, ServedPeer peer) throws IOException {
        socket.setTcpNoDelay(true);
        int channel =
                peer.log().channel(socket.getRemoteSocketAddress().toString().substring(1) + " tcp");
        ServedChannel wire = new ServedChannel(socket, channel);
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
                    log(peer.log(), channel, Side.SERVER, answer.bytes());
                    byte[] said = answer.said(true);
                    wire.write(said, 0, said.length);
                }
                peer.bell().ring();
            }
        } catch (EOFException closed) {
            peer.log().closed(channel, Side.CLIENT);
        }
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
