package protocols.internal.ftp;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import protocols.Reply;
import protocols.WireException;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpEntry.Kind;
import protocols.ftp.FtpListing;
import protocols.internal.reply.Exchange;
import protocols.spi.FtpFriend;

/**
 * One path, and what a server says of it. A 550 alone is no proof that there is nothing: it may not be seen by this user,
 * or be no file. So the directory that it would be in is looked at as well.
 */
final class Lookup {

    private static final FtpFriend API = FtpFriend.get();
    /** What some systems have between the parts of a path, or in front of a version. */
    private static final String FOREIGN = ":[]<>;";
    /** What a server says that could not read what it calls an empty directory. */
    private static final List<String> TROUBLE = List.of("fail", "denied", "permission", "not ", "can't", "error");

    /**
     * A refusal.
     *
     * @param doing what was refused
     */
    private record No(WireException.Refused why, String doing) {}

    private final Control control;
    private final Listings listings;
    private final String path;
    private final String name;
    private final Optional<String> parent;
    private final List<No> refusals = new ArrayList<>();
    private Optional<FtpEntry> timed = Optional.empty();
    private boolean isDoubtful;

    Lookup(Control control, Listings listings, String path) {
        this.control = control;
        this.listings = listings;
        this.path = path;
        Control.command("MLST", path);
        int end = end(path);
        int slash = path.lastIndexOf('/', end - 1);
        name = end == 0 ? path : path.substring(slash + 1, end);
        parent = slash < 0
                ? Optional.empty()
                : Optional.of(path.substring(0, Math.max(1, end(path.substring(0, slash)))));
    }

    /** Without slashes at the end; 0 if there is nothing else. */
    private static int end(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return end;
    }

    /** MLST; empty if it is refused, not understood, or of something else. */
    Optional<FtpEntry> byFacts() throws WireException {
        Exchange answer = control.send(Control.command("MLST", path));
        if (isRefused(answer)) {
            return Optional.empty();
        }
        Reply reply = answer.expect("2");
        try {
            return Optional.of(read(reply));
        } catch (WireException.Malformed unread) {
            return Optional.empty();
        }
    }

    /** The entry in a reply to MLST. */
    FtpEntry read(Reply reply) throws WireException.Malformed {
        FtpEntry entry = FactsDialect.mlst(reply);
        if (!isOfThis(entry.name())) {
            throw new WireException.Malformed("facts of the name that was asked for", entry.raw());
        }
        return named(entry);
    }

    /** Of a name that they take for a pattern or options some servers tell what there is to say of the working directory. */
    private boolean isOfThis(String given) {
        int end = end(given);
        return Place.isPlain(path)
                || given.substring(given.lastIndexOf('/', end - 1) + 1, end).equals(name);
    }

    /**
     * By the name that was asked for: MLST may give it in any form (RFC 3659 section 7.3.1). What was asked for as the
     * root, as {@code .} or as {@code ..} has the last part of the path that the server gives.
     */
    private FtpEntry named(FtpEntry entry) {
        boolean isPlace = end(path) == 0 || name.equals(".") || name.equals("..");
        String given = entry.name();
        int end = end(given);
        String shown = isPlace && end > 0 ? given.substring(given.lastIndexOf('/', end - 1) + 1, end) : name;
        FtpFriend.EntryParts parts = API.entry(shown)
                .kind(entry.kind())
                .size(entry.size().orElse(-1))
                .permissions(entry.permissions().orElse(""))
                .owner(entry.owner().orElse(""))
                .group(entry.group().orElse(""))
                .linkTarget(entry.linkTarget().orElse(""))
                .facts(entry.facts())
                .raw(entry.raw());
        entry.modified().ifPresent(parts::modified);
        return parts.build();
    }

    /** SIZE and MDTM: what has a size is a file (RFC 3659 section 4). */
    Optional<FtpEntry> bySize() throws WireException {
        List<Exchange> answers = new ArrayList<>();
        control.requireIdle();
        control.conversation().operation("SIZE", () -> {
            Flight flight = control.flight();
            control.setType(false, flight);
            flight.add(Control.command("SIZE", path), kept(answers));
            flight.add(Control.command("MDTM", path), kept(answers)).land();
            return answers;
        });
        FtpFriend.EntryParts parts = API.entry(name);
        boolean hasSize = !isRefused(answers.get(0));
        if (!isRefused(answers.get(1))) {
            Reply time = answers.get(1).expect("2");
            FactReplies.time(time.text().strip()).ifPresent(parts::modified);
            timed = Optional.of(parts.build());
        }
        if (!hasSize) {
            return Optional.empty();
        }
        Reply size = answers.get(0).expect("2");
        try {
            parts.size(FactReplies.size(size));
        } catch (WireException.Malformed unread) {
            parts.size(-1);
        }
        return Optional.of(parts.kind(Kind.FILE).build());
    }

