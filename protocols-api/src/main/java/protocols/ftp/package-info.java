/**
 * FTP values: what a server lists, when a file changed, what the server can do, and the names of files.
 *
 * <p>A name is a {@code String} throughout. Bytes that are not UTF-8 survive in it and go back to the server as they
 * came; see {@link protocols.ftp.FtpName}. A name that a server gave never becomes a local path but through
 * {@link protocols.ftp.FtpEntry#resolveUnder}. Which formats of a listing are read stands at
 * {@link protocols.ftp.FtpListing}.
 */
@NullMarked
package protocols.ftp;

import org.jspecify.annotations.NullMarked;
