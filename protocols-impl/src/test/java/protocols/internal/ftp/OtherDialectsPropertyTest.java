package protocols.internal.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpEntry.Kind;
import protocols.ftp.FtpListing;
import protocols.ftp.FtpTime;
import protocols.ftp.FtpTime.Precision;

/** Listings of the systems beside Unix and Windows, with any names, sizes and times, in any company. */
class OtherDialectsPropertyTest {

    record File(boolean directory, String name, int size, LocalDateTime time) {

        String time(String pattern) {
            return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
        }

        String capitals(int most) {
            String letters = name.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
            return ("X" + letters).substring(0, Math.min(most, letters.length() + 1));
        }
    }

    /** What an entry has to come to; a size below 0 means none. */
    record Wanted(Kind kind, String name, long size, boolean exact, FtpTime time) {}

    private static FtpTime at(File file, Precision precision) {
        LocalDateTime time = precision == Precision.MINUTE ? file.time.withSecond(0) : file.time;
        return new FtpTime(time, precision, false);
    }

    private static Kind kind(File file) {
        return file.directory ? Kind.DIRECTORY : Kind.FILE;
    }

    /** Whatever stands around it: a banner, blank lines, lines of ls. */
    private static void check(List<String> lines, List<Wanted> wanted, Random random) {
        List<String> all = new ArrayList<>();
        String unix = "-rw-r--r-- 1 alice staff 1 Mar 14 13:02 unix";
        boolean company = random.nextBoolean();
        all.addAll(company ? List.of("Welcome!", unix, "") : List.of());
        all.addAll(lines);
        all.addAll(company ? List.of(unix, "ls: .: permission denied") : List.of());
        FtpListing listing = ListingReaderTest.read(String.join("\n", all));

        List<FtpEntry> entries = new ArrayList<>(listing.entries());
        if (company) {
            assertThat(listing.unparsed()).containsExactly("Welcome!", "ls: .: permission denied");
            assertThat(entries.remove(0).name()).isEqualTo("unix");
            assertThat(entries.remove(entries.size() - 1).name()).isEqualTo("unix");
        } else {
            assertThat(listing.unparsed()).isEmpty();
        }
        assertThat(entries).as(String.join("\n", all)).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.size(); i++) {
            FtpEntry entry = entries.get(i);
            Wanted one = wanted.get(i);
            assertThat(entry.name()).as(entry.raw()).isEqualTo(one.name);
            assertThat(entry.kind()).isEqualTo(one.kind);
            assertThat(entry.size().orElse(-1)).as(entry.raw()).isEqualTo(one.size);
            assertThat(entry.isSizeExact()).isEqualTo(one.exact);
            assertThat(entry.modified().orElse(null)).as(entry.raw()).isEqualTo(one.time);
        }
    }

    @Property
    void vms(@ForAll("files") List<File> files, @ForAll("randoms") Random random) {
        List<String> lines = new ArrayList<>(List.of("Directory DKA0:[PUB]", ""));
        List<Wanted> wanted = new ArrayList<>();
        for (File file : files) {
            int version = 1 + random.nextInt(300);
            String stem = file.capitals(30);
            String name = stem + (file.directory ? ".DIR;" : ".TXT;") + version;
            boolean fine = random.nextBoolean();
            String time =
                    file.time(fine ? "d-MMM-yyyy HH:mm:ss" : "d-MMM-yyyy HH:mm").toUpperCase(Locale.ROOT);
            String rest = (file.size + (random.nextBoolean() ? "/" + file.size + 3 : "")) + "  " + time
                    + List.of("", "  [A]", " [GRP,A]  (RWED,RE,,)").get(random.nextInt(3));
            if (random.nextBoolean()) {
                lines.add(name + "   " + rest);
            } else {
                lines.add(name);
                lines.add("        " + rest);
            }
            wanted.add(new Wanted(
                    kind(file),
                    file.directory && version == 1 ? stem : name,
                    file.size * 512L,
                    false,
                    at(file, fine ? Precision.SECOND : Precision.MINUTE)));
        }
        lines.add("");
        lines.add("Total of " + files.size() + " files, 1/2 blocks.");
        check(lines, wanted, random);
    }

    @Property
    void mvs(@ForAll("files") List<File> files, @ForAll("randoms") Random random) {
        List<String> lines =
                new ArrayList<>(List.of("Volume Unit    Referred Ext Used Recfm Lrecl BlkSz Dsorg Dsname"));
        List<Wanted> wanted = new ArrayList<>();
        for (File file : files) {
            String name = file.capitals(8) + "." + file.capitals(5) + ".G0001V00";
            String quoted = random.nextBoolean() ? name : "'" + name + "'";
            lines.add("VOL001 3390   " + file.time("yyyy/MM/dd") + "  1 " + file.size + "  FB  80  3120  "
                    + (file.directory ? "PO" : "PS") + "  " + quoted);
            wanted.add(new Wanted(kind(file), quoted, -1, false, null));
        }
        lines.add(" Name     VV.MM   Created       Changed      Size  Init   Mod   Id");
        for (File file : files) {
            String name = file.capitals(8);
            boolean bare = random.nextInt(4) == 0;
            lines.add(name + (bare ? "" : "  01.04 2025/01/02 " + file.time("yyyy/MM/dd HH:mm") + " 1 1 0 ALICE"));
            wanted.add(new Wanted(Kind.FILE, name, -1, false, bare ? null : at(file, Precision.MINUTE)));
        }
        check(lines, wanted, random);
    }

    @Property
    void os400(@ForAll("files") List<File> files, @ForAll("randoms") Random random) {
        List<String> lines = new ArrayList<>();
        List<Wanted> wanted = new ArrayList<>();
        for (File file : files) {
            if (random.nextInt(4) == 0) {
                String member = file.capitals(9) + ".FILE/" + file.capitals(9) + ".MBR";
                lines.add("ALICE                                   *MEM       " + member);
                wanted.add(new Wanted(Kind.FILE, member, -1, false, null));
            } else {
                String type = file.directory ? "*DIR" : "*STMF";
                lines.add(String.format(
                        Locale.ROOT,
                        "ALICE %15d %s %-10s %s%s",
                        file.size,
                        file.time("yyyy-MM-dd HH:mm:ss"),
                        type,
                        file.name,
                        file.directory ? "/" : ""));
                wanted.add(new Wanted(kind(file), file.name, file.size, true, at(file, Precision.SECOND)));
            }
        }
        check(lines, wanted, random);
    }

    @Property
    void zvm(@ForAll("files") List<File> files, @ForAll("randoms") Random random) {
        List<String> lines = new ArrayList<>();
        List<Wanted> wanted = new ArrayList<>();
        for (File file : files) {
            String stem = file.capitals(8);
            boolean fixed = random.nextBoolean();
            String type = file.directory
                    ? "         DIR - - - -"
                    : "DATA     " + (fixed ? "F" : "V") + " 80 " + file.size + " 3";
            lines.add(String.format(Locale.ROOT, "%-8s %s", stem, type)
                    + file.time(" yyyy-MM-dd HH:mm:ss ")
                    + (random.nextBoolean() ? "-" : "DISK01"));
            boolean sized = fixed && !file.directory;
            wanted.add(new Wanted(
                    kind(file),
                    file.directory ? stem : stem + ".DATA",
                    sized ? 80L * file.size : -1,
                    sized,
                    at(file, Precision.SECOND)));
        }
        check(lines, wanted, random);
    }

    @Property
    void os2(@ForAll("files") List<File> files, @ForAll("randoms") Random random) {
        List<String> lines = new ArrayList<>();
        List<Wanted> wanted = new ArrayList<>();
        for (File file : files) {
            String attributes =
                    file.directory ? "DIR" : List.of("", "A", "A  RHS").get(random.nextInt(3));
            lines.add(String.format(Locale.ROOT, "%18d  %10s  ", file.size, attributes)
                    + file.time("MM-dd-yy   HH:mm  ")
                    + file.name);
            wanted.add(new Wanted(
                    kind(file),
                    file.name,
                    file.directory ? -1 : file.size,
                    !file.directory,
                    at(file, Precision.MINUTE)));
        }
        check(lines, wanted, random);
    }

    @Property
    void netWareAndVShell(@ForAll("files") List<File> files, @ForAll("randoms") Random random) {
        List<String> lines = new ArrayList<>();
        List<Wanted> wanted = new ArrayList<>();
        for (File file : files) {
            String name = file.name.strip() + "z";
            if (random.nextBoolean()) {
                lines.add((file.directory ? "d" : "-") + " [RWCE-F-S] alice " + file.size
                        + file.time(" MMM dd  yyyy    ") + name);
                FtpTime day = new FtpTime(file.time.toLocalDate().atStartOfDay(), Precision.DAY, false);
                wanted.add(new Wanted(kind(file), name, file.size, true, day));
            } else {
                lines.add("  " + file.size + file.time("  MMM dd, yyyy HH:mm ") + name + (file.directory ? "/" : ""));
                long size = file.directory ? -1 : file.size;
                wanted.add(new Wanted(kind(file), name, size, size >= 0, at(file, Precision.MINUTE)));
            }
        }
        check(lines, wanted, random);
    }

    /** The dates of ls that need more than a glance, before any name. */
    @Property
    void unixDates(@ForAll("files") List<File> files, @ForAll("randoms") Random random) {
        List<String> months = List.of("Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez".split(" "));
        List<String> lines = new ArrayList<>();
        List<Wanted> wanted = new ArrayList<>();
        for (File file : files) {
            String month = months.get(file.time.getMonthValue() - 1);
            String date = List.of(
                            file.time("M d yyyy"),
                            file.time("MM-dd yyyy"),
                            file.time("yyyy/MM/dd"),
                            file.time("yyyy.MM.dd"),
                            file.time("dd-MMM-yyyy").toLowerCase(Locale.ROOT),
                            file.time("MMM dd, yyyy"),
                            file.time("d. ") + month + file.time(" yyyy"),
                            file.time("yyyy年M月d日"),
                            file.time("M월 d일 yyyy년"))
                    .get(random.nextInt(9));
            lines.add((file.directory ? "drwxr-xr-x" : "-rw-r--r--") + " 1 alice staff " + file.size + " " + date + " "
                    + file.name);
            FtpTime day = new FtpTime(file.time.toLocalDate().atStartOfDay(), Precision.DAY, false);
            wanted.add(new Wanted(kind(file), file.name, file.size, true, day));
        }
        check(lines, wanted, random);
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.randoms();
    }

    @Provide
    Arbitrary<List<File>> files() {
        Arbitrary<String> name = Arbitraries.strings()
                .withChars("aBz.-_ ()'+\u00e9\u4e2d")
                .ofMinLength(1)
                .ofMaxLength(14)
                .map(text -> text + "y");
        Arbitrary<Integer> size = Arbitraries.integers().between(0, 999_999_999);
        Arbitrary<LocalDateTime> time = Arbitraries.longs()
                .between(100_000L, 3_000_000_000L)
                .map(second -> LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
        return Combinators.combine(Arbitraries.of(true, false), name, size, time)
                .as(File::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }
}
