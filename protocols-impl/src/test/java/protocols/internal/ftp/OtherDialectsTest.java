package protocols.internal.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static protocols.internal.ftp.ListingReaderTest.names;
import static protocols.internal.ftp.ListingReaderTest.read;

import org.junit.jupiter.api.Test;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpEntry.Kind;
import protocols.ftp.FtpListing;

/** The systems beside Unix and Windows, as their servers write a listing. */
class OtherDialectsTest {

    static final String NETWARE =
            """
            total 0
            d [R----F--] supervisor            512       Jan 16 18:53    login
            - [R----F--] rhesus             214059       Oct 20  2003    cx.exe
            -[RWCEAFMS] admin 7 Mar 14 13:02 two words
            """;

    static final String VMS =
            """

            Directory DKA100:[ANONYMOUS.PUB]

            AAAREADME.TXT;3             4/6       14-MAR-2026 13:02:03  [ANON,ANONYMOUS]   (RWED,RWED,RE,RE)
            AAAREADME.TXT;2             3          4-FEB-2025 09:15     [ANONYMOUS]        (RWED,RWED,,)
            A_NAME_THAT_IS_TOO_LONG_FOR_ITS_COLUMN.TXT;12
                                       12/15      14-MAR-2026 13:02:03.45  [ANON,ANONYMOUS]   (RWED,RE,,)
            HIDDEN.DAT;1   %RMS-E-PRV, insufficient privilege or file protection violation
            PUB.DIR;1                   1/3       14-MAR-2026 13:02:03  [SYSTEM]           (RWE,RWE,RE,RE)

            Total of 5 files, 20/27 blocks.
            """;

    static final String DATASETS =
            """
            Volume Unit    Referred Ext Used Recfm Lrecl BlkSz Dsorg Dsname
            VOL001 3390   2026/03/14  1   15  FB      80  3120  PO  PROD.JCL
            VOL001 3390   2026/03/13  2 1000  VB     255 27998  PS  'ALICE.REPORT.G0001V00'
            VOL002 3390                                         VSAM ALICE.MASTER
            Migrated                                                ALICE.OLD.LOAD
            Pseudo Directory                                        ALICE.NEW
            ARCIVE Not Direct Access Device                         ALICE.TAPE
            """;

    static final String MEMBERS =
            """
             Name     VV.MM   Created       Changed      Size  Init   Mod   Id
            BUILD     01.04 2025/09/12 2026/03/14 13:02    11    11     0 ALICE
            RUN       01.00 25/09/12 26/03/14 13:02:03     7     7     0 BOB
            $README
            """;

    static final String OS400 =
            """
            QSYS            77824 02/23/26 15:09:55 *DIR       QOpenSys/
            ALICE             512 03/14/26 13:02:03 *STMF      two words.txt
            ALICE           36864 03/14/26 13:02:03 *FILE      SALES.FILE
            ALICE                                   *MEM       SALES.FILE/MARCH.MBR
            """;

    static final String ZVM =
            """
            PROFILE  EXEC     V         72         18          1 2026-03-14 13:02:11 DISK01
            REPORT   LISTING  F        133        100          4 2026-03-13  9:15:00 DISK01
            ARCHIVE           DIR        -          -          - 2026-03-12 08:00:00 -
            OLD      DIR      -          -          -          - 3/14/24 08:00:00 -
            """;

    static final String OS2 =
            """
                             0           DIR   04-11-95   16:26  ADDRESS
                           612      A          07-28-95   16:45  air tra1.bag
                            23    A   R        03-14-102  13:02   leading
            """;

    static final String VSHELL =
            """
                 206876  Oct 08, 2002 09:47 VShell.zip
                      0  Dec 12, 2002 02:13 pub/
            """;

    private static FtpEntry named(FtpListing listing, String name) {
        return listing.named(name).orElseThrow();
    }

    @Test
    void netWare() {
        FtpListing listing = read(NETWARE);
        assertThat(listing)
                .hasToString(
                        """
                DIRECTORY 512 2026-01-16T18:53 login
                FILE 214059 2003-10-20 cx.exe
                FILE 7 2026-03-14T13:02 two words""");
        assertThat(named(listing, "login").owner()).contains("supervisor");
        assertThat(named(listing, "login").permissions()).contains("d [R----F--]");
        assertThat(read("d [R").unparsed()).hasSize(1);
        assertThat(read("d [R----X--] a 512 Jan 16 18:53 b").unparsed()).hasSize(1);
    }

