package protocols.internal.http;

import protocols.Reply;
import protocols.WireException;

/** A status other than 2xx, where the caller wants nothing else. */
final class RefusedStatus extends WireException.Refused {

    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedStatus(Reply reply) {
        super(reply);
        this.status = reply.code();
    }

    /** Other than with a code of RFC 5321, 4yz says here that the request is wrong and stays so, with few exceptions. */
    @Override
    public boolean isTransient() {
        return switch (status) {
            case 408, 425, 429, 502, 503, 504 -> true;
            default -> false;
        };
    }
}
