package protocols.internal.ftp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import protocols.Reply;
import protocols.WireException.Malformed;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpEntry.Kind;
import protocols.ftp.FtpTime;
import protocols.ftp.FtpTime.Precision;

/** Listings as {@code ls -l}, {@code dir} and RFC 3659 write them, with any names, sizes and times; and the replies with a fact. */
class ListingPropertyTest {

    record File(Kind kind, String name, long size, LocalDateTime time, String target) {}

    private static List<FtpEntry> read(String listing, boolean mlsd) {
        List<FtpEntry> entries = new ArrayList<>();
        List<String> unparsed = new ArrayList<>();
        ListingReader.Sink sink = new ListingReader.Sink(entries::add, note -> {}, unparsed::add);
        ListingReader reader = mlsd
                ? ListingReader.mlsd(ListingReaderTest.CLOCK, sink)
                : ListingReader.list(ListingReaderTest.CLOCK, sink);
        try {
            for (String line : listing.split("\n", -1)) {
                byte[] bytes = line.getBytes(UTF_8);
                reader.line(bytes, 0, bytes.length);
            }
            reader.finish();
        } catch (IOException e) {
            throw new AssertionError("nothing is read here but memory", e);
        }
        assertThat(unparsed).isEmpty();
        return entries;
    }

    private static String time(LocalDateTime time, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
    }

    @Property
    void unix(@ForAll("files") List<File> files, @ForAll("randoms") Random random) {
        StringBuilder listing = new StringBuilder(random.nextBoolean() ? "" : "total " + random.nextInt(100) + "\n");
        List<FtpTime> times = new ArrayList<>();
        for (File file : files) {
            String rights = "rwxr-xr--" + (random.nextInt(4) == 0 ? "+" : "");
            listing.append(file.kind == Kind.DIRECTORY ? 'd' : file.kind == Kind.LINK ? 'l' : '-')
                    .append(rights);
            listing.append(" ".repeat(1 + random.nextInt(3)))
                    .append(1 + random.nextInt(99))
                    .append(" alice  ");
            listing.append(random.nextBoolean() ? "staff" : "1000").append(" ".repeat(1 + random.nextInt(9)));
            // The size of a link is the length of its target.
            boolean link = file.kind == Kind.LINK;
            listing.append(link ? file.target.getBytes(UTF_8).length : file.size)
                    .append(' ');
            listing.append(date(file.time, random, times)).append(' ').append(file.name);
            listing.append(link ? " -> " + file.target : "").append('\n');
        }
        List<FtpEntry> entries = read(listing.toString(), false);

        assertThat(entries).as(listing.toString()).hasSameSizeAs(files);
        for (int i = 0; i < entries.size(); i++) {
            FtpEntry entry = entries.get(i);
            assertThat(entry.name()).isEqualTo(files.get(i).name);
            assertThat(entry.kind()).isEqualTo(files.get(i).kind);
            assertThat(entry.modified()).as(entry.raw()).contains(times.get(i));
            assertThat(entry.owner()).contains("alice");
            assertThat(entry.linkTarget().orElse("")).isEqualTo(files.get(i).target);
            boolean link = files.get(i).kind == Kind.LINK;
            assertThat(entry.size()).hasValue(link ? files.get(i).target.getBytes(UTF_8).length : files.get(i).size);
        }
    }

    /** What ls writes of a date: the time of day or the year, or all of it. */
    private static String date(LocalDateTime time, Random random, List<FtpTime> times) {
        LocalDateTime now = LocalDateTime.ofInstant(ListingReaderTest.CLOCK.instant(), ZoneOffset.UTC);
        LocalDateTime minute = time.truncatedTo(ChronoUnit.MINUTES);
        boolean recent = !minute.isAfter(now) && minute.isAfter(now.minusDays(180));
        switch (random.nextInt(recent ? 4 : 3)) {
            case 0 -> {
                times.add(new FtpTime(time.toLocalDate().atStartOfDay(), Precision.DAY, false));
                return time(time, "MMM ") + pad(time, random) + time(time, "  yyyy");
            }
            case 1 -> {
                times.add(new FtpTime(minute, Precision.MINUTE, false));
                return time(time, "yyyy-MM-dd HH:mm");
            }
            case 2 -> {
                times.add(new FtpTime(time.minusMinutes(90), Precision.FRACTION, true));
                return time(time, "yyyy-MM-dd HH:mm:ss.SSSSSSSSS") + " +0130";
            }
            default -> {
                times.add(new FtpTime(minute, Precision.MINUTE, false));
                return time(time, "MMM ") + pad(time, random) + time(time, " HH:mm");
            }
        }
    }

