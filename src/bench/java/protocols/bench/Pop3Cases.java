package protocols.bench;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.apache.commons.net.pop3.POP3Client;
import protocols.peers.Dovecot;
import protocols.peers.MailStore;
import protocols.pop3.Pop3;

/** POP3 against Dovecot: 2,000 messages of 2 KB. */
final class Pop3Cases {

    private static final int MESSAGES = 2_000;
    private static final int WINDOW = 32;

    private Pop3Cases() {}

    static void run(SideBySide bench) throws Exception {
        if (!bench.wants("pop3")) {
            return;
        }
        try (Dovecot server = Dovecot.start()) {
            for (int i = 0; i < MESSAGES; i++) {
                server.deliver("alice", Mails.MESSAGE);
            }
            int port = server.pop3Port();
            bench.measure("pop3-retrieve-2000", "messages/s")
                    .with("ours", () -> ours(port))
                    .with("commons-net", () -> commonsNet(port))
                    .with("angus", () -> angus(port))
                    .program("mpop", () -> mpop(port))
                    .with("floor", () -> floor(port))
                    .run();
            try (FarProxy far = FarProxy.to(port)) {
                bench.measure("pop3-retrieve-2000-far", "messages/s")
                        .with("ours", () -> ours(far.port()))
                        .with("floor", () -> floor(far.port()))
                        .run();
            }
        }
    }

    private static long ours(int port) throws Exception {
        int[] count = new int[1];
        try (var maildrop = Pop3.at("127.0.0.1").port(port).connect().login("alice", MailStore.PASSWORD)) {
            maildrop.retrieveAll(IntStream.rangeClosed(1, MESSAGES).boxed().toList(), message -> {
                message.bytes().transferTo(OutputStream.nullOutputStream());
                count[0]++;
            });
        }
        return count[0];
    }

    /** To one file. */
    private static long mpop(int port) throws Exception {
        Path folder = Files.createTempDirectory("mpop");
        try {
            Program.run(
                    "mpop",
                    "--host=127.0.0.1",
                    "--port=" + port,
                    "--user=alice",
                    "--passwordeval=echo " + MailStore.PASSWORD,
                    "--auth=user",
                    "--keep=on",
                    "--delivery=mbox," + folder.resolve("mbox"),
                    "--uidls-file=" + folder.resolve("uidls"));
        } finally {
            Files.deleteIfExists(folder.resolve("mbox"));
            Files.deleteIfExists(folder.resolve("uidls"));
            Files.delete(folder);
        }
        return MESSAGES;
    }

    private static long commonsNet(int port) throws Exception {
        POP3Client pop3 = new POP3Client();
        pop3.connect("127.0.0.1", port);
        try {
            pop3.login("alice", MailStore.PASSWORD);
            for (int i = 1; i <= MESSAGES; i++) {
                try (Reader message = pop3.retrieveMessage(i)) {
                    message.transferTo(java.io.Writer.nullWriter());
                }
            }
        } finally {
            pop3.disconnect();
        }
        return MESSAGES;
    }

    private static long angus(int port) throws Exception {
        try (Store store = Session.getInstance(Mails.angus("pop3", port)).getStore("pop3")) {
            store.connect("127.0.0.1", port, "alice", MailStore.PASSWORD);
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                for (Message message : inbox.getMessages()) {
                    message.writeTo(OutputStream.nullOutputStream());
                }
            }
        }
        return MESSAGES;
    }

    private static long floor(int port) throws Exception {
        try (Floor pop3 = new Floor(port)) {
            pop3.until("+OK");
            pop3.send("USER alice\r\n");
            pop3.until("+OK");
            pop3.send("PASS " + MailStore.PASSWORD + "\r\n");
            pop3.until("+OK");
            int sent = 0;
            for (int answered = 0; answered < MESSAGES; answered++) {
                if (sent < MESSAGES && sent - answered <= WINDOW / 2) {
                    StringBuilder batch = new StringBuilder();
                    for (int i = 0; i < WINDOW / 2 && sent < MESSAGES; i++) {
                        batch.append("RETR ").append(++sent).append("\r\n");
                    }
                    pop3.send(batch.toString());
                }
                pop3.until("+OK");
                pop3.dotBody();
            }
        }
        return MESSAGES;
    }
}
