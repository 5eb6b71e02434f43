package protocols.internal.ftp;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.Receiver;
import protocols.Reply;
import protocols.Transfer;
import protocols.WireException;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpListing;
import protocols.ftp.FtpName;
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
    private final Place place;
    private boolean facts = true;

    Listings(Control control, Transfers transfers) {
        this.control = control;
        this.transfers = transfers;
        place = new Place(control);
    }

    /** All of a listing. */
    FtpListing list(Optional<String> path) throws WireException {
        return place.within(path, this::gathered);
    }

    /** As {@link #list}, from within whatever the name is: so it is that of a directory. */
    FtpListing listInside(String path) throws WireException {
        return place.inside(path, this::gathered);
    }

    private FtpListing gathered(Optional<String> path) throws WireException {
        Begun begun = begin(path);
        Gathering gathering = new Gathering();
        ListingReader reader = begun.reader(gathering.sink());
        return gathering.listing(hold(begun.transfer(), reader).reply());
    }

    /** By STAT, in the reply. From within, the bare command asks for something else. */
    FtpListing status(String path) throws WireException {
        Gathering gathering = new Gathering();
        ListingReader reader = ListingReader.list(now(), gathering.sink());
        return place.within(Optional.of(path), literal -> control.conversation().operation("STAT", () -> {
            Command ask = Control.command("STAT", literal.orElse("."));
            Reply reply = control.send(ask).expect("2");
            for (byte[] line : within(reply)) {
                reader.line(line, 0, line.length);
            }
            reader.finish();
            return gathering.listing(reply);
        }));
    }

    /**
     * The lines between the first and the last; some servers put the code before each, or a space. What stands on the line
     * of the code itself is one of them where it is all that there is, or an entry.
     */
    private List<byte[]> within(Reply reply) throws IOException {
        List<String> lines = reply.lines();
        List<byte[]> within = new ArrayList<>();
        String code = reply.status() + "-";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            byte[] bytes =
                    FtpName.encode((line.startsWith(code) ? line.substring(code.length()) : line).stripLeading());
            boolean isFrame = lines.size() > 1 && (i == 0 || i == lines.size() - 1);
            if (!isFrame || isEntry(bytes)) {
                within.add(bytes);
            }
        }
        return within;
    }

    private boolean isEntry(byte[] line) throws IOException {
        List<FtpEntry> found = new ArrayList<>();
        ListingReader.Sink sink = new ListingReader.Sink(found::add, note -> {}, unparsed -> {});
        ListingReader.list(now(), sink).line(line, 0, line.length);
        return !found.isEmpty();
    }

    /** Each entry goes to a receiver. */
    FtpListing list(Optional<String> path, Receiver<FtpEntry> each) throws IOException {
        return place.within(path, literal -> handedOn(literal, each));
    }

    private FtpListing handedOn(Optional<String> path, Receiver<FtpEntry> each) throws IOException {
        Begun begun = begin(path);
        Gathering gathering = new Gathering();
        Holding others = Holding.listing(control.link().settings().limits());
        ListingReader reader = begun.reader(gathering.handingOn(each, others));
        return gathering.listing(handOn(begun.transfer(), reader, others).reply());
    }

    List<String> names(Optional<String> path) throws WireException {
        return place.within(path, literal -> {
            List<String> names = new ArrayList<>();
            hold(begin("NLST", literal), name(names::add));
            return List.copyOf(names);
        });
    }

    /** Each name goes to a receiver. */
    Transfer names(Optional<String> path, Receiver<String> each) throws IOException {
        Holding nothing = Holding.listing(control.link().settings().limits());
        return place.within(path, literal -> handOn(begin("NLST", literal), name(each), nothing));
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
        // The one feature stands for both MLST and MLSD (RFC 3659 section 7.8).
        boolean ofFacts = facts && control.offers("MLST");
        Clock clock = now();
        if (ofFacts) {
            try {
                return new Begun(begin("MLSD", path), true, clock);
            } catch (WireException.Refused e) {
                facts = !Control.UNKNOWN.contains(e.reply().status());
                // 501 is the answer to what is no directory (RFC 3659 section 7.2.1), which LIST may list.
                if (facts && e.reply().code() != 501) {
                    throw e;
                }
            }
        }
        return new Begun(begin("LIST", path), false, clock);
    }

    /** The caller's own clock is asked before the server is. */
    private Clock now() {
        return Clock.fixed(API.clock(control.ftp()).instant(), ZoneOffset.UTC);
    }

    private Running begin(String verb, Optional<String> path) throws WireException {
        return transfers.begin(new Transfers.Request(Transfers.Kind.LISTING, verb, path, false, 0));
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