    @Test
    void vms() {
        FtpListing listing = read(VMS);
        assertThat(listing)
                .hasToString(
                        """
                FILE ~2048 2026-03-14T13:02:03 AAAREADME.TXT;3
                FILE ~1536 2025-02-04T09:15 AAAREADME.TXT;2
                FILE ~6144 2026-03-14T13:02:03 A_NAME_THAT_IS_TOO_LONG_FOR_ITS_COLUMN.TXT;12
                FILE HIDDEN.DAT;1
                DIRECTORY ~512 2026-03-14T13:02:03 PUB""");
        FtpEntry first = named(listing, "AAAREADME.TXT;3");
        assertThat(first.owner()).contains("ANONYMOUS");
        assertThat(first.group()).contains("ANON");
        assertThat(first.permissions()).contains("(RWED,RWED,RE,RE)");
        assertThat(first.isSizeExact()).isFalse();
        assertThat(named(listing, "PUB").owner()).contains("SYSTEM");
        assertThat(named(listing, "PUB").group()).isEmpty();
        assertThat(listing.notes())
                .containsExactly("", "Directory DKA100:[ANONYMOUS.PUB]", "", "", "Total of 5 files, 20/27 blocks.");
        assertThat(listing.entries().get(2).raw().lines()).hasSize(2);
    }

    /** What seemed to begin an entry was a line of its own. */
    @Test
    void aNameAloneOnItsLineIsNotLost() {
        FtpListing listing = read("LONG.TXT;1\nLONGER.TXT;1\n  4/6 14-MAR-2026 13:02:03 [A] (RWED,,,)\nLAST.TXT;1\n");
        assertThat(names(listing)).containsExactly("LONGER.TXT;1");
        assertThat(listing.unparsed()).containsExactly("LONG.TXT;1", "LAST.TXT;1");
    }

    @Test
    void mvsDatasets() {
        FtpListing listing = read(DATASETS);
        assertThat(listing)
                .hasToString(
                        """
                DIRECTORY PROD.JCL
                FILE 'ALICE.REPORT.G0001V00'
                FILE ALICE.MASTER
                OTHER ALICE.OLD.LOAD
                DIRECTORY ALICE.NEW
                OTHER ALICE.TAPE""");
        assertThat(listing.notes()).hasSize(1);
    }

    @Test
    void mvsMembers() {
        FtpListing listing = read(MEMBERS);
        assertThat(listing)
                .hasToString(
                        """
                FILE 2026-03-14T13:02 BUILD
                FILE 2026-03-14T13:02:03 RUN
                FILE $README""");
        assertThat(named(listing, "BUILD").owner()).contains("ALICE");
        FtpListing programs = read(
                """
                 Name      Size     TTR   Alias-of AC --------- Attributes --------- Amode Rmode
                IEFBR14   000008   000A08          00                RN RU            31    ANY
                """);
        assertThat(names(programs)).containsExactly("IEFBR14");
    }

    /** Without its header a line of MVS could be a line of anything. */
    @Test
    void mvsIsDecidedByItsHeader() {
        String rows = DATASETS.substring(DATASETS.indexOf('\n') + 1);
        assertThat(read(rows).entries()).isEmpty();
        assertThat(read(rows).unparsed()).hasSize(6);
        FtpListing both = read(DATASETS + MEMBERS + "-rw-r--r-- 1 a b 1 Mar 14 13:02 X\n$README\n");
        assertThat(both.entries()).hasSize(10);
        assertThat(both.unparsed()).containsExactly("$README");
    }

    @Test
    void os400() {
        FtpListing listing = read(OS400);
        assertThat(listing)
                .hasToString(
                        """
                DIRECTORY 77824 2026-02-23T15:09:55 QOpenSys
                FILE 512 2026-03-14T13:02:03 two words.txt
                FILE 36864 2026-03-14T13:02:03 SALES.FILE
                FILE SALES.FILE/MARCH.MBR""");
        assertThat(listing.entries().get(3).owner()).contains("ALICE");
        assertThat(read("ALICE 512 14.03.26 13:02:03 *STMF       x")).hasToString("FILE 512 2026-03-14T13:02:03  x");
    }

    @Test
    void zvm() {
        assertThat(read(ZVM))
                .hasToString(
                        """
                FILE 2026-03-14T13:02:11 PROFILE.EXEC
                FILE 13300 2026-03-13T09:15:00 REPORT.LISTING
                DIRECTORY 2026-03-12T08:00:00 ARCHIVE
                DIRECTORY 2024-03-14T08:00:00 OLD""");
    }

    @Test
    void os2() {
        FtpListing listing = read(OS2);
        assertThat(listing)
                .hasToString(
                        """
                DIRECTORY 1995-04-11T16:26 ADDRESS
                FILE 612 1995-07-28T16:45 air tra1.bag
                FILE 23 2002-03-14T13:02  leading""");
        assertThat(listing.entries().get(0).kind()).isEqualTo(Kind.DIRECTORY);
    }

    @Test
    void vShell() {
        FtpListing listing = read(VSHELL + "7 Mar 14 13:02 no comma\n");
        assertThat(listing.entries())
                .extracting(Object::toString)
                .containsExactly("FILE 206876 2002-10-08T09:47 VShell.zip", "DIRECTORY 2002-12-12T02:13 pub");
        assertThat(listing.unparsed()).hasSize(1);
    }
}
