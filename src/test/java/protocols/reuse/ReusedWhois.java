package protocols.reuse;

import protocols.Peer;
import protocols.Script;
import protocols.Transcript;
import protocols.WireException;
import protocols.whois.Whois;

/** WHOIS: one question and one answer, which ends with the connection (RFC 3912 section 2). Nothing is ever reused. */
final class ReusedWhois implements Reused {

    private static final String ANSWER = "domain: EXAMPLE.ORG";

    private static final Words WORDS = new Words(
            Manner.TEXT,
            "",
            "",
            "C: example.org\nS: " + ANSWER + "\n",
            "* closed by peer\n",
            "S: and more\n",
            "S: closing\n",
            "S: \\x01\\xfe garbage\n");

    @Override
    public String between(Cell cell) {
        throw new IllegalArgumentException("no connection is kept");
    }

    @Override
    public String within(Cell cell) throws Exception {
        Script script = Script.of(Transcript.parse(WORDS.within(cell))).exact();
        try (Peer peer = (cell.secure() ? script.tls() : script).serve()) {
            Thread meanwhile = cell.strike(peer);
            String outcome = ask(cell, peer);
            meanwhile.join();
            peer.verify();
            return outcome;
        }
    }

    private static String ask(Cell cell, Peer peer) {
        try {
            String text = cell.at(Whois.at("127.0.0.1"), peer.port(), peer.trust())
                    .follow(0)
                    .lookup("example.org")
                    .text()
                    .strip();
            return text.equals(ANSWER) ? "whole" : text.startsWith(ANSWER + "\r\n") ? "as data" : text;
        } catch (WireException fault) {
            return cell.outcome(fault);
        }
    }
}
