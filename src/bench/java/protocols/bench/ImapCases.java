package protocols.bench;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.OutputStream;
import protocols.imap.Fetch;
import protocols.imap.Imap;
import protocols.imap.UidSet;
import protocols.peers.Dovecot;
import protocols.peers.MailStore;

/** IMAP against Dovecot: envelopes, flags and sizes of 10,000 messages, and the bodies of 2,000. */
final class ImapCases {

    private static final int MESSAGES = 10_000;
    private static final int BODIES = 2_000;

    private ImapCases() {}

    static void run(SideBySide bench) throws Exception {
        if (!bench.wants("imap")) {
            return;
        }
        try (Dovecot server = Dovecot.start()) {
            for (int i = 0; i < MESSAGES; i++) {
                server.deliver("alice", Mails.MESSAGE);
            }
            int port = server.imapPort();
            bench.measure("imap-envelopes-10000", "messages/s")
                    .with("ours", () -> ours(port, false))
                    .with("angus", () -> angus(port, false))
                    .with("floor", () -> floor(port, "1:*", "(UID FLAGS RFC822.SIZE ENVELOPE)"))
                    .run();
            bench.measure("imap-bodies-2000", "messages/s")
                    .with("ours", () -> ours(port, true))
                    .with("angus", () -> angus(port, true))
                    .with("floor", () -> floor(port, "1:" + BODIES, "(UID BODY.PEEK[])"))
                    .run();
        }
    }

    private static long ours(int port, boolean bodies) throws Exception {
        long[] units = new long[1];
        try (var imap = Imap.at("127.0.0.1").port(port).connect().login("alice", MailStore.PASSWORD)) {
            var inbox = imap.examine("INBOX");
            if (bodies) {
                inbox.fetch(
                        UidSet.range(1, BODIES),
                        Fetch.message(),
                        section -> section.bytes().transferTo(OutputStream.nullOutputStream()),
                        message -> units[0]++);
            } else {
                Fetch plan = Fetch.flags().and(Fetch.size()).and(Fetch.envelope());
                inbox.fetch(UidSet.ALL, plan, message -> {
                    if (message.envelope().orElseThrow().subject().isPresent()
                            && message.size().orElseThrow() > 0) {
                        units[0]++;
                    }
                });
            }
        }
        return units[0];
    }

    private static long angus(int port, boolean bodies) throws Exception {
        var properties = Mails.angus("imap", port);
        properties.setProperty("mail.imap.partialfetch", "false");
        try (Store store = Session.getInstance(properties).getStore("imap")) {
            store.connect("127.0.0.1", port, "alice", MailStore.PASSWORD);
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                Message[] messages = inbox.getMessages(1, bodies ? BODIES : MESSAGES);
                FetchProfile profile = new FetchProfile();
                profile.add(FetchProfile.Item.ENVELOPE);
                profile.add(FetchProfile.Item.FLAGS);
                profile.add(FetchProfile.Item.SIZE);
                if (bodies) {
                    profile = new FetchProfile();
                    profile.add(org.eclipse.angus.mail.imap.IMAPFolder.FetchProfileItem.MESSAGE);
                }
                inbox.fetch(messages, profile);
                long units = 0;
                for (Message message : messages) {
                    if (bodies) {
                        message.writeTo(OutputStream.nullOutputStream());
                    } else if (message.getSubject().isEmpty() || message.getSize() == 0) {
                        throw new IllegalStateException("no envelope");
                    }
                    units++;
                }
                return units;
            }
        }
    }

    private static long floor(int port, String set, String items) throws Exception {
        try (Floor imap = new Floor(port)) {
            imap.until("* OK");
            imap.send("a1 LOGIN alice " + MailStore.PASSWORD + "\r\n");
            imap.until("a1 OK");
            imap.send("a2 EXAMINE INBOX\r\n");
            imap.until("a2 OK");
            imap.send("a3 FETCH " + set + " " + items + "\r\n");
            long units = 0;
            for (String line = imap.line(); !line.startsWith("a3 "); line = imap.line()) {
                if (line.endsWith("}\r")) {
                    imap.skip(Long.parseLong(line.substring(line.lastIndexOf('{') + 1, line.length() - 2)));
                }
                if (line.startsWith("* ")) {
                    units++;
                }
            }
            return units;
        }
    }
}
