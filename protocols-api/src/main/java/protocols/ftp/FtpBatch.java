package protocols.ftp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import protocols.WireException;

/**
 * What became of several transfers: one that the server refuses does not keep the others from happening.
 *
 * @param done the transfers that were confirmed, by name, in their order
 * @param failed why the others were not made, by name: {@link WireException.Refused} by the server, or
 *     {@link WireException.Insecure} for a name that cannot be a local file's
 */
public record FtpBatch(Map<String, FtpTransfer> done, Map<String, WireException> failed) {

    public FtpBatch {
        done = Collections.unmodifiableMap(new LinkedHashMap<>(done));
        failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
    }

    /** Whether nothing failed. */
    public boolean isComplete() {
        return failed.isEmpty();
    }
}
