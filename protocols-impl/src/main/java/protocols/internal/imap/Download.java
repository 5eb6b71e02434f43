package protocols.internal.imap;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.Reply;
import protocols.Sink;
import protocols.Transfer;
import protocols.WireException;
import protocols.imap.FetchedMessage;
import protocols.imap.Section;
import protocols.imap.UnreadableResponse;
import protocols.spi.CoreFriend;
import protocols.spi.Delivery;

/**
 * A whole message on its way into a sink. What comes before its UID is held aside; what is too long for that goes into the
 * sink, where it counts only once the UID is the right one.
 */
final class Download implements SectionTaker, Aside.Overflow, Closeable {

    private static final String RULE = "the UID of the message that is downloaded";

    private final long began = System.nanoTime();
    private final Sink sink;
    private Optional<Delivery> delivery = Optional.empty();
    private Optional<WireException> fault = Optional.empty();
    private long bytes;

    Download(Sink sink) {
        this.sink = sink;
    }

    /** A message that comes twice was asked for once. */
    @Override
    public void take(Section section) throws IOException {
        if (delivery.isEmpty() && section.name().isEmpty()) {
            Delivery begun = CoreFriend.get().open(sink, OptionalLong.of(section.size()));
            delivery = Optional.of(begun);
            bytes = section.bytes().transferTo(begun.out());
        }
    }

    @Override
    public void begin(Section section) throws IOException {
        if (delivery.isEmpty() && section.name().isEmpty()) {
            take(section);
            fault = Optional.of(new WireException.Malformed(RULE, "none, after " + bytes + " bytes"));
        }
    }

    @Override
    public void end(FetchedMessage message, boolean wanted) {
        fault = wanted
                ? Optional.empty()
                : Optional.of(new WireException.Malformed(
                        RULE, message + ", after " + bytes + " bytes that the sink has of it"));
    }

    /**
     * What was told of the message beside its bytes.
     *
     * @return false if it cannot be read whose it is, and the bytes are all here
     */
    boolean told(FetchedMessage message) {
        boolean ours = delivery.isEmpty() || message.uid().isPresent();
        if (ours && fault.isEmpty()) {
            fault = message.unreadable().map(UnreadableResponse::why).or(() -> missing(message));
        }
        return ours;
    }

    private Optional<WireException> missing(FetchedMessage message) {
        return delivery.isPresent()
                ? Optional.empty()
                : Optional.of(new WireException.Malformed("the bytes of a message", "none of " + message));
    }

    /** Why the bytes are not those of the message; empty if they are, or if there are none. */
    Optional<WireException> fault() {
        return fault;
    }

    /** The server has said that this was all. */
    Optional<Transfer> finish(Reply reply) throws IOException {
        if (delivery.isEmpty()) {
            return Optional.empty();
        }
        delivery.get().commit();
        return Optional.of(Transfer.of(bytes, Duration.ofNanos(System.nanoTime() - began), reply));
    }

    @Override
    public void close() {
        delivery.ifPresent(Delivery::close);
    }
}
