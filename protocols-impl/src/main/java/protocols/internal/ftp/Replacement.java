package protocols.internal.ftp;

import java.io.IOException;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import protocols.Content;
import protocols.Transfer;
import protocols.WireException;
import protocols.ftp.FtpMismatch;
import protocols.internal.line.Command;
import protocols.internal.reply.Exchange;

/** Files under other names: renamed, or in the place of one that was there. */
final class Replacement {

    private final Control control;
    private final Files files;

    Replacement(Control control, Files files) {
        this.control = control;
        this.files = files;
    }

    /**
     * RNTO goes out only once RNFR is agreed to (350, RFC 959 section 4.1.3): a server that still has the file of an older
     * RNFR would rename that.
     */
    void rename(String from, String to) throws WireException {
        Command first = Control.command("RNFR", from);
        Command second = Control.command("RNTO", to);
        control.requireIdle();
        control.conversation().operation("rename", () -> {
            Exchange agreed = control.send(first);
            // These two ask for a login, and agree to nothing.
            agreed.expect(agreed.is("331", "332") ? "350" : "3");
            return control.carryOut(second);
        });
    }

    /** An upload that takes the place of a file once it is whole. */
    Transfer replace(Content from, String remote) throws IOException {
        Control.command("RNTO", remote);
        String beside = remote + "."
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()) + ".part";
        try {
            Transfer done = files.send("STOR", from, beside, 0);
            requireWhole(beside, done.bytes());
            rename(beside, remote);
            return done;
        } catch (IOException | RuntimeException | Error e) {
            discard(beside, e);
            throw e;
        }
    }

    /** Of text there may be another number of bytes at each end. */
    private void requireWhole(String beside, long bytes) throws IOException {
        OptionalLong there = files.isText() ? OptionalLong.empty() : control.sizeIfTold(beside);
        if (there.isPresent() && there.getAsLong() != bytes) {
            throw Offset.unproven(control, beside, 0).mismatch(FtpMismatch.Kind.OTHER_LENGTH, bytes, there.getAsLong());
        }
    }

    private void discard(String beside, Throwable why) {
        if (!control.link().isAlive()) {
            return;
        }
        try {
            control.send(Control.command("DELE", beside));
        } catch (WireException e) {
            why.addSuppressed(e);
        }
    }
}
