package protocols.internal.ftp;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import protocols.Batch;
import protocols.Batch.Fate;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Faults;
import protocols.spi.CoreFriend;

/** One command for each of many paths, without waiting for each answer where that is safe. */
final class ManyPaths {

    private static final int WINDOW = 64;

    /** What an answer that says yes comes to. */
    private interface Value<V> {
        V of(Reply reply) throws WireException;
    }

    private final Control control;

    ManyPaths(Control control) {
        this.control = control;
    }

    Batch<String, Reply> delete(Iterable<String> paths) throws WireException {
        return new Asked<>("DELE", paths, reply -> reply).run(false);
    }

    /** Makes directories. */
    Batch<String, Reply> make(Iterable<String> paths) throws WireException {
        return new Asked<>("MKD", paths, reply -> reply).run(false);
    }

    Batch<String, Long> sizes(Iterable<String> paths) throws WireException {
        return new Asked<>("SIZE", paths, FactReplies::size).run(true);
    }

    /** The paths of one batch, and what was answered so far. */
    private final class Asked<V> implements Conversation.Answers {

        private final List<String> paths = new ArrayList<>();
        private final List<Command> commands = new ArrayList<>();
        private final Value<V> value;
        private final List<Fate<String, V>> fates = new ArrayList<>();
        private final List<WireException> refusals = new ArrayList<>();
        private int sent;

        Asked(String verb, Iterable<String> all, Value<V> value) {
            this.value = value;
            for (String path : all) {
                paths.add(path);
                commands.add(Control.command(verb, path));
            }
        }

        Batch<String, V> run(boolean binary) throws WireException {
            control.requireIdle();
            if (paths.isEmpty()) {
                return Batch.empty();
            }
            try {
                if (binary) {
                    setBinary();
                }
                control.conversation().pipeline(counted(), control.mayPipeline() ? WINDOW : 1, this);
            } catch (WireException e) {
                if (control.conversation().isMuddled()) {
                    fates.clear();
                    refusals.clear();
                }
                throw CoreFriend.get().with(e, whole());
            }
            return whole();
        }

        private void setBinary() throws WireException {
            control.conversation().operation("TYPE", () -> {
                Flight flight = control.flight();
                control.setType(false, flight);
                flight.land();
                return true;
            });
        }

        private Iterator<Command> counted() {
            Iterator<Command> all = commands.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return all.hasNext();
                }

                @Override
                public Command next() {
                    sent++;
                    return all.next();
                }
            };
        }

        @Override
        public void answer(int index, Exchange answer) throws WireException {
            Reply reply = answer.reply();
            String path = paths.get(index);
            if (answer.is("2")) {
                accept(path, reply);
            } else if (Exchange.isRefusal(reply)) {
                refuse(path, new WireException.Refused(reply));
            } else {
                refuse(path, new WireException.Malformed("no answer to " + answer.verb(), reply.toString()));
            }
            if (answer.is("421")) {
                throw new WireException.Refused(reply);
            }
        }

        private void accept(String path, Reply reply) {
            try {
                fates.add(Fate.done(path, value.of(reply)));
            } catch (WireException e) {
                refuse(path, e);
            }
        }

        private void refuse(String path, WireException why) {
            WireException shown = control.link().recorder().withoutSecrets(why);
            refusals.add(shown);
            fates.add(Fate.refused(path, shown));
        }

        /** All of it. The refusals share one place, as each copy of the transcript is as long as the session. */
        private Batch<String, V> whole() {
            if (!refusals.isEmpty()) {
                WireException.Where here = control.link().where();
                refusals.forEach(refusal -> Faults.at(refusal, here));
            }
            for (int i = fates.size(); i < paths.size(); i++) {
                fates.add(i < sent ? Fate.unknown(paths.get(i)) : Fate.untried(paths.get(i)));
            }
            return Batch.of(fates);
        }
    }
}
