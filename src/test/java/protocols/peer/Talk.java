package protocols.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import protocols.Peer;
import protocols.Protocol;
import protocols.Replay;
import protocols.Script;
import protocols.Transcript;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;

/** Says something to a script, over a socket or in this process, and gives what the script says. */
enum Talk {
    SERVED {
        @Override
        String to(Script script, String said) throws IOException {
            try (Peer peer = script.serve();
                    Socket socket = new Socket(peer.host(), peer.port())) {
                socket.getOutputStream().write(said.getBytes(ISO_8859_1));
                peer.verify();
                return String.join("\r\n", peer.received().said(Transcript.Side.SERVER));
            }
        }
    },
    REPLAYED {
        @Override
        String to(Script script, String said) throws IOException {
            Replay replay = script.replay();
            Deadline deadline = Deadline.after("timeout", Duration.ofSeconds(10));
            Endpoint endpoint = new Endpoint("mail.example.org", 25, Protocol.Transport.TCP);
            try (Wire wire = replay.open(endpoint, deadline)) {
                wire.write(ByteBuffer.wrap(said.getBytes(ISO_8859_1)), deadline);
                replay.verify();
                StringBuilder all = new StringBuilder();
                ByteBuffer some = ByteBuffer.allocate(8192);
                while (wire.await(deadline) && wire.read(some.clear(), deadline) > 0) {
                    all.append(ISO_8859_1.decode(some.flip()));
                }
                return all.toString().stripTrailing();
            }
        }
    };

    /**
     * Says all of it at once.
     *
     * @throws Transcript.Mismatch if the script has something else
     */
    abstract String to(Script script, String said) throws IOException;
}
