package protocols.internal.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protocols.Content;
import protocols.Receiver;
import protocols.WireException;
import protocols.imap.Fetch;
import protocols.imap.FetchedMessage;
import protocols.imap.ImapSession;
import protocols.imap.Mailbox;
import protocols.imap.MailboxName;
import protocols.imap.SequenceSet;
import protocols.imap.UidSet;
import protocols.internal.wire.Lent;
import protocols.mail.MailMessage;

/**
 * What the caller's own code throws comes out as it is, never as a WireException; the session goes on where little is left
 * to be read, and else says that it was closed and why.
 */
class CallersCodeTest {

    private static final String REST =
            """
            S: * 2 FETCH (UID 9 BODY[] {1}
            S: x)\\x0d\\x0a* 3 FETCH (UID 11 FLAGS ())
            S: A3 OK done
            C: A4 NOOP
            S: A4 OK
            """;

    private static final String FETCH_ALL = "C: A3 UID FETCH 1:* (UID BODY.PEEK[])\n";
    private static final String FIRST = "S: * 1 FETCH (UID 7 BODY[] {5}\nS: one\nS: )\n";
    private static final String ENDLESS = FETCH_ALL + FIRST + "S: * 2 FETCH (UID 9 BODY[] {2000000}\n"
            + ("S: " + "x".repeat(1022) + "\n").repeat(1100);

    static Stream<Throwable> failures() {
        return Stream.of(
                new IOException("disk full"),
                new IllegalStateException("a mistake"),
                new AssertionError("an error"),
                new WireException.Hangup("of another session"));
    }

