package protocols.ftp;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.Text;
import protocols.WireException;

/**
 * A file or directory as a server lists it: a line of LIST (RFC 959, of any shape that could be read), or of MLSD or
 * MLST (RFC 3659 section 7). What the server did not say is empty.
 */
public final class FtpEntry {

    /** What an entry is. */
    public enum Kind {
        /** A plain file. */
        FILE,
        /** A directory, the listed one ({@code .}) and its parent ({@code ..}) included. */
        DIRECTORY,
        /** A symbolic link; where it leads is seldom said. */
        LINK,
        /** A device, a socket, a pipe, or something the server did not name. */
        OTHER
    }

    private final String name;
    private final Kind kind;
    private final long size;
    private final boolean rounded;
    private final Optional<FtpTime> modified;
    private final String permissions;
    private final String owner;
    private final String group;
    private final String linkTarget;
    private final Map<String, String> facts;
    private final String raw;

    FtpEntry(Parts from) {
        name = from.name;
        kind = from.kind;
        size = from.size;
        rounded = from.rounded;
        modified = from.modified;
        permissions = from.permissions;
        owner = from.owner;
        group = from.group;
        linkTarget = from.linkTarget;
        facts = from.facts;
        raw = from.raw;
    }

    /**
     * An entry of which nothing else is known. The engine makes them from a server's lines; this is for tests.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public static FtpEntry of(String name, Kind kind) {
        return new Parts(name).kind(kind).build();
    }

    private Parts parts() {
        Parts parts = new Parts(name)
                .kind(kind)
                .size(size)
                .permissions(permissions)
                .owner(owner)
                .group(group)
                .linkTarget(linkTarget)
                .facts(facts)
                .raw(raw);
        modified.ifPresent(parts::modified);
        return rounded ? parts.roundedSize(size) : parts;
    }

    /** The same with a size in bytes; a negative one means that it is not known. */
    public FtpEntry size(long bytes) {
        return parts().size(bytes).build();
    }

    /**
     * The same with a size in bytes that is {@linkplain #isSizeExact() not exact}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public FtpEntry roundedSize(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size from 0 on, not " + bytes);
        }
        return parts().roundedSize(bytes).build();
    }

    /** The same, changed last at that time. */
    public FtpEntry modified(FtpTime time) {
        return parts().modified(time).build();
    }

    /** The same with these access rights. */
    public FtpEntry permissions(String text) {
        return parts().permissions(text).build();
    }

    /** The same with an owner. */
    public FtpEntry owner(String text) {
        return parts().owner(text).build();
    }

    /** The same with a group. */
    public FtpEntry group(String text) {
        return parts().group(text).build();
    }

    /** The same as a link that leads there. */
    public FtpEntry linkTarget(String path) {
        return parts().kind(Kind.LINK).linkTarget(path).build();
    }

    /** The same with facts of MLSD or MLST, their names in small letters. */
    public FtpEntry facts(Map<String, String> values) {
        return parts().facts(values).build();
    }

    /** The same, read from that line. */
    public FtpEntry raw(String line) {
        return parts().raw(line).build();
    }

    /**
     * The name exactly as it was sent, spaces included, and as the server takes it; see {@link FtpListing} for what that
     * means on VMS and z/VM, and {@link FtpName} for bytes that are not UTF-8.
     */
    public String name() {
        return name;
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** Whether it is a plain file. */
    public boolean isFile() {
        return kind == Kind.FILE;
    }

    /** Whether it is a directory. */
    public boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }

    /** Whether it is a symbolic link, to whatever. */
    public boolean isLink() {
        return kind == Kind.LINK;
    }

    /**
     * The size in bytes; for a directory or link whatever the server wrote there. Where it is rounded
     * ({@link #isSizeExact}), about that many: {@code 33.5k} is 34,304, and three blocks of VMS are 1,536.
     */
    public OptionalLong size() {
        return size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
    }

    /** Whether the size is known to the byte: the server has given one, and not in larger units. */
    public boolean isSizeExact() {
        return size >= 0 && !rounded;
    }

    /** When it changed last. */
    public Optional<FtpTime> modified() {
        return modified;
    }

    /** The access rights as they were written: {@code -rw-r--r--}, or the fact UNIX.mode: {@code 0644}. */
    public Optional<String> permissions() {
        return present(permissions);
    }

    /** The owner, by name or by number. */
    public Optional<String> owner() {
        return present(owner);
    }

    /** The group, by name or by number. */
    public Optional<String> group() {
        return present(group);
    }

    /** Where a symbolic link leads. */
    public Optional<String> linkTarget() {
        return present(linkTarget);
    }

    /** The facts of MLSD and MLST by name in small letters, in the server's order; empty for LIST. */
    public Map<String, String> facts() {
        return facts;
    }

    /** The whole line as it was sent, without its line end; with LF between them the two lines of an entry that takes two. */
    public String raw() {
        return raw;
    }

    /** Whether this is the listed directory itself or its parent, rather than something in it. */
    public boolean isSelfOrParent() {
        String type = facts.getOrDefault("type", "");
        return name.equals(".") || name.equals("..") || type.equalsIgnoreCase("cdir") || type.equalsIgnoreCase("pdir");
    }

    /**
     * The name, if it can be used for a local file: {@link FtpName#safeFileName}.
     *
     * @throws WireException.Insecure if it cannot
     */
    public String safeFileName() throws WireException.Insecure {
        return FtpName.safeFileName(name);
    }

    /**
     * The local path for this entry in a directory: {@link FtpName#resolveUnder}.
     *
     * @throws WireException.Insecure if the name is not a single file name
     */
    public Path resolveUnder(Path directory) throws WireException.Insecure {
        return FtpName.resolveUnder(directory, name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FtpEntry that
                && name.equals(that.name)
                && kind == that.kind
                && size == that.size
                && rounded == that.rounded
                && modified.equals(that.modified)
                && permissions.equals(that.permissions)
                && owner.equals(that.owner)
                && group.equals(that.group)
                && linkTarget.equals(that.linkTarget)
                && facts.equals(that.facts)
                && raw.equals(that.raw);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, kind, size, modified, raw);
    }

    /** Kind, size, time and name, safe to show on a terminal. */
    @Override
    public String toString() {
        String shown = kind
                + (size < 0 ? "" : (rounded ? " ~" : " ") + size)
                + modified.map(time -> " " + time).orElse("")
                + " "
                + name
                + (linkTarget.isEmpty() ? "" : " -> " + linkTarget);
        return Text.printable(shown);
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
