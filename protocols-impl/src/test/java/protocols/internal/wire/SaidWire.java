package protocols.internal.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import protocols.Limits;
import protocols.Protocol;
import protocols.Protocol.Transport;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;
import protocols.spi.Settings;

/** A wire to a peer that has said all already, which arrives in pieces, and then the end; it hears what is written. */
public final class SaidWire implements Wire {

    private final byte[] said;
    private final int piece;
    private final List<byte[]> written = new ArrayList<>();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private int at;

    /**
     * @param piece how many bytes one read gives at most
     */
    public SaidWire(byte[] said, int piece) {
        this.said = said;
        this.piece = piece;
    }

    /** A link of this protocol over such a wire. */
    public static Link link(Protocol protocol, Limits limits, byte[] said, int piece) {
        Settings settings = Settings.of(protocol, "localhost").limits(limits);
        Endpoint endpoint = new Endpoint("localhost", settings.port(), Transport.TCP);
        return Opening.over(new SaidWire(said, piece), settings, new Recorder(settings), endpoint);
    }

    /** The arrays that were written from, as they are now: what was wiped since is gone. */
    public List<byte[]> written() {
        return written;
    }

    /** What was written, as it was then. */
    public byte[] heard() {
        return heard.toByteArray();
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) {
        int some = Math.min(Math.min(piece, into.remaining()), said.length - at);
        into.put(said, at, some);
        at += some;
        return some == 0 ? -1 : some;
    }

    @Override
    public void write(ByteBuffer from, Deadline deadline) {
        written.add(from.array());
        heard.write(from.array(), from.arrayOffset() + from.position(), from.remaining());
        from.position(from.limit());
    }

    @Override
    public boolean await(Deadline deadline) {
        return true;
    }

    @Override
    public String peer() {
        return "";
    }

    @Override
    public String local() {
        return "";
    }

    @Override
    public void close() {}
}
