package protocols.internal.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protocols.Reply;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpEntry.Kind;
import protocols.ftp.FtpListing;
import protocols.ftp.FtpName;

/** The reading of whole listings: the dialect is found, and no line is lost, dropped or fatal. */
class ListingReaderTest {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-20T12:00:00Z"), ZoneOffset.UTC);

    private static final Reply DONE = Reply.of("226", "done");

    private static final String VSFTPD =
            """
            drwxr-xr-x    2 0        0            4096 Mar 14 13:02 pub
            -rw-r--r--    1 14       50            213 Aug 26  2003 README
            lrwxrwxrwx    1 0        0               7 Jan 02 09:30 latest -> v1.2.3/
            """;

    private static final String PROFTPD =
            """
            total 12
            drwxr-xr-x   2 ftp      ftp          4096 Feb 29  2024 incoming
            -rw-rw-r--   1 alice    Domain Users  1048576 Dec 31 23:59 year end.txt
            """;

    private static final String PURE_FTPD =
            """
            drwxr-xr-x    3 1000       1000               60 Mar 20 10:15 .
            drwxr-xr-x    3 1000       1000               60 Mar 20 10:15 ..
            -rw-------    1 1000       1000                0 Mar 20 10:16  leading space
            crw-rw-rw-    1 root       root           1,   3 Mar 18 08:00 null
            """;

    private static final String IIS =
            """
            03-14-26  01:02PM       <DIR>          aspnet_client
            03-14-2026  12:00AM                 1234 default.htm
            12-31-99  23:59                      7 last one.txt
            """;

    private static final String EPLF =
            """
            +i8388621.48594,m825718503,r,s280,\tdjb.html
            +i8388621.50690,m824255907,/,\t514
            +i8388621.48598,m824253270,r,s612,up644,\t514.html
            """;

    private static final String FACTS =
            """
            Type=cdir;Modify=19981107085215;Perm=el; /tmp
            Type=pdir;Modify=19990112030508;Perm=el; ..
            Type=file;Size=25730;Modify=19940728095854;Perm=; capmux.tar.z
            Type=OS.unix=slink:/foobar;Perm=;Unique=keVO1+4G4; foobar
            """;

    static List<String> listings() {
        return List.of(
                VSFTPD,
                PROFTPD,
                PURE_FTPD,
                IIS,
                EPLF,
                FACTS,
                OtherDialectsTest.NETWARE,
                OtherDialectsTest.VMS,
                OtherDialectsTest.DATASETS,
                OtherDialectsTest.MEMBERS,
                OtherDialectsTest.OS400,
                OtherDialectsTest.ZVM,
                OtherDialectsTest.OS2,
                OtherDialectsTest.VSHELL);
    }

    static FtpListing read(String listing) {
        return read(listing.lines().map(FtpName::encode).toList());
    }

    static FtpListing read(List<byte[]> lines) {
        Gathering gathering = new Gathering();
        ListingReader reader = ListingReader.list(CLOCK, gathering.sink());
        try {
            for (byte[] line : lines) {
                reader.line(line, 0, line.length);
            }
            reader.finish();
        } catch (IOException e) {
            throw new AssertionError("nothing is read here but memory", e);
        }
        return gathering.listing(DONE);
    }

    static List<String> names(FtpListing listing) {
        return listing.entries().stream().map(FtpEntry::name).toList();
    }

    @Test
    void readsVsftpd() {
        FtpListing listing = read(VSFTPD);
        assertThat(listing.entries())
                .extracting(Object::toString)
                .containsExactly(
                        "DIRECTORY 4096 2026-03-14T13:02 pub",
                        "FILE 213 2003-08-26 README",
                        "LINK 7 2026-01-02T09:30 latest -> v1.2.3/");
        assertThat(listing.isComplete()).isTrue();
        assertThat(listing.entries().get(1).owner()).contains("14");
        assertThat(listing.entries().get(1).group()).contains("50");
        assertThat(listing.entries().get(1).permissions()).contains("-rw-r--r--");
    }

