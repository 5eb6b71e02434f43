package protocols;

import java.lang.System.Logger.Level;

/** Writes each event to a logger, in one line. */
record Logging(System.Logger logger) implements Observer {

    /** What has an event of its own is not logged twice. */
    @Override
    public void line(Transcript.Entry entry) {
        boolean told = entry instanceof Transcript.Opened
                || entry instanceof Transcript.Secured
                || entry instanceof Transcript.Closed;
        if (!told && logger.isLoggable(Level.DEBUG)) {
            logger.log(Level.DEBUG, entry.line());
        }
    }

    @Override
    public void connected(Connected connection) {
        log(Level.INFO, connection);
    }

    @Override
    public void secured(Transcript.Secured tls) {
        if (logger.isLoggable(Level.INFO)) {
            logger.log(Level.INFO, tls.line());
        }
    }

    @Override
    public void moved(Moved transfer) {
        log(Level.DEBUG, transfer);
    }

    @Override
    public void finished(Finished operation) {
        log(operation.failure().isPresent() ? Level.WARNING : Level.INFO, operation);
    }

    @Override
    public void closed(Transcript.Closed end) {
        if (logger.isLoggable(Level.INFO)) {
            logger.log(Level.INFO, end.line());
        }
    }

    private void log(Level level, Object event) {
        if (logger.isLoggable(level)) {
            logger.log(level, event.toString());
        }
    }
}
