package protocols.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.Set;
import protocols.Peer;
import protocols.Script;
import protocols.Transcript;
import protocols.Transcript.Side;
import protocols.Trust;

/**
 * The public {@link Peer} as the project's own tests want it: what a client says is held against the dialogue byte for
 * byte, and {@link #close} fails the test if the client said anything else, too little or too much, or did not come.
 *
 * <pre>
 * S: 220 ready                      said, with CRLF
 * C: USER alice                     demanded, with CRLF
 * C: PASS ********                  the stars stand for any text
 * S: a\\b\x00\                      \\ is a backslash, \xHH a byte; a lone \ at the end: no CRLF follows
 * S: 229 ok (|||${port2}|)          the port on which connection 2 is awaited; ${p1,p2} as two bytes (RFC 959, PASV)
 * S: refer: 127.0.0.1:${port}       this peer's own port
 * S2: a file                        said on connection 2, to which the client has to connect
 * *2 closed by peer                 the peer ends connection 2
 * * tls                             the TLS handshake is due
 * * closed                          the client has to close, and say nothing before
 * * closed by peer                  the peer ends the connection
 * * connected                       what follows is another connection of the client
 * *2 connected                      connection 2 comes about again: the peer opens it after PORT and EPRT
 * * reset by peer                   the peer resets the connection
 * * torn by peer                    the peer ends the connection, under TLS without close_notify
 * * gap                             nothing happens until the test says {@link #goOn}
 * # a note
 * </pre>
 *
 * <p>The lines are played in their order, over all connections that belong together. If a fault was planned, or a drip,
 * a client may leave early: then only what it said before counts. No wait is without a limit.
 */
public final class Scripted implements AutoCloseable {

    private final Peer peer;

    private Scripted(Peer peer) {
        this.peer = peer;
    }

    /** A script for this dialogue, byte for byte. */
    public static Script of(String dialogue) {
        return Script.of(Transcript.parse(dialogue)).exact();
    }

    /** Plays this dialogue line by line. */
    public static Scripted play(String dialogue) {
        return play(of(dialogue));
    }

    /** Plays a script, on a free port. */
    public static Scripted play(Script script) {
        return new Scripted(script.serve());
    }

    /** How many bytes the S: lines make, placeholders as they are written: how far a fault can be moved. */
    public static long length(String dialogue) {
        return Transcript.parse(dialogue).entries().stream()
                .mapToLong(entry ->
                        entry instanceof Transcript.Said said && said.by() == Side.SERVER ? said.bytes().length : 0)
                .sum();
    }

    /** On 127.0.0.1. */
    public int port() {
        return peer.port();
    }

    /** What trusts the certificate that the peer shows at {@code * tls}. */
    public Trust trust() {
        return peer.trust();
    }

    /** What it is underneath. */
    public Peer peer() {
        return peer;
    }

    /** What clients have said so far, on all connections, after decryption; a byte is a character. */
    public String received() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Transcript.Entry entry : peer.received().entries()) {
            if (entry instanceof Transcript.Said said && said.by() == Side.CLIENT) {
                all.writeBytes(said.bytes());
            }
        }
        return all.toString(ISO_8859_1);
    }

    /** How many connections have come about, those for data too. */
    public int connections() {
        Set<Integer> all = new HashSet<>();
        peer.received().entries().forEach(entry -> all.add(entry.channel()));
        return all.size();
    }

    /** Lets the dialogue go on after its next gap; gives back once all is said that comes before the client's turn. */
    public void goOn() {
        peer.goOn();
    }

    /** Waits until the dialogue has been played to its end, and fails if the client left it. */
    public void verify() {
        peer.verify();
    }

    /** Verifies, stops, and verifies again: until the very end a client can say too much. */
    @Override
    public void close() {
        try (peer) {
            peer.verify();
        }
        peer.verify();
    }
}