    @Test
    void readsProftpdWithATotalAndAGroupThatHasSpaces() {
        FtpListing listing = read(PROFTPD);
        assertThat(names(listing)).containsExactly("incoming", "year end.txt");
        assertThat(listing.notes()).containsExactly("total 12");
        assertThat(listing.entries().get(1).group()).contains("Domain Users");
        assertThat(listing.entries().get(1).modified().orElseThrow().toString()).isEqualTo("2025-12-31T23:59");
    }

    @Test
    void readsPureFtpdWithLeadingSpacesAndADevice() {
        FtpListing listing = read(PURE_FTPD);
        assertThat(names(listing)).containsExactly(".", "..", " leading space", "null");
        assertThat(listing.children()).extracting(FtpEntry::name).containsExactly(" leading space", "null");
        FtpEntry device = listing.named("null").orElseThrow();
        assertThat(device.kind()).isEqualTo(Kind.OTHER);
        assertThat(device.size()).isEmpty();
        assertThat(device.group()).contains("root");
    }

    @Test
    void readsWindows() {
        FtpListing listing = read(IIS);
        assertThat(listing.entries())
                .extracting(Object::toString)
                .containsExactly(
                        "DIRECTORY 2026-03-14T13:02 aspnet_client",
                        "FILE 1234 2026-03-14T00:00 default.htm",
                        "FILE 7 1999-12-31T23:59 last one.txt");
        assertThat(listing.entries().get(0).modified().orElseThrow().zoneKnown())
                .isFalse();
    }

    @Test
    void readsEplf() {
        assertThat(read(EPLF).entries())
                .extracting(Object::toString)
                .containsExactly(
                        "FILE 280 1996-03-01T22:15:03Z djb.html",
                        "DIRECTORY 1996-02-13T23:58:27Z 514",
                        "FILE 612 1996-02-13T23:14:30Z 514.html");
    }

    @Test
    void readsFactsFromAServerThatListsWithThem() {
        FtpListing listing = read(FACTS);
        assertThat(names(listing)).containsExactly("/tmp", "..", "capmux.tar.z", "foobar");
        assertThat(listing.children()).hasSize(2);
    }

    /** However long the banner is, and whatever the server says before. */
    @Test
    void aBannerInFrontKeepsNothingFromBeingRead() {
        String banner = "Welcome to the archive\n".repeat(100) + "Mirrors: see README\n";
        for (String listing : listings()) {
            FtpListing plain = read(listing);
            FtpListing after = read(banner + listing);
            assertThat(after.entries()).isEqualTo(plain.entries()).isNotEmpty();
            assertThat(after.notes()).isEqualTo(plain.notes());
            assertThat(after.unparsed()).hasSize(101).startsWith("Welcome to the archive");
        }
    }

    /** A server of several file systems, and one of several directories. */
    @Test
    void anotherDialectInTheMiddleIsRead() {
        for (String one : listings()) {
            for (String other : listings()) {
                List<FtpEntry> entries = new ArrayList<>(read(one).entries());
                entries.addAll(read(other).entries());
                entries.addAll(read(one).entries());
                FtpListing mixed = read(one + other + one);
                assertThat(mixed.entries()).isEqualTo(entries);
                assertThat(mixed.isComplete()).isTrue();
            }
        }
    }

    @Test
    void aLineOfNoDialectIsHandedOverAsItCame() {
        FtpListing listing =
                read(VSFTPD + "ls: permission denied\n03-14-26  01:02PM  <DIR>  stray\n  ? \u001b[2J\n" + VSFTPD);
        assertThat(listing.entries()).hasSize(7);
        assertThat(listing.unparsed()).containsExactly("ls: permission denied", "  ? \u001b[2J");
    }

    @Test
    void handsOnEachLineAtOnce() throws IOException {
        List<FtpEntry> seen = new ArrayList<>();
        ListingReader reader = ListingReader.list(CLOCK, new ListingReader.Sink(seen::add, note -> {}, unparsed -> {}));
        byte[] line = FtpName.encode("-rw-r--r-- 1 ftp ftp 1 Mar 14 13:02 a");
        for (int i = 1; i < 5; i++) {
            reader.line(line, 0, line.length);
            assertThat(seen).hasSize(i);
        }
    }

