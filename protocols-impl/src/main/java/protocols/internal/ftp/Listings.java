package protocols.internal.ftp;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.Receiver;
import protocols.Transfer;
import protocols.WireException;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpListing;
import protocols.internal.line.Command;
import protocols.internal.line.Holding;
import protocols.net.Deadline;
import protocols.spi.FtpFriend;

/** Listings, read line by line as they arrive. */
final class Listings {

    private static final FtpFriend API = FtpFriend.get();

    /** What takes the lines of a listing. */
    interface Taker {
        /** A line, which stands from {@code from} to before {@code to}. */
        void line(byte[] buffer, int from, int to) throws IOException;

        /** There are no more. */
        default void finish() throws IOException {}
    }

    private final Control control;
    private final Transfers transfers;
    private boolean facts = true;

    Listings(Control control, Transfers transfers) {
        this.control = control;
        this.transfers = transfers;
    }

    /** All of a listing. */
    FtpListing list(Optional<String> path) throws WireException {
        Begun begun = begin(path);
        Gathering gathering = new Gathering();
        ListingReader reader = begun.reader(gathering.sink());
        return gathering.listing(hold(begun.transfer(), reader).reply());
    }

    /** Each entry goes to a receiver. */
    FtpListing list(Optional<String> path, Receiver<FtpEntry> each) throws IOException {
        Begun begun = begin(path);
        Gathering gathering = new Gathering();
        Holding others = Holding.listing(control.link().settings().limits());
        ListingReader reader = begun.reader(gathering.handingOn(each, others));
        return gathering.listing(handOn(begun.transfer(), reader, others).reply());
    }

    List<String> names(Optional<String> path) throws WireException {
        List<String> names = new ArrayList<>();
        hold(begin(of("NLST", path)), name(names::add));
        return List.copyOf(names);
    }

    /** Each name goes to a receiver. */
    Transfer names(Optional<String> path, Receiver<String> each) throws IOException {
        Holding nothing = Holding.listing(control.link().settings().limits());
        return handOn(begin(of("NLST", path)), name(each), nothing);
    }

    private static Taker name(Receiver<String> each) {
        return (buffer, from, to) -> {
            if (to > from) {
                each.take(API.decode(buffer, from, to));
            }
        };
    }

    /** A listing under way, of facts or of any kind. */
    private record Begun(Running transfer, boolean ofFacts, Clock clock) {
        ListingReader reader(ListingReader.Sink sink) {
            return ofFacts ? ListingReader.mlsd(clock, sink) : ListingReader.list(clock, sink);
        }
    }

    private Begun begin(Optional<String> path) throws WireException {
        boolean ofFacts = facts && control.features().hasMlst();
        // The caller's own clock is asked before the server is.
        Clock clock = Clock.fixed(API.clock(control.ftp()).instant(), ZoneOffset.UTC);
        if (ofFacts) {
            try {
                return new Begun(begin(of("MLSD", path)), true, clock);
            } catch (WireException.Refused e) {
                if (e.reply().code() < 500 || e.reply().code() > 504) {
                    throw e;
                }
                facts = false;
            }
        }
        // A dash at the start would be taken for an option by servers that run ls.
        Optional<String> plain = path.map(text -> text.startsWith("-") ? "./" + text : text);
        return new Begun(begin(of("LIST", plain)), false, clock);
    }

    private Running begin(Command command) throws WireException {
        return transfers.begin(new Transfers.Request(Transfers.Kind.LISTING, command, false, 0));
    }

    private static Command of(String verb, Optional<String> path) {
        return path.isEmpty() ? Command.of(verb) : Control.command(verb, path.get());
    }

    /** What is held in memory has a limit, and the total of one operation. */
    private static Transfer hold(Running transfer, Taker taker) throws WireException {
        transfer.within(Deadline.after("timeout", transfer.data().settings().timeout()));
        DataLines lines = new DataLines(transfer.data());
        Holding holding = Holding.listing(transfer.data().settings().limits());
        try {
            transfer.onData(() -> {
                while (lines.next()) {
                    holding.take(lines.line().length() + 2L);
                    lines.giveTo(taker);
                }
                taker.finish();
                return lines;
            });
        } catch (WireException e) {
            throw transfer.broken(e);
        } finally {
            lines.end();
        }
        return transfer.confirm(lines.bytes());
    }

    /** What a receiver throws is no fault of the line. */
    private static Transfer handOn(Running transfer, Taker taker, Holding others) throws IOException {
        DataLines lines = new DataLines(transfer.data());
        try {
            while (next(transfer, lines)) {
                try {
                    lines.giveTo(taker);
                } catch (IOException | RuntimeException | Error e) {
                    transfer.giveUp(e, "the receiver failed");
                    throw e;
                }
                if (others.over().isPresent()) {
                    throw transfer.broken(others.over().get());
                }
            }
        } finally {
            lines.end();
        }
        taker.finish();
        return transfer.confirm(lines.bytes());
    }

    private static boolean next(Running transfer, DataLines lines) throws WireException {
        try {
            return lines.nextThere() || transfer.onData(lines::next);
        } catch (WireException e) {
            throw transfer.broken(e);
        }
    }
}
