package protocols.peer;

import java.time.Duration;
import protocols.Client;
import protocols.Fault;
import protocols.Peer;
import protocols.Script;
import protocols.Tls;
import protocols.Transcript;

/**
 * An exchange of one client, in which something will go wrong.
 *
 * @param text what is served
 * @param first the line with which the answer begins that the program is after
 * @param middle a line within that answer
 * @param whole what the program learns where nothing goes wrong
 */
record Faulty(String text, String first, String middle, String whole, Program program) {

    /** What a client is told of its peer. */
    record Place(Peer peer, Duration timeout, boolean secure) {

        <C extends Client<C>> C apply(C client) throws Exception {
            C there = client.port(peer.port()).timeout(timeout).idleTimeout(timeout);
            return secure ? there.tls(Tls.IMPLICIT).trust(peer.trust()).port(peer.port()) : there.tls(Tls.NONE);
        }
    }

    /** Does one thing, and gives what it learned. */
    interface Program {
        String run(Place place) throws Exception;
    }

    /** The script, over TLS or not: FTP is asked for it on its data connections, too (RFC 4217). */
    Script script(boolean secure) {
        if (!secure) {
            return Script.of(Transcript.parse(text));
        }
        Script secured = Script.of(Transcript.parse(text.replace("S: 150 go\n", "S: 150 go\n*2 tls\n")))
                .tls();
        return text.startsWith("* connected dns")
                ? secured
                : secured.whenever("C: PBSZ 0\nS: 200 ok").whenever("C: PROT P\nS: 200 ok");
    }

    /** The same exchange, in which it goes wrong before anything is said. */
    Faulty beforeAll() {
        return new Faulty(text, "", "", whole, program);
    }

    /** Instead of a line within the answer. */
    Fault within(Fault fault) {
        return middle.isEmpty() ? fault : fault.at(middle);
    }

    /** Before the answer. */
    Fault before(Fault fault) {
        return first.isEmpty() ? fault : fault.at(first);
    }
}
