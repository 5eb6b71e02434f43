package protocols.ftp;

import java.util.Optional;
import protocols.Text;
import protocols.Transfer;

/** An upload under a name that the server chose (STOU), as {@link FtpSession#putUnique} gives it. */
public final class FtpStored {

    private final Transfer transfer;
    private final Optional<String> name;

    FtpStored(Transfer transfer, Optional<String> name) {
        this.transfer = transfer;
        this.name = name;
    }

    /**
     * The name or path as the server wrote it, behind {@code FILE:} (RFC 1123 section 4.1.2.9) or {@code unique file name:},
     * or between quotes; empty if it did not say it in one of these ways: the file is there all the same.
     */
    public Optional<String> name() {
        return name;
    }

    /** What was sent, and the server's confirmation. */
    public Transfer transfer() {
        return transfer;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FtpStored that && name.equals(that.name) && transfer.equals(that.transfer);
    }

    @Override
    public int hashCode() {
        return name.hashCode() + 31 * transfer.hashCode();
    }

    /** The name and the transfer, safe to show on a terminal. */
    @Override
    public String toString() {
        return name.map(Text::printable).orElse("(no name told)") + ": " + transfer;
    }
}
