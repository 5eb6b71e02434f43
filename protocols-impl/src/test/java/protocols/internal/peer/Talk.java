package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import protocols.Protocol.Transport;
import protocols.Replay;
import protocols.Script;
import protocols.Transcript;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;

/** A client of a script that is played in this process: says bytes, and hears what is said to them. */
final class Talk {

    private final Replay replay;
    private final Wire wire;

    private Talk(Replay replay, Wire wire) {
        this.replay = replay;
        this.wire = wire;
    }

    static Talk to(String transcript) throws IOException {
        return to(Script.of(Transcript.parse(transcript)));
    }

    static Talk to(Script script) throws IOException {
        return to(script.replay(), 25);
    }

    static Talk to(Replay replay, int port) throws IOException {
        return new Talk(replay, replay.open(new Endpoint("mx.example.org", port, Transport.TCP), Deadline.NEVER));
    }

    /** Another connection to the same script. */
    Talk another(int port) throws IOException {
        return to(replay, port);
    }

    /** Says it at once, ISO 8859-1; gives what is heard then. */
    String say(String text) throws IOException {
        return say(text.getBytes(ISO_8859_1));
    }

    String say(byte[] bytes) throws IOException {
        wire.write(ByteBuffer.wrap(bytes), Deadline.NEVER);
        return hear();
    }

    /** Says it byte by byte. */
    String drip(String text) throws IOException {
        for (byte b : text.getBytes(ISO_8859_1)) {
            wire.write(ByteBuffer.wrap(new byte[] {b}), Deadline.NEVER);
        }
        return hear();
    }

    /** All that has been said by now. */
    String hear() throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        ByteBuffer some = ByteBuffer.allocate(8192);
        while (wire.await(Deadline.NEVER)) {
            some.clear();
            int n = wire.read(some, Deadline.NEVER);
            if (n < 0) {
                break;
            }
            heard.write(some.array(), 0, n);
        }
        return heard.toString(ISO_8859_1);
    }

    void close() {
        wire.close();
    }

    void verify() {
        replay.verify();
    }
}
