package protocols.internal.ftp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import protocols.Reply;
import protocols.WireException;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpEntry.Kind;
import protocols.spi.FtpFriend;

/** The facts of MLSD and MLST (RFC 3659 section 7.2): {@code type=file;size=123;modify=20260314130203; name}. */
final class FactsDialect implements Dialect {

    private static final FtpFriend API = FtpFriend.get();

    private static final String LINK_TARGET = "slink:";

    private static final Set<String> STANDARD = Set.of("type", "size", "modify", "create", "perm", "unique");

    private final boolean askForFacts;

    /**
     * @param askForFacts whether a line has to have a fact of the standard, where the dialect is being found out; without,
     *     a space and a name alone will do, as RFC 3659 has it
     */
    FactsDialect(boolean askForFacts) {
        this.askForFacts = askForFacts;
    }

    /** The entry that a reply to MLST gives: the line between the first and the last. */
    static FtpEntry mlst(Reply reply) throws WireException.Malformed {
        if (reply.lines().size() < 3) {
            throw new WireException.Malformed("a reply to MLST has a line of facts (RFC 3659 7.2)", reply.toString());
        }
        String facts = reply.lines().get(1);
        // The space that RFC 3659 section 7.2 puts in front; some servers put the code there too.
        String line = facts.startsWith("250-") ? facts.substring(4) : facts;
        return new FactsDialect(false)
                .entry(Line.of(line.startsWith(" ") ? line.substring(1) : line))
                .orElseThrow(() -> new WireException.Malformed("facts, a space and a name (RFC 3659 7.2)", facts));
    }

    @Override
    public Optional<FtpEntry> entry(Line line) {
        line.rewind();
        Map<String, String> facts = new LinkedHashMap<>();
        while (!line.atEnd() && !isGap(line.peek())) {
            if (!fact(line, facts)) {
                return Optional.empty();
            }
        }
        if ((askForFacts && !isOfStandard(facts)) || !skipGap(line) || line.atEnd()) {
            return Optional.empty();
        }
        String type = facts.getOrDefault("type", "");
        FtpFriend.EntryParts entry = API.entry(line.rest())
                .kind(kind(type))
                .size(number(facts.getOrDefault("size", facts.getOrDefault("sizd", ""))))
                .permissions(facts.getOrDefault("unix.mode", ""))
                .owner(facts.getOrDefault("unix.ownername", facts.getOrDefault("unix.owner", "")))
                .group(facts.getOrDefault("unix.groupname", facts.getOrDefault("unix.group", "")))
                .linkTarget(linkTarget(type))
                .facts(facts)
                .raw(line.whole());
        FactReplies.time(facts.getOrDefault("modify", "")).ifPresent(entry::modified);
        return Optional.of(entry.build());
    }

    /** A space ends the facts; some servers write a TAB. */
    private static boolean isGap(int b) {
        return b == ' ' || b == '\t';
    }

    private static boolean skipGap(Line line) {
        return line.skip(' ') || line.skip('\t');
    }

    private static boolean isOfStandard(Map<String, String> facts) {
        for (String name : facts.keySet()) {
            if (STANDARD.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** Reads {@code name=value;}; the last one may come without its semicolon. */
    private static boolean fact(Line line, Map<String, String> facts) {
        int from = line.at();
        int equals = -1;
        int end = from;
        while (end < line.end() && line.byteAt(end) != ';' && !isGap(line.byteAt(end))) {
            if (line.byteAt(end) == '=' && equals < 0) {
                equals = end;
            }
            end++;
        }
        if (equals <= from) {
            return false;
        }
        facts.put(name(line, from, equals), line.text(equals + 1, end));
        line.moveTo(end);
        line.skip(';');
        return true;
    }

    /** The name of a fact in small letters; the usual ones without a new text for each line. */
    private static String name(Line line, int from, int to) {
        return switch (to - from) {
            case 4 -> line.hasAt(from, "type") ? "type" : line.hasAt(from, "size") ? "size" : small(line, from, to);
            case 6 -> line.hasAt(from, "modify") ? "modify" : small(line, from, to);
            default -> small(line, from, to);
        };
    }

    private static String small(Line line, int from, int to) {
        return line.text(from, to).toLowerCase(Locale.ROOT);
    }

    private static Kind kind(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "file" -> Kind.FILE;
            case "dir", "cdir", "pdir" -> Kind.DIRECTORY;
            default -> isLink(type) ? Kind.LINK : Kind.OTHER;
        };
    }

    /** Types beyond the standard's are {@code OS.name=type}: {@code OS.unix=slink:/target}, {@code OS.unix=symlink}. */
    private static boolean isLink(String type) {
        String small = type.toLowerCase(Locale.ROOT);
        return small.startsWith("os.") && (small.indexOf("=slink") > 0 || small.indexOf("=symlink") > 0);
    }

    private static String linkTarget(String type) {
        int at = isLink(type) ? type.toLowerCase(Locale.ROOT).indexOf(LINK_TARGET) : -1;
        return at < 0 ? "" : type.substring(at + LINK_TARGET.length());
    }

    private static long number(String digits) {
        Line line = Line.of(digits);
        return line.number(line.start(), line.end());
    }
}
