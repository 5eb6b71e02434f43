package protocols.internal.ftp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import protocols.Limits;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.ftp.FtpListing;
import protocols.internal.line.Command;
import protocols.internal.line.Holding;
import protocols.internal.line.LineReader;
import protocols.internal.wire.Link;
import protocols.net.Deadline;
import protocols.spi.FtpFriend;

/** Listings, read line by line as they arrive. */
final class Listings {

    private static final FtpFriend API = FtpFriend.get();

    private interface Lines {
        void line(byte[] buffer, int from, int to);
    }

    private final Control control;
    private final Transfers transfers;
    private boolean facts = true;

    Listings(Control control, Transfers transfers) {
        this.control = control;
        this.transfers = transfers;
    }

    FtpListing list(Optional<String> path) throws WireException {
        if (facts && control.features().hasMlst()) {
            try {
                ListingReader.Gathering gathering = new ListingReader.Gathering();
                return read(of("MLSD", path), ListingReader.mlsd(gathering.sink()), gathering);
            } catch (WireException.Refused e) {
                if (e.reply().code() < 500 || e.reply().code() > 504) {
                    throw e;
                }
                facts = false;
            }
        }
        ListingReader.Gathering gathering = new ListingReader.Gathering();
        // A dash at the start would be taken for an option by servers that run ls.
        Optional<String> plain = path.map(text -> text.startsWith("-") ? "./" + text : text);
        return read(of("LIST", plain), ListingReader.list(API.clock(control.ftp()), gathering.sink()), gathering);
    }

    List<String> names(Optional<String> path) throws WireException {
        List<String> names = new ArrayList<>();
        read(of("NLST", path), (buffer, from, to) -> {
            if (to > from) {
                names.add(API.decode(buffer, from, to));
            }
        });
        return List.copyOf(names);
    }

    private static Command of(String verb, Optional<String> path) {
        return path.isEmpty() ? Command.of(verb) : Control.command(verb, path.get());
    }

    private FtpListing read(Command command, ListingReader reader, ListingReader.Gathering gathering)
            throws WireException {
        read(command, reader::line);
        reader.finish();
        return gathering.listing();
    }

    private void read(Command command, Lines sink) throws WireException {
        Running transfer = transfers.begin(new Transfers.Request(Transfers.Kind.LISTING, command, false, 0));
        transfer.within(Deadline.after("timeout", transfer.data().settings().timeout()));
        long bytes;
        try {
            bytes = transfer.onData(() -> read(transfer.data(), sink));
        } catch (WireException e) {
            throw transfer.broken(e);
        }
        transfer.confirm(bytes);
    }

    private static long read(Link data, Lines sink) throws IOException {
        LineReader lines = new LineReader(
                data, EnumSet.of(LineReader.Quirk.BARE_LF, LineReader.Quirk.BARE_CR, LineReader.Quirk.END_OF_STREAM));
        Limits limits = data.settings().limits();
        boolean kept = data.recorder().keepsBodies();
        Holding holding = Holding.listing(limits);
        long bytes = 0;
        try {
            while (!lines.isAtEnd()) {
                protocols.internal.line.Line line = lines.read(limits.line(), kept);
                bytes += line.length() + 2L;
                holding.take(line.length() + 2L);
                sink.line(line.array(), line.from(), line.to());
            }
            return bytes;
        } finally {
            if (!kept && bytes > 0) {
                data.recorder().omitted(data.channel(), Side.SERVER, bytes);
            }
        }
    }
}
