package protocols.internal.ftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import protocols.Batch;
import protocols.Batch.Fate;
import protocols.Transfer;
import protocols.WireException;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpListing;
import protocols.ftp.FtpName;
import protocols.ftp.Glob;
import protocols.internal.wire.Lent;
import protocols.spi.CoreFriend;

/** Files that are moved each for itself, and what has become of them; by one thread or by several. */
final class ManyFiles {

    private static final CoreFriend CORE = CoreFriend.get();

    /** By whom files are moved. */
    interface Mover {
        /** Whether it can go on. */
        boolean isOpen();

        /** How many transfers it has asked for, each of which may have moved something. */
        long begun();

        Transfer move(String name, Path local) throws IOException;
    }

    /** The local file that belongs to a name. */
    private interface Naming {
        Path of(String name) throws WireException;
    }

    /**
     * A file.
     *
     * @param local where it is or will be here; empty if it may not be moved
     * @param no why it may not
     */
    private record Item(String name, Optional<Path> local, Optional<WireException> no) {

        static Item of(String name, Naming naming) {
            try {
                return new Item(name, Optional.of(naming.of(name)), Optional.empty());
            } catch (WireException e) {
                return new Item(name, Optional.empty(), Optional.of(e));
            }
        }
    }

    /** What ended it, at a file. */
    private record End(String name, Throwable why) {}

    private final List<Item> items;
    private final Map<Integer, Fate<String, Transfer>> fates = new ConcurrentHashMap<>();
    private final Queue<End> ends = new ConcurrentLinkedQueue<>();

    private ManyFiles(Stream<String> names, Naming naming) {
        items = names.map(name -> Item.of(name, naming)).toList();
    }

    /** The files of a listing, in its order, to be laid under a local directory. */
    static ManyFiles of(FtpListing listing, Glob pattern, Path into) {
        Stream<String> names = StreamSupport.stream(listing.spliterator(), false)
                .filter(entry -> !entry.isDirectory())
                .map(FtpEntry::name)
                .filter(pattern::matches)
                .distinct();
        return new ManyFiles(names, name -> {
            requireName(name);
            return FtpName.resolveUnder(into, name);
        });
    }

    /** A server may list what cannot be asked for. */
    private static void requireName(String name) throws WireException.Unsupported {
        try {
            Control.command("RETR", name);
        } catch (IllegalArgumentException e) {
            throw new WireException.Unsupported(Objects.requireNonNullElse(e.getMessage(), "a name"));
        }
    }

    /** The plain files of a local directory, in the order of their names. */
    static ManyFiles of(Path from, Glob pattern) throws IOException {
        try (Stream<Path> found = Files.list(from)) {
            Stream<String> names = found.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> file.getFileName().toString())
                    .filter(pattern::matches);
            return new ManyFiles(names, from::resolve);
        }
    }

    int size() {
        return items.size();
    }

    /** Those that may be moved. */
    List<String> names() {
        return items.stream()
                .filter(item -> item.local().isPresent())
                .map(Item::name)
                .toList();
    }

    /** All of them, one after the other. */
    Batch<String, Transfer> oneByOne(Mover mover) throws IOException {
        for (int i = 0; i < size() && move(i, mover); i++) {
            // Until one ends it.
        }
        return batch();
    }

    /**
     * Moves one of them.
     *
     * @return whether others can follow
     */
    boolean move(int index, Mover mover) {
        Item item = items.get(index);
        if (item.local().isEmpty()) {
            fates.put(index, Fate.refused(item.name(), item.no().orElseThrow()));
            return !hasEnded();
        }
        long before = mover.begun();
        try {
            fates.put(
                    index,
                    Fate.done(item.name(), mover.move(item.name(), item.local().get())));
        } catch (IOException | RuntimeException | Error e) {
            boolean open = mover.isOpen();
            boolean refused = e instanceof WireException.Refused;
            boolean asked = mover.begun() > before;
            if (refused && (open || asked)) {
                fates.put(index, Fate.refused(item.name(), (WireException) e));
            } else {
                boolean moved = asked && !(e instanceof WireException.Unreachable && open);
                fates.put(index, moved ? Fate.unknown(item.name()) : Fate.untried(item.name()));
            }
            if (!refused || !open) {
                ends.add(new End(item.name(), e));
            }
        }
        return !hasEnded();
    }

    /** Whether no further one is begun. */
    boolean hasEnded() {
        return !ends.isEmpty();
    }

    /** What has become of each; throws what has ended it first, with that. */
    Batch<String, Transfer> batch() throws IOException {
        List<Fate<String, Transfer>> all = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            all.add(fates.getOrDefault(i, Fate.untried(items.get(i).name())));
        }
        Batch<String, Transfer> batch = Batch.of(all);
        End first = ends.poll();
        if (first == null) {
            return batch;
        }
        ends.forEach(end -> first.why().addSuppressed(end.why()));
        if (first.why() instanceof WireException e) {
            throw CORE.with(e, batch);
        }
        first.why().addSuppressed(CORE.with(new WireException.Cancelled("ended at " + first.name()), batch));
        throw Lent.raise(first.why());
    }
}
