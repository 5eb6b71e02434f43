package protocols.golden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import protocols.Tls;
import protocols.Transcript;
import protocols.imap.Fetch;
import protocols.imap.FetchedMessage;
import protocols.imap.Flag;
import protocols.imap.Imap;
import protocols.imap.ImapSession;
import protocols.imap.Mailbox;
import protocols.imap.NewMessage;
import protocols.imap.Search;
import protocols.imap.UidSet;
import protocols.mail.MailMessage;
import protocols.pop3.Maildrop;
import protocols.pop3.Pop3;

/** The programs of the recordings of POP3 and IMAP. The inbox of alice holds two messages: see {@link #message}. */
final class OldMailboxes {

    private static final String DRAFTS = "Entwürfe & mehr";

    private OldMailboxes() {}

    /** What was delivered to alice before the recordings were made, with number 1 and 2. */
    static byte[] message(int i) {
        return ("From: Ünïcode <alice@example.org>\r\nTo: bob@example.org\r\nSubject: message " + i
                        + "\r\nDate: Mon, 7 Feb 2022 21:52:25 -0800\r\nMessage-ID: <" + i
                        + "@example.org>\r\n\r\n.\r\n..\r\nx café\r\n" + "line\r\n".repeat(i))
                .getBytes(UTF_8);
    }

    private static Pop3 pop3(OldPlace place, Tls tls) {
        return Pop3.at(place.host())
                .port(place.port())
                .tls(tls)
                .via(place.via())
                .trust(place.trust())
                .keep(Transcript.Keep.EVERYTHING);
    }

    private static Imap imap(OldPlace place, Tls tls) {
        return Imap.at(place.host())
                .port(place.port())
                .tls(tls)
                .via(place.via())
                .trust(place.trust())
                .keep(Transcript.Keep.EVERYTHING);
    }

    /** All that one does with a maildrop; the second message is deleted. */
    static void readsAMaildrop(OldPlace place) throws Exception {
        Maildrop drop = pop3(place, Tls.NONE).connect().login("alice", "password");
        try (drop) {
            assertThat(drop.stat().messages()).isEqualTo(2);
            assertThat(drop.list(2).size()).isEqualTo(message(2).length);
            assertThat(drop.list()).hasSize(2);
            assertThat(drop.uidl()).containsOnlyKeys(1, 2).containsValue(drop.uidl(2));
            assertThat(drop.headers(1).subject()).contains("message 1");
            assertThat(new String(drop.top(1, 1), ISO_8859_1)).endsWith("\r\n\r\n.\r\n");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            drop.retrieve(1, out);
            assertThat(out.toByteArray()).isEqualTo(message(1));
            List<Integer> numbers = new ArrayList<>();
            assertThat(drop.retrieveAll(List.of(1, 9, 2), one -> numbers.add(one.number()))
                            .refused())
                    .containsOnlyKeys(9);
            assertThat(numbers).containsExactly(1, 2);
            drop.delete(1);
            drop.reset();
            drop.noop();
            drop.delete(2);
            drop.quit();
        }
        place.kept().accept(drop.transcript());
    }

    /** The session of the README. */
    static void asksAfterTheUpgrade(OldPlace place) throws Exception {
        Maildrop drop = pop3(place, Tls.UPGRADE).connect().login("alice", "password");
        try (drop) {
            assertThat(drop.stat().messages()).isEqualTo(1);
            drop.quit();
        }
        place.kept().accept(drop.transcript());
    }

    /** What the README shows, when it was recorded: no CAPA, and no farewell. */
    static void asksAsTheReadmeDoes(OldPlace place) throws Exception {
        Maildrop drop = pop3(place, Tls.NONE).connect().login("alice", "password");
        try (drop) {
            assertThat(drop.stat().messages()).isEqualTo(1);
        }
    }

    /** A draft is laid down, found, read, flagged, copied, moved and removed. */
    static void worksInMailboxes(OldPlace place) throws Exception {
        mailboxes(place, Tls.NONE, NewMessage.of(message(1)).flags(Flag.SEEN, Flag.of("$Work")));
    }

    /** The same after an upgrade. */
    static void worksInMailboxesAfterTheUpgrade(OldPlace place) throws Exception {
        mailboxes(place, Tls.UPGRADE, NewMessage.of(message(1)).flags(Flag.SEEN, Flag.of("$Work")));
    }

    /** The same with a message whose date, id and boundary are new each time. */
    static void appendsANewDraft(OldPlace place) throws Exception {
        MailMessage draft = MailMessage.from("alice@example.org")
                .to("bob@example.org")
                .subject("message 1")
                .text("x café\n")
                .attach("a.bin", "application/octet-stream", new byte[] {0, 1, 2, (byte) 255});
        mailboxes(place, Tls.IMPLICIT, NewMessage.of(draft).flags(Flag.SEEN, Flag.of("$Work")));
    }

    /** Nothing comes for a while, and then the session goes on. */
    static void waitsForNews(OldPlace place) throws Exception {
        ImapSession session = imap(place, Tls.NONE).connect().login("alice", "password");
        try (session) {
            Mailbox inbox = session.select("INBOX");
            assertThat(inbox.idle(Duration.ofMillis(50))).isEmpty();
            assertThat(inbox.noop()).isEmpty();
            session.logout();
        }
        place.kept().accept(session.transcript());
    }

    private static void mailboxes(OldPlace place, Tls tls, NewMessage first) throws IOException {
        ImapSession session = imap(place, tls).connect().login("bob", "password");
        try (session) {
            session.create(DRAFTS);
            session.append(DRAFTS, first.date(OffsetDateTime.parse("2022-02-08T06:00:00Z")));
            session.append(DRAFTS, message(2));
            assertThat(session.list()).hasSize(2);
            assertThat(session.status(DRAFTS).messages()).hasValue(2);
            Mailbox drafts = session.select(DRAFTS);
            assertThat(drafts.fetch(
                                    UidSet.ALL,
                                    Fetch.flags()
                                            .and(Fetch.envelope())
                                            .and(Fetch.size())
                                            .and(Fetch.structure()))
                            .get(1)
                            .orElseThrow()
                            .envelope()
                            .orElseThrow()
                            .subject())
                    .contains("message 1");
            FetchedMessage header =
                    drafts.fetch(UidSet.of(2), Fetch.header()).get(2).orElseThrow();
            assertThat(new String(header.header().orElseThrow(), UTF_8)).contains("<2@example.org>");
            assertThat(drafts.search(Search.body("café"))).hasToString("1:2");
            assertThat(drafts.search(Search.unseen().and(Search.subject("message"))))
                    .hasToString("2");
            assertThat(drafts.addFlags(UidSet.of(2), Flag.FLAGGED)
                            .get(2)
                            .orElseThrow()
                            .flags())
                    .contains(Flag.FLAGGED);
            drafts.removeFlags(UidSet.of(2), Flag.FLAGGED);
            assertThat(drafts.copy(UidSet.of(2), "INBOX")).isPresent();
            assertThat(drafts.move(UidSet.of(1), "INBOX")).isPresent();
            drafts.addFlags(UidSet.ALL, Flag.DELETED);
            assertThat(drafts.expunge().count()).isEqualTo(1);
            Mailbox inbox = session.examine("INBOX");
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            assertThat(inbox.download(1, whole)).isPresent();
            assertThat(whole.toByteArray()).isEqualTo(message(2));
            inbox.unselect();
            session.delete(DRAFTS);
            session.logout();
        }
        place.kept().accept(session.transcript());
    }
}
