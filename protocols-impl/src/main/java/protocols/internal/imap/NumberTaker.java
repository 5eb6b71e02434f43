package protocols.internal.imap;

import java.io.IOException;
import protocols.imap.UidSet;

/** Takes the numbers of a search piece by piece. */
@FunctionalInterface
interface NumberTaker {
    void take(UidSet some) throws IOException;
}
