package protocols.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.Batch;
import protocols.Content;
import protocols.Tls;
import protocols.Transcript;
import protocols.Trust;
import protocols.WireException;
import protocols.peers.Dovecot;
import protocols.peers.MailStore;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.TestCa;

/** The textbook session against Dovecot, in the clear and over TLS, and recordings of it played back. */
@RequiresServer(RealServer.DOVECOT)
class DovecotImapTest {

    private static final String DRAFTS = "Entwürfe & mehr";
    private static final String KEPT = "Aufgehoben 日本";

    @TempDir
    static Path folder;

    private static Dovecot dovecot;
    private static Trust trust;

    @BeforeAll
    static void start() throws Exception {
        dovecot = Dovecot.start();
        trust = Trust.pem(TestCa.shared().writeTo(folder));
    }

    @AfterAll
    static void stop() {
        dovecot.close();
    }

    private static Imap at(Tls tls) {
        int port = tls == Tls.IMPLICIT ? dovecot.imapsPort() : dovecot.imapPort();
        return Imap.at("localhost").port(port).tls(tls).trust(trust).timeout(Duration.ofSeconds(10));
    }

    private static byte[] message(String subject, String text) {
        return ("From: Ünïcode <alice@example.org>\r\nTo: bob@example.org\r\nSubject: " + subject
                        + "\r\nDate: Mon, 7 Feb 2022 21:52:25 -0800\r\nMessage-ID: <1@example.org>\r\n\r\n" + text
                        + "\r\n")
                .getBytes(UTF_8);
    }

