package protocols.internal.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.imap.CopyUid;
import protocols.imap.UidSet;
import protocols.spi.ImapFriend;

/** Where one COPY or MOVE put messages, in however many response codes the server says it (RFC 4315 section 3). */
final class CopiedTaker implements Data {

    /** A command has as many messages as its line holds; whoever tells of more than that tells of others. */
    private static final int MOST = 1_000;

    private final UidSet asked;
    private final List<String> arguments = new ArrayList<>();

    CopiedTaker(UidSet asked) {
        this.asked = asked;
    }

    @Override
    public boolean take(Response response) {
        if (response instanceof Response.Status status) {
            Optional<ResponseCode> code = status.code();
            if (code.flatMap(ResponseCode::copyUid).filter(this::isOfThese).isPresent()) {
                keep(code.get().argument());
                return true;
            }
        }
        return false;
    }

    /** What is said untagged and in the answer again is one. */
    private void keep(String argument) {
        if (arguments.size() < MOST && !arguments.contains(argument)) {
            arguments.add(argument);
        }
    }

    /** Which messages an open set has, only the server knows. */
    private boolean isOfThese(CopyUid told) {
        return asked.isOpen() || asked.union(told.source()).equals(asked);
    }

    /** All pairs of one UIDVALIDITY, in the order of the server. */
    Optional<CopyUid> all() {
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        String[] first = arguments.get(0).split(" ", 3);
        StringBuilder from = new StringBuilder(first[1]);
        StringBuilder to = new StringBuilder(first[2]);
        for (String argument : arguments.subList(1, arguments.size())) {
            String[] more = argument.split(" ", 3);
            if (more[0].equals(first[0])) {
                from.append(',').append(more[1]);
                to.append(',').append(more[2]);
            }
        }
        return Optional.of(ImapFriend.get().copyUid(first[0] + " " + from + " " + to));
    }
}
