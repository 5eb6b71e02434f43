package protocols.internal.ftp;

/** A column whose text seldom changes from line to line, such as the owner: the last text is kept and used again. */
final class Recurring {

    private String last = "";

    /** The text of a range of the line. */
    String text(Line line, int from, int to) {
        if (!line.isAscii(from, to, last)) {
            last = line.text(from, to);
        }
        return last;
    }
}
