package protocols.architecture;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Something of every kind, for the test of the API surface. */
public abstract class Shown<T extends Comparable<T>> extends Hidden implements Closeable {
    public static final int LIMIT = 1;

    static final int UNSEEN = 2;

    protected Shown(int[] numbers) {
        super(numbers);
    }

    public <X extends Exception> X run(List<? extends T> list) throws X, IOException {
        throw new IOException(list.toString());
    }

    @Override
    public void close() {}

    protected abstract void hook();

    Unseen unseen() {
        return new Unseen(UNSEEN);
    }

    public record Point(int x) {}

    record Unseen(int y) {}
}

class Hidden {
    final int count;

    Hidden(int[] numbers) {
        count = numbers.length;
    }

    public Hidden inherited() {
        return this;
    }
}
