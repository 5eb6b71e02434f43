package protocols.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import protocols.Peer;
import protocols.Script;
import protocols.Session;
import protocols.Transcript;
import protocols.WireException;
import protocols.peers.Gap;

/**
 * A client whose peer is a served transcript.
 *
 * @param verb how the next exchange is called in a fault
 * @param whole what the client learns by it
 */
record ScriptedClient<S extends Session>(Words words, String verb, String whole, Start<S> start, Step<S> step)
        implements Reused {

    private static final Duration MOMENT = Duration.ofMillis(5);
    private static final int MOMENTS = 1000;

    /** How a session comes about, with its first exchange. */
    interface Start<S> {
        S at(Cell cell, Peer peer) throws Exception;
    }

    /** The next exchange; gives what was learned. */
    interface Step<S> {
        String on(S session) throws Exception;
    }

    @Override
    public String between(Cell cell) throws Exception {
        try (Peer peer = script(words.between(cell), cell).serve();
                S session = start.at(cell, peer)) {
            boolean leaves = cell.event() == Event.FIN && words.manner() != Manner.REQUESTS;
            if (cell.event() != Event.INTERRUPT) {
                peer.goOn();
            }
            if (leaves) {
                leave(peer);
            }
            Gap.pass(cell.gap());
            if (cell.event() == Event.INTERRUPT) {
                Thread.currentThread().interrupt();
            } else if (cell.isAsked()) {
                assertThat(session.isOpen()).isEqualTo(words.isOpenAfter(cell.event()));
            }
            String outcome = outcome(session, peer, cell);
            if (!leaves) {
                peer.verify();
            }
            return outcome;
        }
    }

    private static void leave(Peer peer) {
        peer.verify();
        peer.close();
    }

    @Override
    public String within(Cell cell) throws Exception {
        try (Peer peer = script(words.within(cell), cell).serve();
                S session = start.at(cell, peer)) {
            Thread meanwhile = cell.strike(peer);
            String outcome = outcome(session, peer, cell);
            meanwhile.join();
            peer.verify();
            return outcome;
        }
    }

    /** In pieces as large as they can be, so that what is said at once also comes at once. */
    private Script script(String dialogue, Cell cell) {
        Script script = Script.of(Transcript.parse(dialogue)).pieces(Script.Pieces.WHOLE);
        Script strict = words.manner() == Manner.REQUESTS ? script : script.exact();
        return cell.secure() ? strict.tls() : strict;
    }

    /** Asks, and asks once more where that tells more: a session of requests goes on, any other is over with a fault. */
    private String outcome(S session, Peer peer, Cell cell) throws Exception {
        String first;
        try {
            first = ask(session, peer);
        } catch (WireException fault) {
            requireTold(fault, cell);
            return cell.outcome(fault) + afterFault(session, peer);
        }
        if (first.equals("another") || first.equals("as data")) {
            return first;
        }
        try {
            return first + ", then " + ask(session, peer);
        } catch (WireException fault) {
            requireTold(fault, cell);
            return first + ", then " + cell.outcome(fault);
        }
    }

    private String afterFault(S session, Peer peer) throws Exception {
        if (words.manner() == Manner.REQUESTS) {
            assertThat(ask(session, peer)).isEqualTo("another");
            return "";
        }
        if (words.manner() == Manner.TEXT && session.isOpen()) {
            return ", then " + ask(session, peer);
        }
        // Its end comes a moment after a farewell that is an answer like any other, as in POP3.
        for (int i = 0; session.isOpen() && i < MOMENTS; i++) {
            Gap.pass(MOMENT);
        }
        assertThat(session.isOpen()).isFalse();
        assertThatThrownBy(() -> step.on(session)).isInstanceOf(WireException.class);
        return "";
    }

    private String ask(S session, Peer peer) throws Exception {
        String learned = step.on(session);
        if (learned.equals(whole)) {
            return connections(peer) > 1 ? "another" : "whole";
        }
        return learned.endsWith(whole) && words.manner() == Manner.TEXT ? "as data" : learned;
    }

    private void requireTold(WireException fault, Cell cell) {
        assertThat(fault.where().orElseThrow().doing()).contains(verb);
        if (cell.event() == Event.FAREWELL) {
            assertThat(fault.transcript().toString()).contains(words.farewell());
        }
        if (cell.event() == Event.STRAY && fault instanceof WireException.Malformed malformed) {
            assertThat(words.stray()).contains(malformed.excerpt());
        }
    }

    private static int connections(Peer peer) {
        Set<Integer> all = new HashSet<>();
        peer.received().entries().forEach(entry -> all.add(entry.channel()));
        return all.size();
    }
}
