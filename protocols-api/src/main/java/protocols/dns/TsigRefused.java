package protocols.dns;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import protocols.Reply;
import protocols.WireException;

/**
 * The server did not take the signature of a message, and so did nothing with it (RFC 8945 section 5.2): it does not know
 * the key, has another secret for it, or another time of day. The status of the reply is the response
 * code, NOTAUTH.
 */
public final class TsigRefused extends WireException.Refused {

    private static final long serialVersionUID = 1L;

    /** Why a signature was not taken (RFC 8945 section 3); the numbers are not those of response codes. */
    public enum Code {
        /** The signature is wrong: the server has another secret for the key. */
        BADSIG(16),
        /** The server does not know the key, or not with this algorithm. */
        BADKEY(17),
        /** The clocks of both sides differ by more than is allowed. */
        BADTIME(18),
        /** The server wants a longer MAC. */
        BADTRUNC(22),
        /** Something else. */
        OTHER(-1);

        private final int number;

        Code(int number) {
            this.number = number;
        }

        static Code of(int number) {
            return Arrays.stream(values())
                    .filter(one -> one.number == number)
                    .findFirst()
                    .orElse(OTHER);
        }
    }

    private final Code code;
    private final boolean signed;
    private final @Nullable Duration ahead;

    TsigRefused(Reply reply, Code code, boolean signed, Optional<Duration> ahead) {
        super(reply);
        this.code = code;
        this.signed = signed;
        this.ahead = ahead.orElse(null);
    }

    /** Why. */
    public Code code() {
        return code;
    }

    /** Whether this was said with the key; the server cannot do so for BADKEY and BADSIG, and some
     * do not for BADTIME: anybody may have said that then. */
    public boolean isSigned() {
        return signed;
    }

    /** How far the server's clock is ahead of ours, negative if it is behind; only of BADTIME. */
    public Optional<Duration> clockAhead() {
        return Optional.ofNullable(ahead);
    }
}
