package protocols.internal.ftp;

import java.util.ArrayList;
import java.util.List;
import protocols.Capabilities;
import protocols.Reply;

/**
 * What a server offers beyond RFC 959, and what follows from it.
 *
 * @param offered the lines of its answer to FEAT (RFC 2389 section 3)
 */
record Features(Capabilities offered) {

    /**
     * The features in a reply to FEAT: one on each line between the first and the last. A reply of a single line, and
     * a no, offers nothing.
     */
    static Features of(Reply reply) {
        List<String> lines = reply.lines();
        if (reply.code() / 100 != 2 || lines.size() < 3) {
            return new Features(Capabilities.NONE);
        }
        List<String> found = new ArrayList<>();
        for (String line : lines.subList(1, lines.size() - 1)) {
            // Some servers repeat the code on each line, which RFC 2389 section 3.2 does not ask for.
            String feature = (line.startsWith(reply.status() + "-") ? line.substring(4) : line).strip();
            if (!feature.isEmpty()) {
                found.add(feature);
            }
        }
        return new Features(Capabilities.of(found));
    }
}
