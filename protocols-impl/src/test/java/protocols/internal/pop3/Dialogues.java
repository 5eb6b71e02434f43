package protocols.internal.pop3;

import protocols.Transcript;
import protocols.WireException;
import protocols.pop3.Maildrop;
import protocols.pop3.Pop3;

/** Maildrops whose server is a dialogue. */
final class Dialogues {

    /** A login to a server that knows no CAPA. */
    static final String LOGIN =
            """
            S: +OK ready
            C: CAPA
            S: -ERR what?
            C: USER alice
            S: +OK
            C: PASS ********
            S: +OK
            """;

    /** A login to a server that knows PIPELINING. */
    static final String PIPELINING =
            """
            S: +OK ready
            C: CAPA
            S: +OK
            S: USER
            S: pipelining
            S: .
            C: USER alice
            S: +OK
            C: PASS ********
            S: +OK
            """;

    private Dialogues() {}

    static Pop3 over(String dialogue) {
        return Pop3.at("localhost").via(Transcript.parse(dialogue).replay());
    }

    static Maildrop drop(String dialogue) throws WireException {
        return over(dialogue).connect().login("alice", "wonderland");
    }
}
