package protocols.spi;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protocols.Reply;
import protocols.Transfer;
import protocols.ftp.Ftp;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpListing;
import protocols.ftp.FtpMismatch;
import protocols.ftp.FtpStored;
import protocols.ftp.FtpTime;

/** What the engine may do with the values of the FTP room and users may not. */
public interface FtpFriend {

    /** The one that the room gives. */
    static FtpFriend get() {
        return Ftp.friend();
    }

    /** Whether data connections are active at first. */
    boolean isActive(Ftp ftp);

    /** See {@link Ftp#activePorts}; 0 for any port. */
    int firstPort(Ftp ftp);

    /** See {@link Ftp#activePorts}; 0 for any port. */
    int lastPort(Ftp ftp);

    /** See {@link Ftp#activeAddress(String)}. */
    Optional<InetAddress> activeAddress(Ftp ftp);

    /** Whether transfers are text at first. */
    boolean isText(Ftp ftp);

    /** Whether several commands may go out in one packet; see {@link Ftp#withoutPipelining()}. */
    boolean pipelining(Ftp ftp);

    /** As RFC 7151 writes it; see {@link Ftp#virtualHost(String)}. */
    Optional<String> virtualHost(Ftp ftp);

    /** See {@link Ftp#clock(Clock)}. */
    Clock clock(Ftp ftp);

    /**
     * An entry of that name, of kind {@link FtpEntry.Kind#OTHER} until told otherwise.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    EntryParts entry(String name);

    /**
     * What is thrown where two files are not parts of one.
     *
     * @param file the server and the file on it
     * @param expected what there should be, in bytes
     * @param found what there is, in bytes
     */
    FtpMismatch mismatch(FtpMismatch.Kind kind, String file, long expected, long found);

    /** An upload under a name that the server chose, and told or not. */
    FtpStored stored(Transfer transfer, Optional<String> name);

    /** A listing of these entries, notes and lines that no format explains, confirmed with that reply. */
    FtpListing listing(List<FtpEntry> entries, List<String> notes, List<String> unparsed, Reply reply);

    /**
     * The text of a name that stands within a line; see {@link protocols.ftp.FtpName}.
     *
     * @param from the first byte of the name
     * @param to the byte after its last
     */
    String decode(byte[] bytes, int from, int to);

    /** Puts an entry together; an empty text means that the server did not say. */
    interface EntryParts {

        /** What it is. */
        EntryParts kind(FtpEntry.Kind value);

        /** The size in bytes; a negative one means that it is not known. */
        EntryParts size(long bytes);

        /** The size in bytes, as near as the server gives it; not negative. */
        EntryParts roundedSize(long bytes);

        /** When it changed last. */
        EntryParts modified(FtpTime time);

        /** The access rights as text. */
        EntryParts permissions(String text);

        /** The owner, by name or by number. */
        EntryParts owner(String text);

        /** The group, by name or by number. */
        EntryParts group(String text);

        /** Where a symbolic link leads. */
        EntryParts linkTarget(String path);

        /** The facts of MLSx, their names in small letters. */
        EntryParts facts(Map<String, String> values);

        /** The line they were read from. */
        EntryParts raw(String line);

        /** The entry. */
        FtpEntry build();
    }
}
