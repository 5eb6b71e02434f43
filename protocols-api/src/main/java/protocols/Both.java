package protocols;

import java.util.function.Consumer;

/** Two observers, one after the other. */
record Both(Observer first, Observer second) implements Observer {

    @Override
    public void line(Transcript.Entry entry) {
        tell(observer -> observer.line(entry));
    }

    @Override
    public void connected(Connected connection) {
        tell(observer -> observer.connected(connection));
    }

    @Override
    public void secured(Transcript.Secured tls) {
        tell(observer -> observer.secured(tls));
    }

    @Override
    public void moved(Moved transfer) {
        tell(observer -> observer.moved(transfer));
    }

    @Override
    public void finished(Finished operation) {
        tell(observer -> observer.finished(operation));
    }

    @Override
    public void closed(Transcript.Closed end) {
        tell(observer -> observer.closed(end));
    }

    private void tell(Consumer<Observer> what) {
        try {
            what.accept(first);
        } finally {
            what.accept(second);
        }
    }
}
