package protocols.ftp;

import java.util.List;
import java.util.Optional;

/**
 * A directory as a server listed it. Every line that was sent is in one of the three lists, in the order it came, so
 * that an empty directory and a listing that could not be read are told apart.
 *
 * @param entries the files and directories, {@code .} and {@code ..} included where the server sent them
 * @param notes lines that are known not to be entries: {@code total 12}, blank lines
 * @param unparsed lines that no known format explains, as they were sent (not escaped)
 */
public record FtpListing(List<FtpEntry> entries, List<String> notes, List<String> unparsed) {

    public FtpListing {
        entries = List.copyOf(entries);
        notes = List.copyOf(notes);
        unparsed = List.copyOf(unparsed);
    }

    /** The entries without the directory itself and its parent. */
    public List<FtpEntry> children() {
        return entries.stream().filter(entry -> !entry.isSelfOrParent()).toList();
    }

    /** The entry of exactly that name. */
    public Optional<FtpEntry> named(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** Whether every line was understood. */
    public boolean isComplete() {
        return unparsed.isEmpty();
    }
}
