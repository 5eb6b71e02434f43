package protocols.telnet;

import java.util.Optional;

/**
 * The commands of two bytes, IAC and a code, that stand between the data (RFC 854, RFC 885, RFC 1184).
 *
 * <p>The codes that open a negotiation or a sub-negotiation (SB, SE, WILL, WONT, DO, DONT) are not here: a user changes
 * options, not their bytes.
 */
public enum TelnetCommand {
    /** End of file (RFC 1184). */
    EOF(236),
    /** Suspend the process (RFC 1184). */
    SUSP(237),
    /** Abort the process (RFC 1184). */
    ABORT(238),
    /** End of record: in practice the mark after a prompt (RFC 885). */
    EOR(239),
    /** No operation. */
    NOP(241),
    /** Data mark: the place of a Synch in the stream. */
    DM(242),
    /** Break. */
    BRK(243),
    /** Interrupt the process. */
    IP(244),
    /** Abort the output. */
    AO(245),
    /** Are you there: the peer answers with something visible. */
    AYT(246),
    /** Erase the last character. */
    EC(247),
    /** Erase the line. */
    EL(248),
    /** Go ahead: the peer has sent all it has and waits; in practice the mark after a prompt. */
    GA(249);

    private final int code;

    TelnetCommand(int code) {
        this.code = code;
    }

    /** The byte after IAC, 236 to 249. */
    int code() {
        return code;
    }

    /** Whether a peer that sends this says that its prompt is complete: {@link #GA} and {@link #EOR}. */
    public boolean endsPrompt() {
        return this == GA || this == EOR;
    }

    /** The command of a code; empty if the code is none of these. */
    static Optional<TelnetCommand> of(int code) {
        for (TelnetCommand command : values()) {
            if (command.code == code) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }
}
