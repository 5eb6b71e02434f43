package protocols.internal.telnet;

import protocols.telnet.TelnetMode;

/** Whether a line speaks TELNET: its mode says so, or the first two bytes of the peer do ({@link TelnetMode#DETECT}). */
final class Detection {

    private enum Verdict {
        OPEN,
        TELNET,
        RAW
    }

    private Verdict verdict;
    private boolean holdsIac;

    Detection(TelnetMode mode) {
        if (mode == TelnetMode.DETECT) {
            verdict = Verdict.OPEN;
        } else {
            verdict = mode == TelnetMode.RAW ? Verdict.RAW : Verdict.TELNET;
        }
    }

    /** Whether the peer has still to show it. */
    boolean isOpen() {
        return verdict == Verdict.OPEN;
    }

    boolean isTelnet() {
        return verdict == Verdict.TELNET;
    }

    /** Whether the peer's first byte was an IAC, which waits here for the second one. */
    boolean holdsIac() {
        return holdsIac;
    }

    /** The next byte of the peer, while this is open. */
    void hear(byte octet) {
        int code = octet & 0xff;
        if (!holdsIac && code == Codes.IAC) {
            holdsIac = true;
        } else {
            verdict = holdsIac && code >= Codes.WILL && code <= Codes.DONT ? Verdict.TELNET : Verdict.RAW;
            holdsIac = false;
        }
    }

    /** The peer has said all it had to say: an IAC that waits was data. */
    void end() {
        verdict = isOpen() ? Verdict.RAW : verdict;
        holdsIac = false;
    }
}
