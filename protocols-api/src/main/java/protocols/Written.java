package protocols;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an error holds, in a form that can be shown or serialized, whatever it is. */
final class Written {

    /** As far as a chain of causes is looked at: it may be a ring. */
    private static final int CAUSES = 50;

    private Written() {}

    /** The cause itself, if nothing in its text or in those of its own causes could be taken for more than text. */
    static Throwable safe(Throwable cause) {
        return isSafe(cause) ? cause : copy(cause, CAUSES);
    }

    private static boolean isSafe(Throwable cause) {
        Throwable one = cause;
        for (int i = 0; i < CAUSES && one != null && !(one instanceof WireException); i++) {
            String text = one.toString();
            if (!Text.escaped(text).equals(text)) {
                return false;
            }
            one = one.getCause();
        }
        return true;
    }

    /** What a throwable says, and where it was thrown. */
    private static Throwable copy(Throwable cause, int most) {
        if (cause instanceof WireException) {
            return cause;
        }
        IOException copy = new IOException(Text.printable(cause.toString()));
        copy.setStackTrace(cause.getStackTrace());
        if (most > 1 && cause.getCause() != null) {
            copy.initCause(copy(cause.getCause(), most - 1));
        }
        return copy;
    }

    static void write(Optional<Throwable> cause, ObjectOutputStream out) throws IOException {
        // An error of our own writes itself, and may be met again further on.
        out.writeObject(cause.map(one -> one instanceof WireException || canBeWritten(one) ? one : copy(one, CAUSES))
                .orElse(null));
    }

    static void write(Batch<?, ?> batch, ObjectOutputStream out) throws IOException {
        out.writeInt(batch.size());
        for (Batch.Fate<?, ?> fate : batch) {
            out.writeObject(orText(fate.key()));
            out.writeObject(fate.state());
            out.writeObject(fate.value().<Object>map(Written::orText).orElse(null));
            out.writeObject(fate.why().orElse(null));
        }
    }

    static Batch<?, ?> readBatch(ObjectInputStream in) throws IOException, ClassNotFoundException {
        List<Batch.Fate<Object, Object>> fates = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            fates.add(fate(in));
        }
        return Batch.of(fates);
    }

    private static Batch.Fate<Object, Object> fate(ObjectInputStream in) throws IOException, ClassNotFoundException {
        Object key = in.readObject();
        Batch.State state = (Batch.State) in.readObject();
        Object value = in.readObject();
        WireException why = (WireException) in.readObject();
        return switch (state) {
            case DONE -> Batch.Fate.done(key, value);
            case REFUSED -> Batch.Fate.refused(key, why);
            case UNKNOWN -> Batch.Fate.unknown(key);
            case UNTRIED -> Batch.Fate.untried(key);
        };
    }

    private static Object orText(Object value) {
        return canBeWritten(value) ? value : String.valueOf(value);
    }

    /** Tried, because a list that can be serialized may hold what cannot. */
    private static boolean canBeWritten(Object value) {
        if (!(value instanceof Serializable)) {
            return false;
        }
        try (ObjectOutputStream nowhere = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            nowhere.writeObject(value);
            return true;
        } catch (IOException | RuntimeException no) {
            return false;
        }
    }

    /** The place of an error, as it is serialized: the conversation in its printed form, and the time of each entry. */
    record Place(String peer, String doing, Duration elapsed, long bytes, String[] lines, Duration[] times)
            implements Serializable {

        static Place of(WireException.Where where) {
            List<Transcript.Entry> entries = where.transcript().entries();
            String[] lines = entries.stream().map(Transcript.Entry::line).toArray(String[]::new);
            Duration[] times = entries.stream().map(Transcript.Entry::at).toArray(Duration[]::new);
            return new Place(where.peer(), where.doing(), where.elapsed(), where.bytes(), lines, times);
        }

        private Object readResolve() {
            List<Transcript.Entry> entries = new ArrayList<>();
            for (int i = 0; i < lines.length; i++) {
                entries.add(TranscriptText.moved(TranscriptText.entry(lines[i], i + 1), 0, times[i]));
            }
            return WireException.Where.of(peer, doing, elapsed).bytes(bytes).transcript(new Transcript(entries));
        }
    }
}
