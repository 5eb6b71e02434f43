package protocols.internal.imap;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** The text of one response as it was sent, for who wants to see it. */
final class ResponseText {

    private final int most;
    private Optional<ByteArrayOutputStream> text = Optional.empty();

    ResponseText(int most) {
        this.most = most;
    }

    /** Whether the text of each response is kept until the next one. */
    void keep(boolean on) {
        text = on ? Optional.of(new ByteArrayOutputStream()) : Optional.empty();
    }

    void clear() {
        text.ifPresent(ByteArrayOutputStream::reset);
    }

    void add(byte[] bytes, int from, int to) {
        if (text.isPresent() && text.get().size() <= most) {
            text.get().write(bytes, from, to - from);
        }
    }

    /** What came so far; of a text that is too long only that it is. */
    byte[] bytes() {
        return text.map(ByteArrayOutputStream::toByteArray).orElse(new byte[0]);
    }
}
