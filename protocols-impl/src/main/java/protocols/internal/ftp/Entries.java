package protocols.internal.ftp;

import java.util.Optional;
import protocols.Batch;
import protocols.WireException;
import protocols.ftp.FtpEntry;

/** What there is under one path: asked for with as few commands as say it. */
final class Entries {

    private final Control control;
    private final Listings listings;
    private boolean facts = true;

    Entries(Control control, Listings listings) {
        this.control = control;
        this.listings = listings;
    }

    FtpEntry entry(String path) throws WireException {
        Lookup lookup = new Lookup(control, listings, path);
        Optional<FtpEntry> found = find(lookup, false);
        if (found.isEmpty()) {
            throw lookup.refusal();
        }
        return found.get();
    }

    boolean exists(String path) throws WireException {
        Lookup lookup = new Lookup(control, listings, path);
        if (find(lookup, true).isPresent()) {
            return true;
        }
        if (!isAbsent(lookup)) {
            throw lookup.refusal();
        }
        return false;
    }

    /** MLST for all where the server offers it; each that it says nothing of goes the way of one alone. */
    Batch<String, FtpEntry> all(Iterable<String> paths) throws WireException {
        Fates<FtpEntry> fates = new Fates<>(control, paths, path -> Control.command("MLST", path));
        control.requireIdle();
        return fates.over(() -> {
            if (facts && !fates.isEmpty() && control.offers("MLST")) {
                new ManyPaths(control).facts(fates, (path, reply) -> new Lookup(control, listings, path).read(reply));
            }
            for (int i = 0; i < fates.size(); i++) {
                if (!fates.isKnown(i)) {
                    alone(fates, i);
                }
            }
        });
    }

    private void alone(Fates<FtpEntry> fates, int index) throws WireException {
        long before = control.link().out().sent();
        try {
            fates.done(index, entry(fates.path(index)));
        } catch (WireException.Refused e) {
            fates.refused(index, new WireException.Refused(e.reply()), "entry " + fates.path(index));
            if (!control.link().isAlive()) {
                throw e;
            }
        } catch (WireException.Unsupported | WireException.Malformed | WireException.LimitExceeded e) {
            if (!control.link().isAlive()) {
                throw e;
            }
            fates.refused(index, e, "entry " + fates.path(index));
        } finally {
            if (control.link().out().sent() > before) {
                fates.asked(index);
            }
        }
    }

    /** @param forProof whether to look into its directory also where MLST has said no */
    private Optional<FtpEntry> find(Lookup lookup, boolean forProof) throws WireException {
        Optional<FtpEntry> found = byFacts(lookup);
        boolean isAnswered = lookup.isAnswered();
        if (found.isEmpty() && !isAnswered) {
            found = lookup.bySize();
        }
        if (found.isEmpty() && (forProof || !isAnswered)) {
            found = lookup.byListing();
        }
        if (found.isEmpty() && !isAnswered) {
            found = lookup.byChange();
        }
        return found.isPresent() ? found : lookup.byTime();
    }

    private Optional<FtpEntry> byFacts(Lookup lookup) throws WireException {
        if (!facts || !control.offers("MLST")) {
            return Optional.empty();
        }
        Optional<FtpEntry> found = lookup.byFacts();
        facts = found.isPresent() || !lookup.isUnknown();
        return found;
    }

    /** In a directory that is not there, and in what is a file, there is nothing. */
    private boolean isAbsent(Lookup lookup) throws WireException {
        if (!lookup.isDenied() || !lookup.isDoubtful() || lookup.parent().isEmpty()) {
            return lookup.isDenied() && !lookup.isDoubtful();
        }
        Lookup above = new Lookup(control, listings, lookup.parent().get());
        Optional<FtpEntry> there = find(above, true);
        return there.isPresent() ? there.get().isFile() : isAbsent(above);
    }
}
