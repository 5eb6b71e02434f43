package protocols.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import protocols.Client;
import protocols.Peer;
import protocols.Tls;
import protocols.Trust;
import protocols.WireException;
import protocols.peers.Gap;

/** One case of the table: an event, the gap before or after it, with TLS or without. */
record Cell(Event event, Duration gap, boolean secure) {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Whether the session is asked in the gap if it is open: in one of the gaps, as that finds out what else the exchange does. */
    boolean isAsked() {
        return gap.toMillis() == 20;
    }

    /** A client that talks to this peer. */
    <C extends Client<C>> C at(C client, int port, Trust trust) {
        C there = client.timeout(LIMIT).idleTimeout(LIMIT);
        return secure ? there.tls(Tls.IMPLICIT).trust(trust).port(port) : there.port(port);
    }

    /** While this thread asks: lets the peer hear it, the gap pass, and the event happen. */
    Thread strike(Peer peer) {
        Thread asking = Thread.currentThread();
        Thread meanwhile = new Thread(() -> {
            peer.goOn();
            Gap.pass(gap);
            if (event == Event.INTERRUPT) {
                asking.interrupt();
            } else {
                peer.goOn();
            }
        });
        meanwhile.start();
        return meanwhile;
    }

    /** What a fault is called in the table, with the kind of its cause if that is another. Whoever is interrupted stays so. */
    String outcome(WireException fault) {
        assertThat(Thread.interrupted()).isEqualTo(fault instanceof WireException.Cancelled);
        String kind = fault.getClass().getSimpleName();
        boolean explained =
                fault.getCause() instanceof WireException && fault.getCause().getClass() != fault.getClass();
        return explained ? kind + " (" + fault.getCause().getClass().getSimpleName() + ")" : kind;
    }

    @Override
    public String toString() {
        return gap.toMillis() + " ms " + (secure ? "TLS" : "plain");
    }
}
