package protocols.internal.ftp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import protocols.Batch;
import protocols.Reply;
import protocols.WireException;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpTime;
import protocols.internal.line.Command;
import protocols.internal.reply.Conversation;
import protocols.internal.reply.Exchange;
import protocols.internal.wire.Outgoing;

/** The same for each of many paths, without waiting for each answer where that is safe. */
final class ManyPaths {

    private static final int WINDOW = 64;

    private static final int NONE = -1;

    /** What a server says that did not read a command as it was written; or whose user has written it so. */
    private static final Set<String> GARBLED = Set.of("500", "501", "503");

    /** What says nothing of the path that was asked about. */
    private static final Set<String> OF_NO_PATH = Set.of("500", "501", "502", "504");

    /** What is sent for a path, the last of which does what is asked for. */
    private interface Question {
        List<Command> of(String path);
    }

    /** What an answer that says yes comes to. */
    interface Value<V> {
        V of(String path, Reply reply) throws WireException;
    }

    private final Control control;

    ManyPaths(Control control) {
        this.control = control;
    }

    Batch<String, Reply> delete(Iterable<String> paths) throws WireException {
        return ask("DELE", paths, (path, reply) -> reply);
    }

    Batch<String, String> make(Iterable<String> paths) throws WireException {
        return ask("MKD", paths, (path, reply) -> FactReplies.created(reply).orElse(path));
    }

    Batch<String, FtpTime> times(Iterable<String> paths) throws WireException {
        return ask("MDTM", paths, (path, reply) -> FactReplies.modified(reply));
    }

    Batch<String, Long> sizes(Iterable<String> paths) throws WireException {
        Fates<Long> fates = new Fates<>(control, paths, path -> Control.command("SIZE", path));
        control.requireIdle();
        return fates.over(() -> {
            if (!fates.isEmpty()) {
                setBinary();
            }
            new Asked<>(fates, of("SIZE"), (path, reply) -> FactReplies.size(reply)).run();
        });
    }

    Batch<String, Reply> modes(Iterable<String> paths, String octal) throws WireException {
        Attributes.requireMode(octal);
        Fates<Reply> fates = new Fates<>(control, paths, path -> Control.command("SITE CHMOD", path));
        return ask(fates, path -> List.of(Attributes.ofPath("SITE CHMOD " + octal, path)), (path, reply) -> reply);
    }

    Batch<String, Reply> rename(Map<String, String> names) throws WireException {
        Map<String, String> all = new LinkedHashMap<>(names);
        all.values().forEach(to -> Control.command("RNTO", to));
        Fates<Reply> fates = new Fates<>(control, all.keySet(), from -> Control.command("RNFR", from));
        return ask(
                fates,
                from -> List.of(Control.command("RNFR", from), Control.command("RNTO", all.getOrDefault(from, ""))),
                (path, reply) -> reply);
    }

    /** What MLST says; what it says nothing of is left open. */
    void facts(Fates<FtpEntry> fates, Value<FtpEntry> entry) throws WireException {
        new Asked<>(fates, of("MLST"), entry).run();
        for (int i = 0; i < fates.size(); i++) {
            if (fates.status(i)
                    .filter(no -> no.isEmpty() || OF_NO_PATH.contains(no))
                    .isPresent()) {
                fates.forget(i);
            }
        }
    }

    private <V> Batch<String, V> ask(String verb, Iterable<String> paths, Value<V> value) throws WireException {
        return ask(new Fates<>(control, paths, path -> Control.command(verb, path)), of(verb), value);
    }

    private static Question of(String verb) {
        return path -> List.of(Control.command(verb, path));
    }

    private <V> Batch<String, V> ask(Fates<V> fates, Question question, Value<V> value) throws WireException {
        control.requireIdle();
        return fates.over(new Asked<>(fates, question, value)::run);
    }

    private void setBinary() throws WireException {
        control.conversation().operation("TYPE", () -> {
            Flight flight = control.flight();
            control.setType(false, flight);
            flight.land();
            return true;
        });
    }

    /**
     * A command that is sent.
     *
     * @param index its path's place in the batch
     * @param isLast whether its answer is the fate of that
     */
    private record Step(int index, Command command, boolean isLast) {
        String doing() {
            return command.doing();
        }
    }

    /** @param begin where it begins in what this side says, in bytes */
    private record Sent(Step step, long begin) {}

    /**
     * A batch on its way: commands are made when they are sent, and their answers come in the same order. The second of
     * two follows on the yes to the first, but where the server is known to refuse it otherwise.
     */
    private final class Asked<V> implements Iterator<Command>, Conversation.Answers {

