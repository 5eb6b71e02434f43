package protocols.ftp;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import protocols.Reply;
import protocols.Text;

/**
 * A directory as a server listed it: to go over it is to go over what is in it. Every line that was sent is in one of
 * the three lists, in the order it came, so that an empty directory and a listing that could not be read are told apart.
 *
 * <p>Read are these formats, each told by its lines and not by what the server says of itself, and another one where they
 * change within a listing:
 *
 * <table>
 * <caption>Formats of LIST</caption>
 * <tr><th>Format</th><th>Such as</th><th>What there is to know</th></tr>
 * <tr><td>MLSx</td><td>{@code type=file;size=7;modify=20260314130203; a.txt}</td><td>RFC 3659; also with a TAB before the
 *     name</td></tr>
 * <tr><td>Unix</td><td>{@code -rw-r--r-- 1 ftp ftp 7 Mar 14 13:02 a.txt}</td><td>what {@code ls -l} writes, in all its
 *     variants: see the tests of the dialect</td></tr>
 * <tr><td>DOS</td><td>{@code 03-14-26  01:02PM  <DIR>  pub}</td><td>IIS and {@code dir}; the day in front once a line
 *     proves it</td></tr>
 * <tr><td>EPLF</td><td>{@code +i8388621.48594,m825718503,r,s280,<TAB>a.html}</td><td>times in UTC</td></tr>
 * <tr><td>NetWare</td><td>{@code d [R----F--] admin 512 Jan 16 18:53 pub}</td><td>rights in brackets</td></tr>
 * <tr><td>VMS</td><td>{@code A.TXT;3 4/6 14-MAR-2026 13:02:03 [GRP,OWNER] (RWED,RE,,)}</td><td>names keep their version,
 *     directories lose {@code .DIR;1}; sizes are in blocks of 512 bytes; an entry may take two lines</td></tr>
 * <tr><td>MVS</td><td>{@code VOL001 3390 2026/03/14 1 15 FB 80 3120 PO PROD.JCL}</td><td>datasets and members, told apart
 *     by their header; without one nothing is an entry; no sizes in bytes</td></tr>
 * <tr><td>OS/400</td><td>{@code QSYS 77824 02/23/26 15:09:55 *DIR pub/}</td><td>members have neither size nor
 *     time</td></tr>
 * <tr><td>z/VM</td><td>{@code PROFILE EXEC F 80 18 1 2026-03-14 13:02:11 DISK01}</td><td>the name is
 *     {@code PROFILE.EXEC}; sizes of fixed records alone</td></tr>
 * <tr><td>OS/2</td><td>{@code 612 A 07-28-95 16:45  a.bag}</td><td></td></tr>
 * <tr><td>VShell</td><td>{@code 206876 Oct 08, 2002 09:47 a.zip}</td><td>directories end with a slash, which is left
 *     out</td></tr>
 * </table>
 */
public final class FtpListing implements Iterable<FtpEntry> {

    private final List<FtpEntry> entries;
    private final List<FtpEntry> children;
    private final List<String> notes;
    private final List<String> unparsed;
    private final Optional<Reply> reply;

    FtpListing(List<FtpEntry> entries, List<String> notes, List<String> unparsed, Optional<Reply> reply) {
        this.entries = List.copyOf(entries);
        this.notes = List.copyOf(notes);
        this.unparsed = List.copyOf(unparsed);
        this.reply = reply;
        children = children(this.entries);
    }

    /** A listing of these entries and nothing else. The engine makes them from a server's lines; this is for tests. */
    public static FtpListing of(List<FtpEntry> entries) {
        return new FtpListing(entries, List.of(), List.of(), Optional.empty());
    }

    /** The same with these {@linkplain #notes() notes}. */
    public FtpListing notes(List<String> lines) {
        return new FtpListing(entries, lines, unparsed, reply);
    }

    /** The same with these {@linkplain #unparsed() lines that no known format explains}. */
    public FtpListing unparsed(List<String> lines) {
        return new FtpListing(entries, notes, lines, reply);
    }

    /** The same, {@linkplain #reply() confirmed} with that reply. */
    public FtpListing reply(Reply confirmation) {
        return new FtpListing(entries, notes, unparsed, Optional.of(confirmation));
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

    /** Lines that are known not to be entries: {@code total 12}, headers, blank lines. */
    public List<String> notes() {
        return notes;
    }

    /** Lines that no known format explains, as they were sent (not escaped): a banner, an error of {@code ls}. */
    public List<String> unparsed() {
        return unparsed;
    }

    /** Whether every line was understood. */
    public boolean isComplete() {
        return unparsed.isEmpty();
    }

    /** The server's confirmation, such as {@code 226 Directory send OK}; empty if it was not listed by a server. */
    public Optional<Reply> reply() {
        return reply;
    }

    /** Whether the same lines were listed; the reply is not compared. */
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