    /** Throws it, whatever it is. */
    private static void fail(Throwable failure) throws IOException {
        throw Lent.raise(failure);
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void assertThrows(Throwable failure, Step step) {
        assertThatThrownBy(step::run).isSameAs(failure);
    }

    private static void assertClosedBecause(String why, Mailbox inbox) {
        assertThatThrownBy(inbox::noop)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed because " + why);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void receiverOfMessagesIsNotCalledAgainAndTheSessionGoesOn(Throwable failure) throws IOException {
        Mailbox inbox = Played.inbox(FETCH_ALL + FIRST + REST);
        List<FetchedMessage> taken = new ArrayList<>();

        assertThrows(
                failure,
                () -> inbox.fetch(UidSet.ALL, Fetch.message(), message -> {
                    taken.add(message);
                    fail(failure);
                }));
        assertThat(taken).hasSize(1);
        assertThat(inbox.noop()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void receiverOfMessagesThatFailsBeforeMegabytesClosesTheSession(Throwable failure) throws IOException {
        Mailbox inbox = Played.inbox(ENDLESS);

        assertThrows(failure, () -> inbox.fetch(UidSet.ALL, Fetch.message(), message -> fail(failure)));
        assertClosedBecause("the receiver failed", inbox);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void receiverOfMessagesByNumber(Throwable failure) throws IOException {
        Mailbox inbox = Played.inbox(
                """
                C: A3 FETCH 1:2 (UID FLAGS)
                S: * 1 FETCH (UID 7 FLAGS ())
                S: * 2 FETCH (UID 9 FLAGS ())
                S: A3 NO not all
                C: A4 NOOP
                S: A4 OK
                """);

        assertThrows(
                failure, () -> inbox.fetchNumbers(SequenceSet.range(1, 2), Fetch.flags(), message -> fail(failure)));
        assertThat(inbox.noop()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void receiverOfSectionsInTheMiddleOfOne(Throwable failure) throws IOException {
        Mailbox inbox = Played.inbox(FETCH_ALL + FIRST + REST);
        List<FetchedMessage> taken = new ArrayList<>();
        Receiver<protocols.imap.Section> sections = section -> {
            assertThat(section.bytes().read()).isEqualTo('o');
            fail(failure);
        };

        assertThrows(failure, () -> inbox.fetch(UidSet.ALL, Fetch.message(), sections, taken::add));
        assertThat(taken).isEmpty();
        assertThat(inbox.noop()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void receiverOfSectionsInTheMiddleOfMegabytes(Throwable failure) throws IOException {
        Mailbox inbox = Played.inbox(ENDLESS);

        assertThrows(
                failure,
                () -> inbox.fetch(
                        UidSet.ALL,
                        Fetch.message(),
                        section -> {
                            if (section.size() == 2_000_000) {
                                fail(failure);
                            }
                        },
                        message -> {}));
        assertClosedBecause("the receiver failed", inbox);
    }

    @Test
    void lineThatBreaksUnderAReceiverIsTheLinesFaultAndNotTheReceivers() throws IOException {
        Mailbox inbox = Played.inbox(FETCH_ALL + "S: * 1 FETCH (UID 7 BODY[] {500}\nS: one\n* closed by peer\n");

        assertThatThrownBy(() -> inbox.fetch(
                        UidSet.ALL,
                        Fetch.message(),
                        section -> {
                            try {
                                section.bytes().readAllBytes();
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        message -> {}))
                .isInstanceOf(WireException.Hangup.class);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void lineThatBreaksAfterTheReceiverFailedDoesNotHideWhatItThrew(Throwable failure) throws IOException {
        Mailbox inbox = Played.inbox(FETCH_ALL + FIRST + "* closed by peer\n");

        assertThrows(failure, () -> inbox.fetch(UidSet.ALL, Fetch.message(), message -> fail(failure)));
        assertClosedBecause("the receiver failed", inbox);
    }

    private static OutputStream failing(Throwable failure) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                fail(failure);
            }
        };
    }

    @ParameterizedTest
    @MethodSource("failures")
    void sinkOfADownload(Throwable failure) throws IOException {
        Mailbox inbox =
                Played.inbox("C: A3 UID FETCH 7 (UID BODY.PEEK[])\n" + FIRST + "S: A3 OK done\nC: A4 NOOP\nS: A4 OK\n");

        assertThrows(failure, () -> inbox.download(7, failing(failure)));
        assertThat(inbox.noop()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void sinkOfALongDownload(Throwable failure) throws IOException {
        Mailbox inbox = Played.inbox(ENDLESS.replace("1:*", "9").replace(FIRST, ""));

        assertThrows(failure, () -> inbox.download(9, failing(failure)));
        assertClosedBecause("the receiver failed", inbox);
    }

    @Test
    void downloadIntoAFileIsWholeOrNotAtAll(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.eml");
        String fetch = "C: A3 UID FETCH 7 (UID BODY.PEEK[])\n";
        Mailbox whole = Played.inbox(fetch + FIRST + "S: A3 OK done\n");
        assertThat(whole.download(7, file).orElseThrow().bytes()).isEqualTo(5);
        assertThat(file).hasContent("one\r\n");

        Mailbox refused = Played.inbox(fetch + FIRST.replace("one", "two") + "S: A3 NO it went\n");
        assertThatThrownBy(() -> refused.download(7, file)).isInstanceOf(WireException.Refused.class);
        Mailbox absent = Played.inbox(fetch + "S: A3 OK none\n");
        assertThat(absent.download(7, folder.resolve("b.eml"))).isEmpty();

        assertThat(file).hasContent("one\r\n");
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void sourceThatCannotBeOpenedCostsNothing(Throwable failure) throws IOException {
        ImapSession session = Played.session("C: A2 NOOP\nS: A2 OK\n");
        Content content = Content.stream(new ByteArrayInputStream(new byte[3]), 3);
        Path absent = Path.of("no", "such", "file");

        assertThatThrownBy(() -> session.append("INBOX", Content.of(content::open)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("length");
        assertThatThrownBy(() -> session.append("INBOX", Content.file(absent)))
                .isInstanceOf(java.nio.file.NoSuchFileException.class);
        session.noop();
    }

    private static InputStream thenFailing(Throwable failure) {
        InputStream last = new InputStream() {
            @Override
            public int read() throws IOException {
                fail(failure);
                return -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return read();
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream("abc".getBytes(US_ASCII)), last);
    }

    private static final String APPENDING = "C: A2 APPEND INBOX {9}\nS: + go\nC: abc\n";

    @ParameterizedTest
    @MethodSource("failures")
    void sourceThatFailsInTheMiddleClosesTheSession(Throwable failure) throws IOException {
        ImapSession session = Played.session(APPENDING);

        assertThrows(failure, () -> session.append("INBOX", Content.stream(thenFailing(failure), 9)));
        assertThat(session.isOpen()).isFalse();
        assertThatThrownBy(session::noop)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed because the source failed");
    }

    @Test
    void sourceThatEndsEarlyClosesTheSession() throws IOException {
        ImapSession session = Played.session(APPENDING);
        InputStream three = new ByteArrayInputStream("abc".getBytes(US_ASCII));

        assertThatThrownBy(() -> session.append("INBOX", Content.stream(three, 9)))
                .isExactlyInstanceOf(EOFException.class)
                .hasMessageContaining("after 3 of 9 bytes");
        assertThatThrownBy(session::noop).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusedMessageIsNotRead() throws IOException {
        ImapSession session = Played.session("C: A2 APPEND INBOX {9}\nS: A2 NO full\nC: A3 NOOP\nS: A3 OK\n");
        InputStream unread = thenFailing(new IOException("read"));

        assertThatThrownBy(() -> session.append("INBOX", Content.stream(unread, 9)))
                .isInstanceOf(WireException.Refused.class);
        session.noop();
    }

    @Test
    void mailIsWrittenAsItIs() throws IOException {
        ImapSession session = Played.session(
                """
                C: A2 APPEND INBOX {14}
                S: + go
                C: Subject: a
                C:\\x20
                C:\\x20
                S: A2 OK [APPENDUID 7 12] done
                """
                        .replace("C:\\x20", "C: "));

        assertThat(session.append("INBOX", MailMessage.raw("Subject: a\r\n\r\n".getBytes(US_ASCII)))
                        .orElseThrow()
                        .uids())
                .isEqualTo(UidSet.of(12));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void iteratorOfMailboxesFailsAfterWhatWasSentIsAnswered(Throwable failure) throws IOException {
        ImapSession session = Played.session(
                """
                C: A2 STATUS a (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)
                S: * STATUS a (MESSAGES 2)
                S: A2 OK
                C: A3 NOOP
                S: A3 OK
                """);
        Iterator<MailboxName> one = Arrays.asList(MailboxName.of("a")).iterator();
        Iterable<MailboxName> names = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public MailboxName next() {
                if (!one.hasNext()) {
                    CallersCodeTest.<RuntimeException>sneak(failure);
                }
                return one.next();
            }
        };

        assertThrows(failure, () -> session.statusAll(names));
        session.noop();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable failure) throws E {
        throw (E) failure;
    }
}
