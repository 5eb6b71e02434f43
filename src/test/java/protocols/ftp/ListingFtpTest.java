package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.ftp.Dialogues.ALIVE;
import static protocols.ftp.Dialogues.login;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Limits;
import protocols.Receiver;
import protocols.Reply;
import protocols.Script;
import protocols.WireException;
import protocols.peers.Scripted;

/** Listings, held or handed on, as a server sends them. */
@Timeout(60)
class ListingFtpTest {

    private static final String LOGIN =
            """
            S: 220 ready
            C: USER anonymous
            S: 331 password
            C: PASS anonymous@
            S: 230 in
            C: FEAT
            S: 502 what?
            """;
    private static final String LIST =
            """
            C: EPSV
            S: 229 ok (|||${port2}|)
            C: LIST
            S: 150 here it comes
            """;
    private static final String END = """
            *2 closed by peer
            S: 226 that was it
            """;
    private static final String MIXED =
            """
            S2: Welcome
            S2: total 2
            S2: -rw-r--r-- 1 ftp ftp 7 Mar 14  2003 a
            S2: 03-14-03  01:02PM       <DIR>          b
            S2: LONG.TXT;1
            S2:    4/6 14-MAR-2003 13:02:03 [A] (RWED,,,)
            """;
    private static final Reply DONE = Reply.of("226", "that was it");

    private interface Calls {
        void run(FtpSession ftp) throws IOException;
    }

    private static void play(String dialogue, Ftp client, Calls calls) throws IOException {
        for (Script.Pieces pieces : Script.Pieces.values()) {
            try (Scripted server =
                            Scripted.play(Scripted.of(LOGIN + dialogue + ALIVE).pieces(pieces));
                    FtpSession ftp = client.port(server.port()).connect().loginAnonymously()) {
                calls.run(ftp);
                ftp.noop();
            }
        }
    }

    private static Ftp client() {
        return Ftp.at("127.0.0.1");
    }

    @Test
    void aListingKeepsItsReply() throws IOException {
        play(LIST + MIXED + END, client(), ftp -> {
            FtpListing listing = ftp.list();
            assertThat(listing.reply()).contains(DONE);
            assertThat(listing).extracting(FtpEntry::name).containsExactly("a", "b", "LONG.TXT;1");
            assertThat(listing.notes()).containsExactly("total 2");
            assertThat(listing.unparsed()).containsExactly("Welcome");
        });
    }

    @Test
    void whatIsHandedOnIsWhatWouldBeHeld() throws IOException {
        play(LIST + MIXED + END + LIST.replace("LIST", "LIST pub") + MIXED + END, client(), ftp -> {
            FtpListing held = ftp.list();
            List<FtpEntry> entries = new ArrayList<>();
            FtpListing others = ftp.list("pub", entries::add);
            assertThat(entries).isEqualTo(held.entries());
            assertThat(others)
                    .isEqualTo(FtpListing.of(List.of()).notes(held.notes()).unparsed(held.unparsed()));
            assertThat(others.reply()).contains(DONE);
        });
    }

    @Test
    void namesAreHandedOnToo() throws IOException {
        String nlst = LIST.replace("LIST", "NLST") + "S2: a\nS2: two words\nS2: \n" + END;
        play(nlst, client(), ftp -> {
            assertThat(ftp.features().lines()).isEmpty();
            List<String> names = new ArrayList<>();
            assertThat(ftp.names(names::add).reply()).isEqualTo(DONE);
            assertThat(names).containsExactly("a", "two words");
        });
    }

    /** The transfer is broken off, and the session goes on. */
    @Test
    void whatTheReceiverThrowsComesOutAsItIs() throws IOException {
        IOException own = new IOException("the disk is full");
        IOException look = new WireException.Refused(Reply.of("502", "of another session"));
        RuntimeException bug = new IllegalStateException("a bug");
        String broken = LIST + "S2: -rw-r--r-- 1 ftp ftp 7 Mar 14  2003 a\n*2 closed\nS: 426 broken off\n";
        play(broken.repeat(3), client(), ftp -> {
            for (Exception mine : List.of(own, look, bug)) {
                Receiver<FtpEntry> failing = entry -> {
                    throw mine instanceof IOException io ? io : sneaky(mine);
                };
                assertThatThrownBy(() -> ftp.list(failing)).isSameAs(mine);
            }
        });
    }

