package protocols.net.idn;

import java.util.Arrays;
import protocols.net.idn.IdnaTable.Direction;

/** What a label must keep to (UTS 46 section 4.1). */
final class LabelRules {

    private static final int VIRAMA = 9;
    private static final int ZWNJ = 0x200c;
    private static final int ZWJ = 0x200d;

    private final IdnaTable table;

    LabelRules(IdnaTable table) {
        this.table = table;
    }

    /** A label that was mapped: its first character, and its joiners (RFC 5892 appendix A.1 and A.2). */
    void check(int[] label) {
        if (label.length > 0 && table.isMark(label[0])) {
            throw new IllegalArgumentException("a label begins with a combining mark");
        }
        for (int i = 0; i < label.length; i++) {
            boolean joiner = label[i] == ZWNJ || label[i] == ZWJ;
            boolean virama = joiner && i > 0 && table.combiningClass(label[i - 1]) == VIRAMA;
            if (joiner && !virama && !(label[i] == ZWNJ && joins(label, i))) {
                throw new IllegalArgumentException("a joiner where nothing is joined (RFC 5892 appendix A)");
            }
        }
    }

    private boolean joins(int[] label, int at) {
        int before = at - 1;
        while (before >= 0 && table.joining(label[before]) == IdnaTable.TRANSPARENT) {
            before--;
        }
        int after = at + 1;
        while (after < label.length && table.joining(label[after]) == IdnaTable.TRANSPARENT) {
            after++;
        }
        if (before < 0 || after == label.length) {
            return false;
        }
        int left = table.joining(label[before]);
        int right = table.joining(label[after]);
        return (left == IdnaTable.JOINS_LEFT || left == IdnaTable.JOINS_BOTH)
                && (right == IdnaTable.JOINS_RIGHT || right == IdnaTable.JOINS_BOTH);
    }

    /** What an A-label stands for must be what would come of mapping it, and more than ASCII. */
    void checkDecoded(int[] label) {
        boolean beyond = false;
        for (int point : label) {
            if (table.status(point) != IdnaTable.VALID) {
                throw Idna.notAllowed(point);
            }
            beyond |= point >= 0x80;
        }
        boolean nested = label.length > 3 && label[0] == 'x' && label[1] == 'n' && label[2] == '-' && label[3] == '-';
        if (!beyond || nested || !Arrays.equals(label, Composing.nfc(label, table))) {
            throw new IllegalArgumentException("an A-label that nothing is written as");
        }
        check(label);
    }

    /** Whether it makes the name one of two directions (RFC 5893 section 1.4). */
    boolean isRightToLeft(int[] label) {
        for (int point : label) {
            Direction direction = table.direction(point);
            if (direction == Direction.R || direction == Direction.AL || direction == Direction.AN) {
                return true;
            }
        }
        return false;
    }

    /** The rule of RFC 5893 section 2. */
    boolean keepsDirection(int[] label) {
        if (label.length == 0) {
            return true;
        }
        Direction first = table.direction(label[0]);
        boolean right = first == Direction.R || first == Direction.AL;
        if (!right && first != Direction.L) {
            return false;
        }
        Direction last = first;
        boolean european = false;
        boolean arabic = false;
        for (int point : label) {
            Direction direction = table.direction(point);
            european |= direction == Direction.EN;
            arabic |= direction == Direction.AN;
            if (!(right ? mayBeInRight(direction) : mayBeInLeft(direction))) {
                return false;
            }
            last = direction == Direction.NSM ? last : direction;
        }
        boolean ends = right
                ? last == Direction.R || last == Direction.AL || last == Direction.EN || last == Direction.AN
                : last == Direction.L || last == Direction.EN;
        return ends && !(right && european && arabic);
    }

    private static boolean mayBeInRight(Direction direction) {
        return direction != Direction.OTHER && direction != Direction.L;
    }

    private static boolean mayBeInLeft(Direction direction) {
        return switch (direction) {
            case L, EN, ES, CS, ET, ON, BN, NSM -> true;
            case OTHER, R, AL, AN -> false;
        };
    }
}
