package protocols.internal.pop3;

import protocols.WireException;
import protocols.pop3.DropMessage;
import protocols.pop3.DropStat;
import protocols.spi.Pop3Friend;

/**
 * Reads a drop, scan or unique-id listing (RFC 1939 sections 5 and 7). Between the fields stands a space, from some
 * servers more; what follows them is free text.
 */
final class ListingLine {

    private static final Pop3Friend API = Pop3Friend.get();

    /** More than any maildrop has, and what fits a long. */
    private static final int DIGITS = 18;

    private final String line;
    private int at;

    private ListingLine(String line) {
        this.line = line;
    }

    static DropStat drop(String line) throws WireException.Malformed {
        ListingLine reader = new ListingLine(line);
        return API.stat((int) reader.digits(0, Integer.MAX_VALUE), reader.digits(0, Long.MAX_VALUE));
    }

    static DropMessage scan(String line) throws WireException.Malformed {
        ListingLine reader = new ListingLine(line);
        return API.message(reader.number(), reader.digits(0, Long.MAX_VALUE));
    }

    static UniqueId uniqueId(String line) throws WireException.Malformed {
        ListingLine reader = new ListingLine(line);
        return new UniqueId(reader.number(), reader.id());
    }

    private int number() throws WireException.Malformed {
        return (int) digits(1, Integer.MAX_VALUE);
    }

    private long digits(long least, long most) throws WireException.Malformed {
        String word = word();
        boolean digits = !word.isEmpty() && word.length() <= DIGITS;
        long value = 0;
        for (int i = 0; i < word.length() && digits; i++) {
            char c = word.charAt(i);
            digits = c >= '0' && c <= '9';
            value = 10 * value + c - '0';
        }
        if (!digits || value < least || value > most) {
            throw malformed("a number from " + least + " on");
        }
        return value;
    }

    private String id() throws WireException.Malformed {
        String word = word();
        boolean printable = word.chars().allMatch(c -> c > 0x20 && c < 0x7f);
        if (word.isEmpty() || !printable) {
            throw malformed("a unique id of printable characters");
        }
        return word;
    }

    private String word() {
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        int from = at;
        while (at < line.length() && line.charAt(at) != ' ') {
            at++;
        }
        return line.substring(from, at);
    }

    private WireException.Malformed malformed(String rule) {
        return new WireException.Malformed(rule, line);
    }
}