        private final Fates<V> fates;
        private final Question question;
        private final Value<V> value;
        private final Deque<Integer> untried = new ArrayDeque<>();
        private final Deque<Step> ready = new ArrayDeque<>();
        private final Deque<Sent> sent = new ArrayDeque<>();
        private final boolean isFree = control.software().refusesStrayRnto();
        private boolean isChained;
        /** Whose first command was agreed to. */
        private int agreed = NONE;
        /** Whose answer came before another that was due with it. */
        private int last = NONE;

        Asked(Fates<V> fates, Question question, Value<V> value) {
            this.fates = fates;
            this.question = question;
            this.value = value;
        }

        void run() throws WireException {
            boolean together = control.mayPipeline();
            try {
                run(IntStream.range(0, fates.size()), together ? WINDOW : 1);
            } catch (WireException.TimedOut e) {
                if (together && fates.isKnown(0)) {
                    control.stopPipelining();
                }
                if (together) {
                    doubt();
                }
                throw e;
            }
            if (together) {
                runGarbled();
            }
        }

        /** An answer is missing, and it is perhaps not the last one of those that are due together. */
        private void doubt() {
            if (!isChained && !hasNext()) {
                fates.doubt();
            } else if (isChained && last != NONE && fates.status(last).isPresent()) {
                fates.forget(last);
            }
        }

        /** Some servers lose their way in a packet of several commands, and do each of them alone. */
        private void runGarbled() throws WireException {
            int[] garbled =
                    IntStream.range(0, fates.size()).filter(this::isGarbled).toArray();
            if (garbled.length == 0 || garbled.length == fates.size()) {
                return;
            }
            run(IntStream.of(garbled[0]), 1);
            if (!isGarbled(garbled[0])) {
                control.stopPipelining();
                run(IntStream.of(garbled).skip(1), 1);
            }
        }

        private boolean isGarbled(int index) {
            return fates.status(index).filter(GARBLED::contains).isPresent();
        }

        private void run(IntStream indices, int window) throws WireException {
            indices.forEach(index -> {
                fates.forget(index);
                untried.add(index);
            });
            try {
                if (!untried.isEmpty()) {
                    control.conversation().pipeline(this, window, this);
                }
            } finally {
                sent.stream()
                        .filter(one -> one.step().isLast() && one.begin() < out().sent())
                        .forEach(one -> fates.asked(one.step().index()));
            }
        }

        private Outgoing out() {
            return control.link().out();
        }

        @Override
        public boolean hasNext() {
            // Where the first of two commands was refused in time, the second is not sent.
            ready.removeIf(step -> fates.isKnown(step.index()));
            return ready.isEmpty()
                    ? !untried.isEmpty()
                    : isFree || agreed == ready.element().index();
        }

        @Override
        public Command next() {
            if (ready.isEmpty()) {
                int index = untried.remove();
                List<Command> commands = question.of(fates.path(index));
                for (int i = 1; i <= commands.size(); i++) {
                    ready.add(new Step(index, commands.get(i - 1), i == commands.size()));
                }
                isChained = !isFree && commands.size() > 1;
                agreed = NONE;
            }
            Step step = ready.remove();
            sent.add(new Sent(step, out().written()));
            return step.command();
        }

        @Override
        public void answer(int place, Exchange answer) throws WireException {
            Step step = sent.remove().step();
            if (step.isLast()) {
                fates.asked(step.index());
            }
            last = isChained && step.isLast() && !sent.isEmpty() ? step.index() : NONE;
            Reply reply = answer.reply();
            boolean refused = Exchange.isRefusal(reply);
            boolean known = fates.isKnown(step.index());
            if (known ? !refused : answer.is("1")) {
                fates.forget(step.index());
                throw noAnswer(answer);
            }
            if (!known && !step.isLast() && answer.is("3") && !answer.is("331", "332")) {
                agreed = step.index();
            } else if (!known) {
                fate(step, answer);
            }
            if (answer.is("421")) {
                throw new WireException.Refused(reply);
            }
        }

        private void fate(Step step, Exchange answer) {
            int index = step.index();
            Reply reply = answer.reply();
            try {
                if (!answer.is("2") || Attributes.isSuperfluous(reply)) {
                    throw Exchange.isRefusal(reply) || answer.is("2")
                            ? new WireException.Refused(reply)
                            : noAnswer(answer);
                }
                fates.done(index, value.of(fates.path(index), reply));
            } catch (WireException e) {
                fates.refused(index, e, step.doing());
            }
        }

        private static WireException noAnswer(Exchange answer) {
            return new WireException.Malformed(
                    "no answer to " + answer.verb(), answer.reply().toString());
        }
    }
}
