package protocols.internal.ftp;

import java.io.IOException;
import java.util.OptionalLong;
import protocols.WireException;
import protocols.ftp.FtpMismatch;
import protocols.spi.FtpFriend;

/**
 * Where in a remote file a transfer begins, and what shows that it did: the size before, and what it came to. A server
 * that does not tell sizes leaves it unproven.
 */
final class Offset {

    private final Control control;
    private final String remote;
    private final long at;
    private final OptionalLong before;

    private Offset(Control control, String remote, long at, OptionalLong before) {
        this.control = control;
        this.remote = remote;
        this.at = at;
        this.before = before;
    }

    /** Nothing is to be shown: the whole file, or what the caller answers for. */
    static Offset unproven(Control control, String remote, long at) {
        return new Offset(control, remote, at, OptionalLong.empty());
    }

    /** @throws FtpMismatch if the file ends before */
    static Offset proven(Control control, String remote, long at) throws WireException, FtpMismatch {
        if (at == 0) {
            return unproven(control, remote, at);
        }
        Offset offset = new Offset(control, remote, at, control.sizeIfTold(remote));
        if (offset.before.isPresent() && offset.before.getAsLong() < at) {
            throw offset.mismatch(FtpMismatch.Kind.SHORTER, at, offset.before.getAsLong());
        }
        return offset;
    }

    /** The same file from an earlier byte on. */
    Offset back(long bytes) {
        return new Offset(control, remote, at - bytes, before);
    }

    long at() {
        return at;
    }

    /** What came has to be the rest: of the file as it was, or as it is by now. */
    void requireRest(long bytes) throws IOException {
        if (before.isEmpty() || bytes == before.getAsLong() - at) {
            return;
        }
        OptionalLong now = control.sizeIfTold(remote);
        if (now.isEmpty() || bytes != now.getAsLong() - at) {
            throw mismatch(FtpMismatch.Kind.OTHER_LENGTH, before.getAsLong() - at, bytes);
        }
    }

    /** What was sent has to lie behind it now. */
    void requireStored(long bytes) throws IOException {
        long now = control.read(control.size(remote).expect("2"), FactReplies::size);
        if (now != at + bytes) {
            throw mismatch(FtpMismatch.Kind.OTHER_LENGTH, at + bytes, now);
        }
    }

    FtpMismatch mismatch(FtpMismatch.Kind kind, long expected, long found) {
        return FtpFriend.get().mismatch(kind, control.link().where().peer() + ": " + remote, expected, found);
    }
}