    private static String pad(LocalDateTime time, Random random) {
        String day = Integer.toString(time.getDayOfMonth());
        return day.length() == 2 ? day : random.nextBoolean() ? " " + day : "0" + day;
    }

    @Property
    void dos(@ForAll("files") List<File> files, @ForAll("randoms") Random random) {
        StringBuilder listing = new StringBuilder();
        for (File file : files) {
            boolean full = random.nextBoolean() || file.time.getYear() < 1970 || file.time.getYear() > 2069;
            String date = full ? List.of("yyyy-MM-dd", "MM-dd-yyyy").get(random.nextInt(2)) : "MM-dd-yy";
            String clock = List.of("hh:mma", "HH:mm", "hh:mm a").get(random.nextInt(3));
            listing.append(time(file.time, date + "  " + clock));
            boolean file1 = file.kind == Kind.FILE;
            listing.append(file1 ? String.format(Locale.ROOT, " %18d ", file.size) : "       ");
            listing.append(file1 ? "" : file.kind == Kind.DIRECTORY ? "<DIR>          " : "<SYMLINK>      ");
            listing.append(file.name)
                    .append(file.kind == Kind.LINK ? " [" + file.target + "]" : "")
                    .append('\n');
        }
        List<FtpEntry> entries = read(listing.toString(), false);

        assertThat(entries).as(listing.toString()).hasSameSizeAs(files);
        for (int i = 0; i < entries.size(); i++) {
            FtpEntry entry = entries.get(i);
            File file = files.get(i);
            LocalDateTime minute = file.time.truncatedTo(ChronoUnit.MINUTES);
            assertThat(entry.name())
                    .as(entry.raw())
                    .isEqualTo(file.kind == Kind.FILE ? file.name : spaced(file, entry));
            assertThat(entry.kind()).isEqualTo(file.kind);
            assertThat(entry.modified()).as(entry.raw()).contains(new FtpTime(minute, Precision.MINUTE, false));
            assertThat(entry.size().orElse(-1)).isEqualTo(file.kind == Kind.FILE ? file.size : -1);
            assertThat(entry.linkTarget().orElse("")).isEqualTo(file.target);
        }
    }

    /** Behind a tag ten blanks are columns, and one stands between; of other tags than DIR there are fewer. */
    private static String spaced(File file, FtpEntry entry) {
        return entry.raw().contains("<DIR>") ? file.name : file.name.stripLeading();
    }

    @Property
    void facts(@ForAll("files") List<File> files, @ForAll("randoms") Random random) throws Malformed {
        StringBuilder listing = new StringBuilder();
        List<String> lines = new ArrayList<>();
        for (File file : files) {
            boolean fine = file.time.getNano() > 0;
            String type = file.kind == Kind.DIRECTORY
                    ? "dir"
                    : file.kind == Kind.LINK ? "OS.unix=slink:" + file.target : "file";
            List<String> facts = new ArrayList<>(List.of(
                    anyCase("type", random) + "=" + (file.kind == Kind.LINK ? type : anyCase(type, random)),
                    anyCase("size", random) + "=" + file.size,
                    anyCase("modify", random) + "="
                            + time(file.time, fine ? "yyyyMMddHHmmss.SSSSSSSSS" : "yyyyMMddHHmmss"),
                    anyCase("unix.mode", random) + "=0644",
                    "x-unknown=" + List.of("", "a=b", "\u00e9").get(random.nextInt(3))));
            Collections.shuffle(facts, random);
            String line = String.join(";", facts) + "; " + file.name;
            lines.add(line);
            listing.append(line).append('\n');
        }
        List<FtpEntry> entries = read(listing.toString(), true);

        assertThat(entries).hasSameSizeAs(files);
        for (int i = 0; i < entries.size(); i++) {
            FtpEntry entry = entries.get(i);
            File file = files.get(i);
            boolean fine = file.time.getNano() > 0;
            assertThat(entry.name()).as(lines.get(i)).isEqualTo(file.name);
            assertThat(entry.kind()).isEqualTo(file.kind);
            assertThat(entry.size()).hasValue(file.size);
            assertThat(entry.modified())
                    .contains(new FtpTime(file.time, fine ? Precision.FRACTION : Precision.SECOND, true));
            assertThat(entry.permissions()).contains("0644");
            assertThat(entry.linkTarget().orElse("")).isEqualTo(file.target);
            Reply reply = new Reply("250", List.of("Listing", " " + lines.get(i), "End"));
            assertThat(FactsDialect.mlst(reply)).isEqualTo(entry);
        }
    }

