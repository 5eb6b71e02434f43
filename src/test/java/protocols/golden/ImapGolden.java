package protocols.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import protocols.Tls;
import protocols.WireException;
import protocols.imap.Fetch;
import protocols.imap.FetchedMessage;
import protocols.imap.Flag;
import protocols.imap.Imap;
import protocols.imap.ImapSession;
import protocols.imap.Mailbox;
import protocols.imap.NewMessage;
import protocols.imap.Search;
import protocols.imap.UidSet;
import protocols.net.Connector;

/** The golden dialogue of IMAP. */
public final class ImapGolden implements Golden {

    private static final String BRIE = "Brie";

    @Override
    public String name() {
        return "imap";
    }

    @Override
    public Object run(Connector via, Duration timeout) throws Exception {
        Imap imap = Imap.at("localhost").tls(Tls.NONE).via(via).timeout(timeout).idleTimeout(timeout);
        List<Object> told = new ArrayList<>();
        try (ImapSession session = imap.connect().login("alice", "open-sesame")) {
            mailboxes(session, told);
            messages(session.select("INBOX"), told);
            session.delete(BRIE);
            session.logout();
        }
        return told;
    }

    private static void mailboxes(ImapSession session, List<Object> told) throws IOException {
        told.add(session.list());
        session.create("Käse");
        session.rename("Käse", BRIE);
        told.add(session.status("INBOX"));
        byte[] message = "Subject: new\r\n\r\nHello.\r\nxy".getBytes(UTF_8);
        told.add(session.append("INBOX", NewMessage.of(message).flags(Flag.SEEN)));
        try {
            session.select("nowhere");
        } catch (WireException.Refused refused) {
            told.add(refused.reply());
        }
    }

    private static void messages(Mailbox inbox, List<Object> told) throws IOException {
        told.add(inbox.state());
        for (FetchedMessage message :
                inbox.fetch(UidSet.ALL, Fetch.flags().and(Fetch.envelope()).and(Fetch.size()))) {
            told.add(List.of(
                    message.uid(),
                    message.flags(),
                    message.size(),
                    message.envelope().orElseThrow().subject()));
        }
        FetchedMessage header = inbox.fetch(UidSet.of(4), Fetch.header()).get(4).orElseThrow();
        told.add(new String(header.header().orElseThrow(), UTF_8));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        told.add(inbox.download(12, whole).orElseThrow().bytes());
        told.add(whole.toString(UTF_8));
        told.add(inbox.search(Search.subject("Grüße")));
        told.add(inbox.addFlags(UidSet.of(9), Flag.DELETED).get(9).orElseThrow().flags());
        told.add(inbox.copy(UidSet.of(4), BRIE));
        told.add(inbox.move(UidSet.of(12), BRIE));
        told.add(inbox.expunge());
        told.add(inbox.news());
        inbox.unselect();
    }
}