    /** Some servers answer MLSD with what they have. */
    @Test
    void mlsdMayBeAnsweredWithAnyListing() throws IOException {
        Gathering gathering = new Gathering();
        ListingReader reader = ListingReader.mlsd(CLOCK, gathering.sink());
        for (String line : ("type=file; a\n" + PROFTPD + " b\n").lines().toList()) {
            reader.line(FtpName.encode(line), 0, FtpName.encode(line).length);
        }
        reader.finish();
        FtpListing listing = gathering.listing(DONE);
        assertThat(names(listing)).containsExactly("a", "incoming", "year end.txt", "b");
        assertThat(listing.reply()).contains(DONE);
    }

    @Test
    void keepsNamesThatAreNotUtf8ToTheByte() {
        byte[] line = "-rw-r--r-- 1 ftp ftp 1 Mar 14 13:02 caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        FtpEntry entry = read(List.of(line)).entries().get(0);
        assertThat(FtpName.encode(entry.name())).isEqualTo("caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(FtpName.encode(entry.raw())).isEqualTo(line);
    }

    @Test
    void anEmptyListingIsEmptyAndComplete() {
        assertThat(read("")).isEqualTo(FtpListing.of(List.of()));
        assertThat(read("total 0\n\n").notes()).containsExactly("total 0", "");
    }

    @Test
    void namesAloneAreNotTakenForAListing() {
        FtpListing listing = read("README\n pub\n1234 Mar 14 13:02 x\n");
        assertThat(listing.entries()).isEmpty();
        assertThat(listing.unparsed()).containsExactly("README", " pub", "1234 Mar 14 13:02 x");
    }

    /** Every prefix is an entry whose name is cut, or is reported; nothing is thrown and no line vanishes. */
    @ParameterizedTest
    @MethodSource("listings")
    void everyPrefixOfEveryLineIsAccountedFor(String sample) {
        sample.lines().forEach(whole -> {
            byte[] bytes = FtpName.encode(whole);
            for (int cut = 0; cut < bytes.length; cut++) {
                FtpListing listing = read(List.of(Arrays.copyOf(bytes, cut)));
                List<String> lines = new ArrayList<>(listing.notes());
                lines.addAll(listing.unparsed());
                listing.entries().forEach(entry -> {
                    // On z/VM name and type stand in two columns.
                    assertThat(entry.raw()).contains(entry.name().split(sample.contains(" EXEC ") ? "\\." : "\n"));
                    lines.add(entry.raw());
                });
                assertThat(lines).containsExactly(whole.substring(0, cut));
            }
        });
    }

    @Test
    void anyChangedByteIsAccountedFor() {
        Random random = new Random(959);
        List<String> lines = listings().stream()
                .flatMap(String::lines)
                .filter(line -> !line.isEmpty())
                .toList();
        for (int i = 0; i < 200_000; i++) {
            byte[] line = FtpName.encode(lines.get(i % lines.size()));
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                line[random.nextInt(line.length)] = (byte) random.nextInt(256);
            }
            FtpListing listing = read(List.of(line));
            int count = listing.entries().size()
                    + listing.notes().size()
                    + listing.unparsed().size();
            assertThat(count).isEqualTo(1);
            listing.entries()
                    .forEach(entry -> assertThat(FtpName.encode(entry.raw())).isEqualTo(line));
        }
    }

    @Test
    void hostileLinesTakeLinearTime() {
        List<String> hostile = List.of(
                "-rwxrwxrwx " + "1 ".repeat(500_000),
                "lrwxrwxrwx 1 a b 5 Mar 14 13:02 " + " -".repeat(500_000),
                "-rwxrwxrwx 1 a b " + "9".repeat(1_000_000) + " Mar 14 13:02 x",
                "d [" + "R".repeat(1_000_000),
                "a=;".repeat(300_000) + " x",
                "+" + ",".repeat(1_000_000) + "\tx",
                "03-14-26" + " ".repeat(1_000_000) + "01:02PM <DIR> x");
        Duration most = Duration.ofSeconds(5);
        hostile.forEach(line ->
                assertThatCode(() -> assertTimeout(most, () -> read(line))).doesNotThrowAnyException());
    }

    @Test
    void manyLinesThatAreNotEntriesAreAllReported() {
        assertThat(read(String.join("\n", Collections.nCopies(1000, "garbage"))).unparsed())
                .hasSize(1000);
    }
}
