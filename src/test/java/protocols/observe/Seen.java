package protocols.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import protocols.Observer;
import protocols.Transcript;

/** Keeps what an observer is told: each event as a word or two, operations and lines as they are as well. */
final class Seen implements Observer {

    final List<String> events = new CopyOnWriteArrayList<>();
    final List<Finished> finished = new CopyOnWriteArrayList<>();
    final List<Connected> connected = new CopyOnWriteArrayList<>();
    final List<Moved> moved = new CopyOnWriteArrayList<>();
    final List<Transcript.Entry> lines = new CopyOnWriteArrayList<>();

    @Override
    public void line(Transcript.Entry entry) {
        lines.add(entry);
    }

    @Override
    public void connected(Connected connection) {
        connected.add(connection);
        events.add("connected " + connection.channel());
    }

    @Override
    public void secured(Transcript.Secured tls) {
        events.add("secured " + tls.channel());
    }

    @Override
    public void moved(Moved transfer) {
        moved.add(transfer);
        if (transfer.progress().isDone()) {
            events.add("moved " + transfer.what() + " " + transfer.progress().bytes());
        }
    }

    @Override
    public void finished(Finished operation) {
        finished.add(operation);
        events.add(operation.what() + " " + operation.outcome());
    }

    @Override
    public void closed(Transcript.Closed end) {
        events.add("closed " + end.channel() + " " + end.by());
    }

    /** How the operations of this name ended. */
    List<String> outcomes(String what) {
        List<String> outcomes = new ArrayList<>();
        finished.stream().filter(one -> one.what().equals(what)).forEach(one -> outcomes.add(one.outcome()));
        return outcomes;
    }
}
