package protocols.examples;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import protocols.Reply;
import protocols.WireException;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpListing;
import protocols.ftp.FtpSession;
import protocols.ftp.FtpTime;
import protocols.ftp.Glob;

/** Directories, shown as LIST shows them on a Unix server, by whichever command they were asked for. */
final class FtpListings {

    private static final DateTimeFormatter RECENT = DateTimeFormatter.ofPattern("MMM dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter OLD = DateTimeFormatter.ofPattern("MMM dd  yyyy", Locale.ROOT);
    private static final int RECENT_MONTHS = 6;

    private final FtpScreen screen;
    private final Clock clock;

    FtpListings(FtpScreen screen, Clock clock) {
        this.screen = screen;
        this.clock = clock;
    }

    /** What {@code ls} is asked to show: {@code ls -la pub} has both, {@code ls} neither. */
    private record Wanted(String options, Optional<String> path) {

        static Wanted of(List<String> words) {
            boolean any = !words.isEmpty()
                    && words.get(0).length() > 1
                    && words.get(0).startsWith("-");
            List<String> rest = any ? words.subList(1, words.size()) : words;
            if (rest.size() > 1) {
                throw new IllegalArgumentException("usage: ls [-OPTIONS] [PATH]");
            }
            return new Wanted(any ? words.get(0) : "", rest.stream().findFirst());
        }

        boolean all() {
            return options.contains("a") || options.contains("A");
        }

        /** Whether nothing is asked for that a listing of ours lacks: another order, what is below. */
        boolean isPlain() {
            return options.chars().allMatch(c -> "-laA1".indexOf(c) >= 0);
        }
    }

    void show(FtpSession ftp, List<String> words) throws IOException {
        Wanted wanted = Wanted.of(words);
        boolean facts = ftp.features().has("MLST");
        if (wanted.options().isEmpty() || (facts && wanted.isPlain()) || !showByStatus(ftp, wanted)) {
            screen.holdEndOfListing();
            try {
                for (String line : lines(listed(ftp, wanted), wanted)) {
                    screen.result(line);
                }
            } finally {
                screen.release();
            }
        }
    }

    /** Options go with STAT alone, whose answer holds the listing (RFC 959 section 4.1.3); false if the server does not. */
    private boolean showByStatus(FtpSession ftp, Wanted wanted) throws IOException {
        screen.hush();
        Reply reply = wanted.path().isPresent()
                ? ftp.command("STAT", wanted.options(), wanted.path().get())
                : ftp.command("STAT", wanted.options(), ".");
        screen.speak();
        List<String> lines = reply.lines();
        if (reply.code() / 100 != 2 || lines.size() < 2) {
            return false;
        }
        screen.reply(reply.status() + "-" + lines.get(0));
        for (String line : lines.subList(1, lines.size() - 1)) {
            // RFC 959 section 4.2 has a space before a line that begins with digits, and some have it before each.
            screen.result(line.startsWith(" ") ? line.substring(1) : line);
        }
        screen.reply(reply.status() + " " + lines.get(lines.size() - 1));
        return true;
    }

    /** A pattern is ours to match, and a file is found where it lies if the server lists only directories. */
    private FtpListing listed(FtpSession ftp, Wanted wanted) throws IOException {
        if (wanted.path().isEmpty()) {
            return ftp.list();
        }
        String path = wanted.path().get();
        if (Glob.isPattern(last(path))) {
            Glob glob = Glob.of(last(path));
            return FtpListing.of(parent(ftp, path).entries().stream()
                    .filter(each -> glob.matches(each.name()))
                    .toList());
        }
        try {
            return ftp.list(path);
        } catch (WireException.Refused e) {
            if (!ftp.isOpen() || e.isTransient()) {
                throw e;
            }
            screen.hush();
            FtpEntry entry = parent(ftp, path).named(last(path)).orElseThrow(() -> e);
            screen.speak();
            return FtpListing.of(List.of(entry));
        }
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static FtpListing parent(FtpSession ftp, String path) throws IOException {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? ftp.list() : ftp.list(path.substring(0, Math.max(1, slash)));
    }

    private List<String> lines(FtpListing listing, Wanted wanted) {
        List<String> lines = new ArrayList<>(listing.notes());
        for (FtpEntry entry : listing.entries()) {
            if (entry.facts().isEmpty()) {
                lines.add(entry.raw());
            } else if (wanted.all() || !(entry.isSelfOrParent() || entry.name().startsWith("."))) {
                lines.add(line(entry));
            }
        }
        lines.addAll(listing.unparsed());
        return lines;
    }

    /** An entry of MLSD in the words of LIST; what the server did not say is a question mark. */
    String line(FtpEntry entry) {
        Map<String, String> facts = entry.facts();
        String owner = entry.owner().orElse(facts.getOrDefault("unix.uid", "?"));
        String group = entry.group().orElse(facts.getOrDefault("unix.gid", "?"));
        String size = entry.size().isPresent() ? Long.toString(entry.size().getAsLong()) : "?";
        return String.format(
                Locale.ROOT,
                "%s %4s %-8s %-8s %12s %s %s%s",
                mode(entry),
                facts.getOrDefault("unix.nlink", "?"),
                owner,
                group,
                size,
                entry.modified().map(this::date).orElse("           ?"),
                entry.name(),
                entry.linkTarget().map(target -> " -> " + target).orElse(""));
    }

    private String date(FtpTime modified) {
        LocalDateTime time = modified.time();
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        boolean recent = time.isAfter(now.minusMonths(RECENT_MONTHS)) && time.isBefore(now.plusDays(1));
        return (recent && modified.precision() != FtpTime.Precision.DAY ? RECENT : OLD).format(time);
    }

    private static String mode(FtpEntry entry) {
        String kind =
                switch (entry.kind()) {
                    case FILE -> "-";
                    case DIRECTORY -> "d";
                    case LINK -> "l";
                    case OTHER -> "?";
                };
        String written = entry.permissions().orElse("");
        if (written.length() == 10) {
            return written;
        }
        boolean octal =
                !written.isEmpty() && written.length() <= 7 && written.chars().allMatch(c -> c >= '0' && c <= '7');
        return kind + (octal ? rights(Integer.parseInt(written, 8)) : "?????????");
    }

    private static String rights(int mode) {
        StringBuilder text = new StringBuilder();
        for (int bit = 8; bit >= 0; bit--) {
            text.append((mode >> bit & 1) == 1 ? "rwx".charAt((8 - bit) % 3) : '-');
        }
        return text.toString();
    }

    /** The names alone. */
    void names(FtpSession ftp, Optional<String> path) throws IOException {
        screen.holdEndOfListing();
        try {
            List<String> names = path.isPresent() ? ftp.names(path.get()) : ftp.names();
            names.forEach(screen::result);
        } finally {
            screen.release();
        }
    }
}
