package protocols.ftp;

import java.util.Map;
import protocols.Batch;
import protocols.Reply;
import protocols.WireException;

/**
 * What a session does for many paths in about one round trip: up to 64 commands are sent without waiting for each answer
 * where that is safe, over TLS or on loopback (see {@link Ftp#withoutPipelining()}). All paths are looked at before anything
 * is sent; a path that is none is an {@link IllegalArgumentException}. Each path has its fate, in the order asked, and that
 * one is refused does not keep the others from being done.
 *
 * <p>Each method throws a {@link WireException} if the line breaks; {@link WireException#batch()} says how far it had come.
 * The timeout is that of each answer. Where all was sent and an answer is missing, it may be any of them: all are unknown.
 */
public interface FtpBatches {

    /** Deletes files (DELE). */
    Batch<String, Reply> deleteAll(Iterable<String> paths) throws WireException;

    /**
     * Makes directories (MKD): {@code "a", "a/b"} in this order.
     *
     * @return the path of each as the server names it, or as it was asked for if the server does not
     */
    Batch<String, String> mkdirAll(Iterable<String> paths) throws WireException;

    /**
     * Renames or moves (RNFR, RNTO), one after the other in the order of the map, in about one round trip a name: RNTO waits
     * for the answer to its own RNFR (RFC 959 section 4.1.3), and only servers that are known by their greeting to refuse it
     * otherwise are sent many of both at once. Of a name whose RNFR is refused, that is the reason.
     *
     * @param names the old name of each, and its new one
     * @return by the old names
     * @throws WireException.Malformed if a server that has refused RNFR says yes to the RNTO after it; the session ends, as
     *     nobody knows what it renamed
     */
    Batch<String, Reply> renameAll(Map<String, String> names) throws WireException;

    /**
     * Sets the access rights of files and directories on a server of a Unix kind (SITE CHMOD).
     *
     * @param mode three or four octal digits: {@code 644}
     * @return 202, which says that it was not done, counts as refused
     */
    Batch<String, Reply> chmodAll(Iterable<String> paths, String mode) throws WireException;

    /** The sizes of files in bytes (SIZE), as {@link FtpSession#size} has it. */
    Batch<String, Long> sizeAll(Iterable<String> paths) throws WireException;

    /** When files changed, in UTC (MDTM). */
    Batch<String, FtpTime> modifiedAll(Iterable<String> paths) throws WireException;

    /**
     * What there is under each path, as {@link FtpSession#entry} has it: by MLST, in one flight. Where the server does not
     * offer MLST, or says nothing of use to it, each goes the way of {@code entry}, one after the other.
     */
    Batch<String, FtpEntry> entryAll(Iterable<String> paths) throws WireException;
}
