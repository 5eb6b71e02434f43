package protocols.ftp;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import protocols.Reply;
import protocols.Transfer;
import protocols.spi.FtpFriend;

/** Opens to the engine what this room keeps from users. */
final class Friend implements FtpFriend {

    static final Friend INSTANCE = new Friend();

    private Friend() {}

    @Override
    public boolean isActive(Ftp ftp) {
        return ftp.isActive();
    }

    @Override
    public int firstPort(Ftp ftp) {
        return ftp.firstPort();
    }

    @Override
    public int lastPort(Ftp ftp) {
        return ftp.lastPort();
    }

    @Override
    public Optional<InetAddress> activeAddress(Ftp ftp) {
        return ftp.activeAddress();
    }

    @Override
    public boolean isText(Ftp ftp) {
        return ftp.isText();
    }

    @Override
    public boolean pipelining(Ftp ftp) {
        return ftp.pipelining();
    }

    @Override
    public Optional<String> virtualHost(Ftp ftp) {
        return ftp.virtualHost();
    }

    @Override
    public Clock clock(Ftp ftp) {
        return ftp.clock();
    }

    @Override
    public EntryParts entry(String name) {
        return new Parts(name);
    }

    @Override
    public FtpMismatch mismatch(FtpMismatch.Kind kind, String file, long expected, long found) {
        return new FtpMismatch(kind, file, expected, found);
    }

    @Override
    public FtpStored stored(Transfer transfer, Optional<String> name) {
        return new FtpStored(transfer, name);
    }

    @Override
    public FtpListing listing(List<FtpEntry> entries, List<String> notes, List<String> unparsed, Reply reply) {
        return new FtpListing(entries, notes, unparsed, Optional.of(reply));
    }

    @Override
    public String decode(byte[] bytes, int from, int to) {
        return FtpName.decode(bytes, from, to);
    }
}
