package protocols.ftp;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import protocols.Text;

/**
 * A directory as a server listed it: to go over it is to go over what is in it. Every line that was sent is in one of
 * the three lists, in the order it came, so that an empty directory and a listing that could not be read are told apart.
 */
public final class FtpListing implements Iterable<FtpEntry> {

    private final List<FtpEntry> entries;
    private final List<FtpEntry> children;
    private final List<String> notes;
    private final List<String> unparsed;

    FtpListing(List<FtpEntry> entries, List<String> notes, List<String> unparsed) {
        this.entries = List.copyOf(entries);
        this.notes = List.copyOf(notes);
        this.unparsed = List.copyOf(unparsed);
        children = children(this.entries);
    }

    /** A listing of these entries and nothing else. The engine makes them from a server's lines; this is for tests. */
    public static FtpListing of(List<FtpEntry> entries) {
        return new FtpListing(entries, List.of(), List.of());
    }

    /** The same with these {@linkplain #notes() notes}. */
    public FtpListing notes(List<String> lines) {
        return new FtpListing(entries, lines, unparsed);
    }

    /** The same with these {@linkplain #unparsed() lines that no known format explains}. */
    public FtpListing unparsed(List<String> lines) {
        return new FtpListing(entries, notes, lines);
    }

    private static List<FtpEntry> children(List<FtpEntry> entries) {
        for (FtpEntry entry : entries) {
            if (entry.isSelfOrParent()) {
                return entries.stream().filter(each -> !each.isSelfOrParent()).toList();
            }
        }
        return entries;
    }

    /** The files and directories as they were listed, {@code .} and {@code ..} included where the server sent them. */
    public List<FtpEntry> entries() {
        return entries;
    }

    /** What is in the directory: the entries without the directory itself and its parent. */
    public List<FtpEntry> children() {
        return children;
    }

    /** Over the {@link #children()}. */
    @Override
    public Iterator<FtpEntry> iterator() {
        return children.iterator();
    }

    /** How many {@link #children()} there are. */
    public int size() {
        return children.size();
    }

    /** Whether nothing was listed in the directory; see {@link #isComplete()}. */
    public boolean isEmpty() {
        return children.isEmpty();
    }

    /** The entry of exactly that name; of several the first. */
    public Optional<FtpEntry> named(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** Lines that are known not to be entries: {@code total 12}, blank lines. */
    public List<String> notes() {
        return notes;
    }

    /** Lines that no known format explains, as they were sent (not escaped). */
    public List<String> unparsed() {
        return unparsed;
    }

    /** Whether every line was understood. */
    public boolean isComplete() {
        return unparsed.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FtpListing that
                && entries.equals(that.entries)
                && notes.equals(that.notes)
                && unparsed.equals(that.unparsed);
    }

    @Override
    public int hashCode() {
        return Objects.hash(entries, notes, unparsed);
    }

    /** An entry a line, and the lines that were not understood, safe to show on a terminal. */
    @Override
    public String toString() {
        return Stream.concat(
                        entries.stream().map(FtpEntry::toString),
                        unparsed.stream().map(line -> "? " + Text.printable(line)))
                .collect(Collectors.joining("\n"));
    }
}
