package protocols.internal.ftp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.line.Command;

/** One command for each of many paths, without waiting for each answer where that is safe. */
final class Batch {

    private static final int WINDOW = 64;

    private final Control control;

    Batch(Control control) {
        this.control = control;
    }

    Map<String, Reply> of(String verb, List<String> paths) throws WireException {
        List<Command> commands =
                paths.stream().map(path -> Control.command(verb, path)).toList();
        control.requireIdle();
        Map<String, Reply> replies = new LinkedHashMap<>();
        control.conversation()
                .pipeline(
                        commands.iterator(),
                        control.mayPipeline() ? WINDOW : 1,
                        (index, answer) -> replies.put(paths.get(index), answer.reply()));
        return replies;
    }

    Map<String, OptionalLong> sizes(List<String> paths) throws WireException {
        control.requireIdle();
        control.conversation().operation("TYPE", () -> {
            Flight flight = control.flight();
            control.setType(false, flight);
            flight.land();
            return true;
        });
        Map<String, OptionalLong> sizes = new LinkedHashMap<>();
        for (Map.Entry<String, Reply> answer : of("SIZE", paths).entrySet()) {
            Reply reply = answer.getValue();
            sizes.put(
                    answer.getKey(),
                    reply.code() == 213 ? OptionalLong.of(FactReplies.size(reply)) : OptionalLong.empty());
        }
        return sizes;
    }
}
