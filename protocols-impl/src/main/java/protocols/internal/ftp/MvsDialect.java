package protocols.internal.ftp;

import java.util.Optional;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpEntry.Kind;
import protocols.ftp.FtpTime;
import protocols.spi.FtpFriend;

/**
 * MVS and z/OS: datasets below {@code Volume Unit Referred Ext Used Recfm Lrecl BlkSz Dsorg Dsname}, members below {@code
 * Name VV.MM Created Changed Size Init Mod Id}, and members of a load library below {@code Name Size TTR Alias-of}. Without
 * its header such a line could be anything, so the header decides. No size is in bytes, and a dataset says only when it was
 * read last.
 */
final class MvsDialect implements Dialect {

    private static final FtpFriend API = FtpFriend.get();

    private static final int LONGEST_VOLUME = 6;
    private static final int LONGEST_MEMBER = 8;
    private static final int LONGEST_DATASET = 44;

    /** What the header above has said. */
    private enum Below {
        NOTHING,
        DATASETS,
        MEMBERS
    }

    private Below below = Below.NOTHING;

    @Override
    public boolean takes(Line line) {
        line.rewind();
        boolean volume = is(line, "volume") && is(line, "unit");
        line.rewind();
        boolean name = is(line, "name");
        int second = line.at();
        boolean member = name && is(line, "vv.mm");
        line.moveTo(second);
        if (volume || member || (name && is(line, "size") && is(line, "ttr"))) {
            below = volume ? Below.DATASETS : Below.MEMBERS;
            return true;
        }
        return false;
    }

    private static boolean is(Line line, String word) {
        return line.nextToken() && line.at() - line.tokenFrom() == word.length() && line.hasAt(line.tokenFrom(), word);
    }

    @Override
    public void leave() {
        below = Below.NOTHING;
    }

    @Override
    public Optional<FtpEntry> entry(Line line) {
        line.rewind();
        return switch (below) {
            case NOTHING -> Optional.empty();
            case DATASETS -> dataset(line);
            case MEMBERS -> member(line);
        };
    }

    /** The name is the last word; the one before it tells what it is, or the words in front do. */
    private static Optional<FtpEntry> dataset(Line line) {
        int words = 0;
        boolean onVolume = false;
        int kindFrom = 0;
        int kindTo = 0;
        int from = 0;
        int to = 0;
        while (line.nextToken()) {
            boolean fits = words == 0 ? isVolume(line) : words > 1 || !onVolume || isUnit(line);
            if (!fits) {
                return Optional.empty();
            }
            onVolume = words == 0 ? isName(line, line.tokenFrom(), line.at(), LONGEST_VOLUME) : onVolume;
            kindFrom = from;
            kindTo = to;
            from = line.tokenFrom();
            to = line.at();
            words++;
        }
        int quote = from < to && line.byteAt(from) == '\'' && line.byteAt(to - 1) == '\'' ? 1 : 0;
        if (words < 2 || !isName(line, from + quote, to - quote, LONGEST_DATASET)) {
            return Optional.empty();
        }
        return Optional.of(API.entry(line.text(from, to))
                .kind(kind(line, kindFrom, kindTo))
                .raw(line.whole())
                .build());
    }

    /** A volume, or what stands in its place where there is none at hand. */
    private static boolean isVolume(Line line) {
        int from = line.tokenFrom();
        int length = line.at() - from;
        return isName(line, from, line.at(), LONGEST_VOLUME)
                || (length == 8 && line.hasAt(from, "migrated"))
                || (length == 6 && line.hasAt(from, "pseudo"));
    }

    /** The kind of device, such as 3390, or the words that say what is the matter with it. */
    private static boolean isUnit(Line line) {
        int from = line.tokenFrom();
        return (Line.isDigit(line.byteAt(from)) && line.at() - from == 4)
                || line.hasAt(from, "not")
                || line.hasAt(from, "error")
                || line.hasAt(from, "tape");
    }

    private static Kind kind(Line line, int from, int to) {
        if (line.hasAt(line.start(), "pseudo directory")
                || line.isAscii(from, to, "PO")
                || line.isAscii(from, to, "PO-E")) {
            return Kind.DIRECTORY;
        }
        boolean file = line.isAscii(from, to, "PS")
                || line.isAscii(from, to, "PS-E")
                || line.isAscii(from, to, "PS-L")
                || line.isAscii(from, to, "DA")
                || line.isAscii(from, to, "VSAM");
        return file ? Kind.FILE : Kind.OTHER;
    }

    /** A member's name, alone or with statistics. */
    private static Optional<FtpEntry> member(Line line) {
        if (!line.nextToken() || !isMember(line, line.tokenFrom(), line.at())) {
            return Optional.empty();
        }
        FtpFriend.EntryParts entry = API.entry(line.text(line.tokenFrom(), line.at()))
                .kind(Kind.FILE)
                .raw(line.whole());
        if (!line.nextToken()) {
            return Optional.of(entry.build());
        }
        int from = line.tokenFrom();
        int length = line.at() - from;
        if (length == 5 && line.byteAt(from + 2) == '.') {
            return statistics(line, entry) ? Optional.of(entry.build()) : Optional.empty();
        }
        // The size and the place of a program, both in hexadecimal.
        boolean program = isHex(line, from, line.at()) && line.nextToken() && isHex(line, line.tokenFrom(), line.at());
        return program ? Optional.of(entry.build()) : Optional.empty();
    }

    /** Created, changed, lines now and at first, lines changed, by whom. */
    private static boolean statistics(Line line, FtpFriend.EntryParts entry) {
        NumericDate dates = new NumericDate(NumericDate.Front.YEAR);
        line.skipSpaces();
        if (dates.read(line).isEmpty()) {
            return false;
        }
        line.skipSpaces();
        Optional<FtpTime> changed = dates.readWithTime(line);
        if (changed.isEmpty()) {
            return false;
        }
        entry.modified(changed.get());
        int words = 0;
        int from = line.at();
        int to = from;
        while (line.nextToken()) {
            words++;
            from = line.tokenFrom();
            to = line.at();
        }
        if (words == 4) {
            entry.owner(line.text(from, to));
        }
        return true;
    }

    private static boolean isMember(Line line, int from, int to) {
        return to - from <= LONGEST_MEMBER
                && !Line.isDigit(line.byteAt(from))
                && isName(line, from, to, LONGEST_MEMBER);
    }

    /** Capitals, digits and {@code $ # @}; in a dataset's name also dots and dashes. */
    private static boolean isName(Line line, int from, int to, int longest) {
        for (int i = from; i < to; i++) {
            int b = line.byteAt(i);
            boolean letter = (b >= 'A' && b <= 'Z') || Line.isDigit(b) || b == '$' || b == '#' || b == '@';
            if (!letter && (longest <= LONGEST_MEMBER || (b != '.' && b != '-'))) {
                return false;
            }
        }
        return to > from && to - from <= longest;
    }

    private static boolean isHex(Line line, int from, int to) {
        for (int i = from; i < to; i++) {
            int b = line.byteAt(i);
            if (!Line.isDigit(b) && (b < 'A' || b > 'F')) {
                return false;
            }
        }
        return to - from >= 6;
    }
}