    private static IOException sneaky(Exception bug) {
        throw (RuntimeException) bug;
    }

    /** Of entries there may be any number; of what is none there may be as much as a listing holds. */
    @Test
    void theLinesThatAreNoEntriesHaveTheLimitOfAListing() throws IOException {
        Ftp small = client().limits(Limits.DEFAULT.entries(2));
        String entries = "S2: -rw-r--r-- 1 ftp ftp 7 Mar 14  2003 a\n".repeat(5);
        String two = "S2: Welcome\nS2: to you\n";
        play(LIST + entries + two + END, small, ftp -> {
            List<FtpEntry> seen = new ArrayList<>();
            assertThat(ftp.list(seen::add).unparsed()).hasSize(2);
            assertThat(seen).hasSize(5);
        });
        play(LIST + two + "S2: all\n*2 closed\nS: 426 broken off\n", small, ftp -> assertThatThrownBy(
                        () -> ftp.list(entry -> {}))
                .isInstanceOfSatisfying(WireException.LimitExceeded.class, e -> assertThat(e.limit())
                        .isEqualTo("entries")));
    }

    @Test
    void aHundredThousandEntriesAreWithinTheDefaults() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            lines.append(
                    "S2: -rw-r--r--    1 alice    staff    %9d Mar 14  2003 a file of number %d.txt\n".formatted(i, i));
        }
        String dialogue = LIST + lines + END + LIST + lines + END + ALIVE;
        try (Scripted server = Scripted.play(LOGIN + dialogue);
                FtpSession ftp = client().port(server.port()).connect().loginAnonymously()) {
            FtpListing listing = ftp.list();
            assertThat(listing.size()).isEqualTo(100_000);
            assertThat(listing.entries().get(99_999).size()).hasValue(99_999);
            assertThat(listing.isComplete()).isTrue();
            long[] sizes = new long[2];
            assertThat(ftp.list(entry -> {
                                sizes[0]++;
                                sizes[1] += entry.size().orElseThrow();
                            })
                            .isComplete())
                    .isTrue();
            assertThat(sizes).containsExactly(100_000, 99_999L * 50_000);
            ftp.noop();
        }
    }

    /** A listing in the reply to STAT needs no data connection. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "213-"})
    void aDirectoryIsListedInAReply(String before) throws IOException {
        String dialogue = Dialogues.LOGIN
                + """
                C: STAT pub
                S: 213-status of pub:
                S: %1$stotal 8
                S: %1$sdrwxr-xr-x   2 ftp  ftp  4096 Jan  1  2020 a folder
                S: %1$s-rw-r--r--   1 ftp  ftp  5 Jan  1  2020 b
                S: 213 end
                C: STAT empty
                S: 213-status of empty:
                S: 213 end
                C: STAT none
                S: 550 none
                C: PWD
                S: 257 "/"
                C: CWD what?
                S: 250 ok
                C: STAT .
                S: 212 nothing
                C: CWD /
                S: 250 ok
                """
                        .formatted(before)
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            FtpListing listing = ftp.status("pub");
            assertThat(listing.entries()).extracting(FtpEntry::name).containsExactly("a folder", "b");
            assertThat(listing.entries().get(1).size()).hasValue(5);
            assertThat(listing.reply())
                    .hasValueSatisfying(reply -> assertThat(reply.code()).isEqualTo(213));
            assertThat(ftp.status("empty").entries()).isEmpty();
            assertThatThrownBy(() -> ftp.status("none")).isInstanceOf(WireException.Refused.class);
            assertThat(ftp.status("what?").entries()).isEmpty();
            ftp.noop();
        }
    }
}
