package protocols.internal.telnet;

import java.util.Optional;
import protocols.Receiver;
import protocols.WireException;
import protocols.internal.wire.Lent;
import protocols.telnet.Match;

/** Waits for what a {@link Search} finds, and may hand on what surely stands before it. */
final class PatientSearch implements TextWait.Wanted<Match> {

    private final ExpectBuffer text;
    private final Search search;
    private final Optional<Receiver<String>> passing;

    PatientSearch(ExpectBuffer text, Search search, Optional<Receiver<String>> passing) {
        this.text = text;
        this.search = search;
        this.passing = passing;
    }

    @Override
    public Optional<Match> poll() throws WireException {
        Optional<Match> found = search.poll();
        if (found.isEmpty() && passing.isPresent()) {
            pass(passing.get());
        }
        return found;
    }

    private void pass(Receiver<String> receiver) {
        UnreadText unread = text.unread();
        int count = search.settled();
        if (count > 0 && Character.isHighSurrogate(unread.charAt(count - 1))) {
            count--;
        }
        if (count > 0) {
            String piece = unread.text(0, count);
            Lent.run(() -> receiver.take(piece));
            text.pass(count);
            search.shift(count);
        }
    }

    @Override
    public long silence() {
        return search.pause();
    }

    @Override
    public Optional<Match> silent(boolean isOver) throws WireException {
        return search.pause() < 0 ? Optional.empty() : search.pollThoroughly();
    }

    @Override
    public String describe() {
        return search.describe();
    }
}