    private static Flight.Answer kept(List<Exchange> answers) {
        return exchange -> {
            answers.add(exchange);
            return exchange.link().isAlive()
                    ? Optional.empty()
                    : Flight.expecting("2").take(exchange);
        };
    }

    /** What MDTM alone has shown: that there is something. */
    Optional<FtpEntry> byTime() {
        return timed;
    }

    /**
     * The listing of the directory that it would be in, from within: of what is no directory, or cannot be read, some
     * servers list the thing itself, or nothing.
     */
    Optional<FtpEntry> byListing() throws WireException {
        if (!isName()) {
            isDoubtful = true;
            return Optional.empty();
        }
        FtpListing listing;
        try {
            listing = parent.isPresent() ? listings.listInside(parent.get()) : listings.list(parent);
        } catch (WireException.Refused e) {
            isDoubtful = true;
            if (!control.link().isAlive()) {
                throw e;
            }
            return Optional.empty();
        }
        isDoubtful = !isRead(listing);
        for (FtpEntry entry : listing) {
            if (entry.name().equals(name)) {
                return Optional.of(entry);
            }
            isDoubtful |= folded(entry.name()).equals(folded(name));
        }
        return Optional.empty();
    }

    /** Whether it can stand in a listing: hidden names may not, and home directories and other systems' paths do not. */
    private boolean isName() throws WireException {
        return !name.startsWith(".")
                && !path.startsWith("~")
                && end(path) > 0
                && path.indexOf('\\') < 0
                && (path.chars().allMatch(c -> FOREIGN.indexOf(c) < 0)
                        || Directory.ask(control).path().startsWith("/"));
    }

    /** Whether the listing is that of a directory which was read: a bare one may have been closed to this user. */
    private static boolean isRead(FtpListing listing) {
        boolean isBare = listing.entries().isEmpty() && listing.notes().isEmpty();
        String said = listing.reply()
                .map(reply -> reply.text().toLowerCase(Locale.ROOT))
                .orElse("");
        return listing.isComplete() && !(isBare && TROUBLE.stream().anyMatch(said::contains));
    }

    /** A server may take names for the same that are not written alike. */
    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** Whether one can go there (CWD). */
    Optional<FtpEntry> byChange() throws WireException {
        Optional<WireException.Refused> no = new Place(control).refusal(path);
        if (no.isEmpty()) {
            return Optional.of(API.entry(name).kind(Kind.DIRECTORY).build());
        }
        refusals.add(new No(no.get(), "CWD " + path));
        return Optional.empty();
    }

    /** Whether it was refused as what is not there is refused (550). */
    boolean isDenied() {
        return isAnswered() && toThePath().allMatch(no -> no.why().reply().code() == 550);
    }

    /** Whether a no was one to the path. */
    boolean isAnswered() {
        return toThePath().findAny().isPresent();
    }

    /** Whether what was listed may not be all that there is, or is under another name. */
    boolean isDoubtful() {
        return isDoubtful;
    }

    /** Where it would be; empty for the working directory. */
    Optional<String> parent() {
        return parent;
    }

    /** Why nothing is known of it: rather a no to the path than one to the command. */
    WireException refusal() {
        No no = toThePath().findFirst().orElse(refusals.get(0));
        control.link().doing(no.doing());
        return control.link().placed(no.why());
    }

    /** The refusals that do not say that the server cannot do what it was asked for. */
    private Stream<No> toThePath() {
        return refusals.stream()
                .filter(no -> !Control.UNKNOWN.contains(no.why().reply().status())
                        && no.why().reply().code() != 501);
    }

    private boolean isRefused(Exchange answer) throws WireException {
        if (!Exchange.isRefusal(answer.reply())) {
            return false;
        }
        if (!control.link().isAlive()) {
            answer.expect("2");
        }
        refusals.add(new No(new WireException.Refused(answer.reply()), answer.verb() + " " + path));
        return true;
    }

    /** Whether the server is known not to know the command that was sent last. */
    boolean isUnknown() {
        return !refusals.isEmpty()
                && Control.UNKNOWN.contains(
                        refusals.get(refusals.size() - 1).why().reply().status());
    }
}
