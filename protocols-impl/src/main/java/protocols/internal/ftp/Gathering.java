package protocols.internal.ftp;

import java.util.ArrayList;
import java.util.List;
import protocols.Receiver;
import protocols.Reply;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpListing;
import protocols.internal.line.Holding;
import protocols.spi.FtpFriend;

/** Gathers a listing into one value: all of it, or what is no entry. */
final class Gathering {

    private final List<FtpEntry> entries = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> unparsed = new ArrayList<>();

    ListingReader.Sink sink() {
        return new ListingReader.Sink(entries::add, notes::add, unparsed::add);
    }

    /** The entries go elsewhere; of the other lines as many are kept as may be held. */
    ListingReader.Sink handingOn(Receiver<FtpEntry> each, Holding others) {
        return new ListingReader.Sink(each, kept(notes, others), kept(unparsed, others));
    }

    private static Receiver<String> kept(List<String> lines, Holding holding) {
        return line -> {
            if (holding.takes(line.length() + 2L)) {
                lines.add(line);
            }
        };
    }

    FtpListing listing(Reply confirmation) {
        return FtpFriend.get().listing(entries, notes, unparsed, confirmation);
    }
}
