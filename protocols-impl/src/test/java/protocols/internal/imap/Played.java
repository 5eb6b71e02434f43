package protocols.internal.imap;

import protocols.Limits;
import protocols.Tls;
import protocols.Transcript;
import protocols.WireException;
import protocols.imap.Imap;
import protocols.imap.ImapSession;
import protocols.imap.Mailbox;

/** Sessions in memory, played against dialogues that begin where the interesting part does. */
final class Played {

    private static final String LOGGED_IN =
            """
            S: * OK [CAPABILITY IMAP4rev1] ready
            C: A1 LOGIN alice ********
            S: A1 OK [CAPABILITY IMAP4rev1 UNSELECT UIDPLUS MOVE IDLE] done
            """;

    private static final String SELECTED =
            """
            C: A2 SELECT INBOX
            S: * 3 EXISTS
            S: A2 OK [READ-WRITE] selected
            """;

    private Played() {}

    /** Logged in; the next tag is A2. */
    static ImapSession session(String more) throws WireException {
        return session(more, Limits.DEFAULT);
    }

    static ImapSession session(String more, Limits limits) throws WireException {
        return Imap.at("localhost")
                .tls(Tls.NONE)
                .limits(limits)
                .via(Transcript.parse(LOGGED_IN + more).replay())
                .connect()
                .login("alice", "secret-word");
    }

    /** With INBOX selected, which has three messages; the next tag is A3. */
    static Mailbox inbox(String more) throws WireException {
        return inbox(more, Limits.DEFAULT);
    }

    static Mailbox inbox(String more, Limits limits) throws WireException {
        return session(SELECTED + more, limits).select("INBOX");
    }
}