    /** Everything a user of the mailboxes does, from an empty folder to an empty folder. */
    private static List<Object> session(Imap imap) throws IOException {
        List<Object> told = new ArrayList<>();
        try (ImapSession session = imap.connect().login("bob", MailStore.PASSWORD)) {
            session.create(DRAFTS);
            session.append(
                            DRAFTS,
                            NewMessage.of(message("=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "eins"))
                                    .flags(Flag.SEEN, Flag.of("$Work"))
                                    .date(OffsetDateTime.parse("2022-02-08T06:00:00Z")))
                    .ifPresent(uid -> told.add(uid.uids()));
            session.append(DRAFTS, message("second", "zwei mit Käse")).ifPresent(uid -> told.add(uid.uids()));
            told.add(session.list().stream()
                    .map(MailboxInfo::name)
                    .sorted(java.util.Comparator.comparing(MailboxName::name))
                    .toList());
            told.add(session.status(DRAFTS).messages());
            Mailbox drafts = session.select(DRAFTS);
            told.add(drafts.state().exists());
            told.add(drafts
                    .fetch(
                            UidSet.ALL,
                            Fetch.flags()
                                    .and(Fetch.envelope())
                                    .and(Fetch.size())
                                    .and(Fetch.structure())
                                    .and(Fetch.internalDate()))
                    .stream()
                    .map(DovecotImapTest::described)
                    .toList());
            told.add(new String(
                    drafts.fetch(UidSet.of(1), Fetch.header())
                            .get(1)
                            .orElseThrow()
                            .header()
                            .orElseThrow(),
                    UTF_8));
            told.add(drafts.search(Search.body("Käse")).toString());
            told.add(drafts.search(Search.seen().and(Search.subject("Grüße"))).toString());
            told.add(drafts.addFlags(UidSet.of(2), Flag.FLAGGED)
                    .get(2)
                    .orElseThrow()
                    .flags());
            told.add(drafts.removeFlags(UidSet.of(2), Flag.FLAGGED)
                    .get(2)
                    .orElseThrow()
                    .flags()
                    .contains(Flag.FLAGGED));
            session.create(KEPT);
            told.add(drafts.copy(UidSet.of(1), KEPT).map(copy -> copy.target().toString()));
            told.add(drafts.move(UidSet.of(2), KEPT).map(copy -> copy.target().toString()));
            drafts.addFlags(UidSet.ALL, Flag.DELETED);
            told.add(drafts.expunge());
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            Mailbox kept = session.examine(KEPT);
            told.add(kept.download(2, whole).orElseThrow().bytes());
            told.add(whole.toString(UTF_8));
            told.add(kept.download(99, whole).isPresent());
            kept.unselect();
            session.rename(KEPT, "fort");
            session.delete("fort");
            session.delete(DRAFTS);
            session.logout();
            told.add(session.transcript());
        }
        return told;
    }

    private static String described(FetchedMessage message) {
        MessageEnvelope envelope = message.envelope().orElseThrow();
        return message.uid() + " "
                + message.flags().stream().map(Flag::name).sorted().toList() + " "
                + envelope.subject() + " " + message.size() + " "
                + message.structure().orElseThrow() + " " + message.problems();
    }

    @ParameterizedTest
    @EnumSource(Tls.class)
    void textbookSessionAndItsRecording(Tls tls) throws IOException {
        Imap imap = at(tls).keep(Transcript.Keep.EVERYTHING);
        List<Object> told = session(imap);
        Transcript transcript = (Transcript) told.remove(told.size() - 1);

        assertThat(told).contains(2L, UidSet.of(1), UidSet.of(2), "2", "1", Removal.of(1, UidSet.of(1)));
        assertThat(told.toString())
                .contains("Optional[Grüße]")
                .contains("zwei mit Käse")
                .contains("$Work");
        assertThat(transcript.toString())
                .doesNotContain(MailStore.PASSWORD + "\n")
                .doesNotContain('"' + MailStore.PASSWORD + '"')
                .doesNotContain(base64(MailStore.PASSWORD))
                .doesNotContain(base64("\0bob\0" + MailStore.PASSWORD));
        assertThat(Transcript.parse(transcript.toString())).isEqualTo(transcript);
        List<Object> replayed = session(
                imap.via(Transcript.parse(transcript.toString()).replay()).timeout(Duration.ofSeconds(5)));
        assertThat(replayed.subList(0, told.size())).isEqualTo(told);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    @Test
    void textbookSessionAgainAfterNothingIsLeft() throws WireException {
        try (ImapSession session = at(Tls.NONE).connect().login("bob", MailStore.PASSWORD)) {
            assertThat(session.list()).extracting(info -> info.name().name()).doesNotContain(DRAFTS, KEPT);
            session.logout();
        }
    }

    @Test
    void roundTripsOfAShortSession() throws Exception {
        dovecot.deliver("alice", message("one", "1"));
        try (ImapSession session = at(Tls.NONE).connect().login("alice", MailStore.PASSWORD)) {
            assertThat(session.stats().roundTrips()).isEqualTo(1);
            Mailbox inbox = session.select("INBOX");
            assertThat(inbox.fetch(UidSet.ALL, Fetch.header())).isNotEmpty();
            assertThat(session.stats().roundTrips()).isEqualTo(3);
            List<MailboxName> many = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                many.add(i % 2 == 0 ? MailboxName.INBOX : MailboxName.of("none" + i));
            }
            Batch<MailboxName, MailboxStatus> told = session.statusAll(many);
            assertThat(told).hasSize(64);
            assertThat(told.done()).containsOnlyKeys(MailboxName.INBOX);
            assertThat(told.refused()).hasSize(32).containsKey(MailboxName.of("none63"));
            assertThat(session.stats().roundTrips()).isLessThan(20);
            session.logout();
        }
    }

    @Test
    void bigMessageGoesThroughOneBufferBothWays() throws Exception {
        int size = 40_000_000;
        byte[] line = (String.valueOf('x').repeat(78) + "\r\n").getBytes(ISO_8859_1);
        NewMessage message = NewMessage.of(Content.stream(new Repeated(line, size), size));
        try (ImapSession session = at(Tls.NONE).connect().login("bob", MailStore.PASSWORD)) {
            String big = "big";
            session.create(big);
            session.append(big, message);
            Mailbox mailbox = session.select(big);
            long uid = mailbox.search(Search.all()).iterator().next();
            Repeated.Checking checking = new Repeated.Checking(line);
            assertThat(mailbox.download(uid, checking).orElseThrow().bytes()).isEqualTo(size);
            assertThat(checking.isSame()).isTrue();
            mailbox.unselect();
            session.delete(big);
            session.logout();
        }
    }

    @Test
    void refusalLeavesTheSessionAsItWas() throws WireException {
        try (ImapSession session = at(Tls.NONE).connect().login("bob", MailStore.PASSWORD)) {
            assertThatThrownBy(() -> session.select("nowhere"))
                    .isInstanceOfSatisfying(
                            WireException.Refused.class,
                            refused -> assertThat(refused.reply().status()).isEqualTo("NO"));
            assertThatThrownBy(() -> session.append("nowhere", message("s", "t")))
                    .isInstanceOf(WireException.Refused.class);
            assertThat(session.select("INBOX").state().name()).isEqualTo(MailboxName.INBOX);
            session.logout();
        }
    }

    /** The program in the description of {@link Imap}, twice: the second time there is nothing to do. */
    @Test
    void unreadMessagesAreShownAndMarked() throws Exception {
        dovecot.deliver("alice", message("=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "1"));
        List<String> out = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (ImapSession imap = at(Tls.NONE).connect().login("alice", MailStore.PASSWORD)) {
                Mailbox inbox = imap.select("INBOX");
                UidSet unread = inbox.search(Search.unseen());
                for (FetchedMessage message : inbox.fetch(unread, Fetch.envelope())) {
                    MessageEnvelope envelope = message.envelope().orElseThrow();
                    out.add(envelope.from() + " " + envelope.subject().orElse(""));
                }
                assertThat(unread.isEmpty()).isEqualTo(i == 1);
                inbox.addFlags(unread, Flag.SEEN);
                imap.logout();
            }
        }
        assertThat(out).contains("[\u00dcn\u00efcode <alice@example.org>] Gr\u00fc\u00dfe");
    }

    @Test
    void wrongPasswordIsRefusedAndNowhereToBeSeen() throws WireException {
        ImapConnection connection = at(Tls.IMPLICIT).connect();
        assertThatThrownBy(() -> connection.login("bob", "wrong-hunter2"))
                .isInstanceOf(WireException.Refused.class)
                .hasMessageContaining("AUTHENTICATIONFAILED")
                .hasMessageNotContaining("hunter2");
        assertThat(connection.isOpen()).isFalse();
        assertThat(connection.transcript().toString())
                .doesNotContain("hunter2")
                .doesNotContain(base64("wrong-hunter2"));
    }

    @Test
    void idleEndsWhenMailArrivesAndWhenTheTimeIsUp() throws Exception {
        try (ImapSession session = at(Tls.UPGRADE).connect().login("bob", MailStore.PASSWORD)) {
            Mailbox inbox = session.select("INBOX");
            assertThat(inbox.idle(Duration.ofMillis(100))).isEmpty();
            long before = inbox.state().exists();
            try (ImapSession other = at(Tls.NONE).connect().login("bob", MailStore.PASSWORD)) {
                other.append("INBOX", message("news", "!"));
                other.logout();
            }
            assertThat(inbox.idle(Duration.ofSeconds(10))).contains(MailboxEvent.Exists.of(before, before + 1));
            assertThat(inbox.state().exists()).isEqualTo(before + 1);
            session.logout();
        }
    }

    @Test
    void passwordIsNotSentWhereTheServerForbidsIt() throws Exception {
        try (Dovecot strict = Dovecot.start(Dovecot.Option.TLS_BEFORE_LOGIN)) {
            Imap clear =
                    Imap.at(strict.host()).port(strict.imapPort()).tls(Tls.NONE).timeout(Duration.ofSeconds(10));
            ImapConnection connection = clear.connect();
            assertThat(connection.capabilities().has("LOGINDISABLED")).isTrue();
            assertThatThrownBy(() -> connection.login("bob", MailStore.PASSWORD))
                    .isInstanceOf(WireException.Unsupported.class);
            assertThat(connection.transcript().said(Transcript.Side.CLIENT)).noneMatch(line -> line.contains("bob"));
        }
    }

    /** The server answers our close_notify with its own: that is no hangup of its. */
    @Test
    void ourOwnCloseIsOurs() throws Exception {
        int cancelled = 0;
        for (int i = 0; i < 40; i++) {
            ImapSession session =
                    at(i % 2 == 0 ? Tls.IMPLICIT : Tls.UPGRADE).connect().login("bob", MailStore.PASSWORD);
            Mailbox inbox = session.select("INBOX");
            CompletableFuture<Throwable> by = new CompletableFuture<>();
            CountDownLatch begun = new CountDownLatch(1);
            Thread waiter = new Thread(() -> {
                try {
                    begun.countDown();
                    inbox.idle(Duration.ofMinutes(1));
                    by.complete(new AssertionError("not freed"));
                } catch (WireException | RuntimeException e) {
                    by.complete(e);
                }
            });
            waiter.start();
            begun.await();
            // From the first moment to well into the wait.
            long until = System.nanoTime() + i * 500_000L;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            session.close();
            // Before it began the session was found closed.
            Throwable fault = by.get(10, TimeUnit.SECONDS);
            assertThat(fault).isInstanceOfAny(WireException.Cancelled.class, IllegalStateException.class);
            cancelled += fault instanceof WireException.Cancelled ? 1 : 0;
            waiter.join();
        }
        assertThat(cancelled).isGreaterThanOrEqualTo(30);
    }
}
