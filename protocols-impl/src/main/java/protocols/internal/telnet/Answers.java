package protocols.internal.telnet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import protocols.spi.TelnetSetup;
import protocols.telnet.TelnetOption;

/** What we answer to the sub-negotiations of options that are in force; payloads, not yet escaped. */
final class Answers {

    /** STATUS: "what is in force?", and what follows is the answer (RFC 859). */
    private static final int STATUS_SEND = 1;

    private static final int STATUS_IS = 0;
    private static final byte[] NOTHING = new byte[0];

    private final Options options;
    private final TerminalAnswers terminal;
    private final EnvironmentAnswer environment;
    private final CharsetAnswer charset;

    Answers(TelnetSetup setup, Options options) {
        this.options = options;
        this.terminal = new TerminalAnswers(setup.types(), setup.width(), setup.height());
        this.environment = new EnvironmentAnswer(setup.environment());
        this.charset = new CharsetAnswer(setup.charset());
    }

    TerminalAnswers terminal() {
        return terminal;
    }

    /** Empty if there is nothing to be answered. */
    byte[] to(TelnetOption option, ByteBuffer payload) {
        boolean here = options.isEnabled(Side.US, option);
        if (!payload.hasRemaining()) {
            return NOTHING;
        }
        if (option == TelnetOption.CHARSET) {
            // Servers mix up who may ask: whichever end agreed to the option, a request is answered.
            return here || options.isEnabled(Side.HIM, option) ? charset.to(payload) : NOTHING;
        }
        int code = payload.get(0);
        if (here && option == TelnetOption.TTYPE && code == TerminalAnswers.SEND) {
            return terminal.nextType();
        }
        if (here && option == TelnetOption.NEW_ENVIRON && code == EnvironmentAnswer.SEND) {
            return environment.to(payload);
        }
        return here && option == TelnetOption.STATUS && code == STATUS_SEND ? status() : NOTHING;
    }

    /** IS, then WILL for each option that we perform and DO for each that he performs. */
    private byte[] status() {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write(STATUS_IS);
        for (int code = 0; code < 256; code++) {
            for (Side side : Side.values()) {
                if (options.isEnabled(side, TelnetOption.of(code))) {
                    answer.write(side.verb(true).code());
                    answer.write(code);
                    if (code == Codes.SE) {
                        // An SE that is data comes twice here (RFC 859), as an IAC does.
                        answer.write(code);
                    }
                }
            }
        }
        return answer.toByteArray();
    }
}
