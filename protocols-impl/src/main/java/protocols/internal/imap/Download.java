package protocols.internal.imap;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.Receiver;
import protocols.Reply;
import protocols.Sink;
import protocols.Transfer;
import protocols.imap.Section;
import protocols.spi.CoreFriend;
import protocols.spi.Delivery;

/** A whole message on its way into a sink. */
final class Download implements Receiver<Section>, Closeable {

    private final long began = System.nanoTime();
    private final Sink sink;
    private Optional<Delivery> delivery = Optional.empty();
    private long bytes;

    Download(Sink sink) {
        this.sink = sink;
    }

    /** A message that comes twice was asked for once. */
    @Override
    public void take(Section section) throws IOException {
        if (delivery.isEmpty()) {
            Delivery begun = CoreFriend.get().open(sink, OptionalLong.of(section.size()));
            delivery = Optional.of(begun);
            bytes = section.bytes().transferTo(begun.out());
        }
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