    private static String anyCase(String ascii, Random random) {
        StringBuilder out = new StringBuilder();
        for (String c : ascii.split("", -1)) {
            out.append(random.nextBoolean() ? c.toUpperCase(Locale.ROOT) : c.toLowerCase(Locale.ROOT));
        }
        return out.toString();
    }

    @Property
    void aPathASizeAndATimeAreReadOutOfTheirReplies(@ForAll("files") List<File> files, @ForAll("randoms") Random random)
            throws Malformed {
        for (File file : files) {
            String path = "/" + file.name + List.of("", "\"", "\"\"x").get(random.nextInt(3));
            String text = "\"" + path.replace("\"", "\"\"") + "\""
                    + List.of("", " created", " is \"it\"").get(random.nextInt(3));
            assertThat(FactReplies.path(Reply.of("257", text))).as(text).isEqualTo(path);
            assertThat(FactReplies.size(Reply.of("213", " " + file.size))).isEqualTo(file.size);
            assertThat(FactReplies.modified(Reply.of("213", time(file.time, "yyyyMMddHHmmss.SSSSSSSSS")))
                            .time())
                    .isEqualTo(file.time);
        }
    }

    @Property
    void aDataPortIsFoundInAnyWords(
            @ForAll("ports") int port, @ForAll("octets") byte[] address, @ForAll("randoms") Random random)
            throws Malformed {
        StringBuilder numbers = new StringBuilder();
        for (int n :
                new int[] {address[0] & 255, address[1] & 255, address[2] & 255, address[3] & 255, port >> 8, port & 255
                }) {
            numbers.append(numbers.length() == 0 ? "" : ",").append(n);
        }
        String passive = List.of(
                        "Entering Passive Mode (%s).", "=%s", "Entering Passive Mode. %s", "%s", "2 words: %s 1")
                .get(random.nextInt(5));
        DataPort read = DataPort.of(Reply.of("227", passive.replace("%s", numbers)));
        assertThat(read.port()).isEqualTo(port);
        assertThat(read.advertised().orElseThrow().getAddress()).isEqualTo(address);

        char delimiter = "|!#$~%&'*+,-./:;<=>?@^_`".charAt(random.nextInt(24));
        String extended = "Entering Extended Passive Mode (|||%s|)"
                .replace('|', delimiter)
                .replace("%s", port + "");
        assertThat(DataPort.of(Reply.of("229", extended)).port()).as(extended).isEqualTo(port);
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.randoms();
    }

    @Provide
    Arbitrary<Integer> ports() {
        return Arbitraries.integers().between(1, 65_535);
    }

    @Provide
    Arbitrary<byte[]> octets() {
        return Arbitraries.bytes().array(byte[].class).ofSize(4);
    }

    @Provide
    Arbitrary<List<File>> files() {
        Arbitrary<String> name = Arbitraries.strings()
                .withChars("aB.-_ ;=,()'19\u00e9\u4e2d")
                .ofMinLength(1)
                .ofMaxLength(14)
                .map(text -> text.endsWith(" ") ? text + "z" : text);
        Arbitrary<Long> size = Arbitraries.longs().between(0, 999_999_999_999_999_999L);
        Arbitrary<LocalDateTime> time = Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.longs().between(1_760_000_000L, 1_774_000_000L),
                                Arbitraries.longs().between(-300_000_000L, 4_000_000_000L)),
                        Arbitraries.of(0, 500_000_000, 123_456_789))
                .as((second, nano) -> LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC));
        Arbitrary<Kind> kind = Arbitraries.of(Kind.FILE, Kind.DIRECTORY, Kind.LINK);
        Arbitrary<String> target =
                Arbitraries.strings().withChars("ab/.->1\u00e9").ofMinLength(1).ofMaxLength(9);
        return Combinators.combine(kind, name, size, time, target)
                .as((k, n, s, t, to) -> new File(k, n, s, t, k == Kind.LINK ? to : ""))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }
}
