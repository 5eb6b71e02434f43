package protocols.golden;

import java.time.Duration;
import protocols.net.Connector;

/** One protocol's golden dialogue: a rich session, as a recording in {@code resources/golden} and as the client's side. */
public interface Golden {

    /** The resource without its ending. */
    String name();

    /**
     * Runs the whole session of the dialogue over this connector.
     *
     * @return everything that the client learned; equals the same value each time it succeeds
     */
    Object run(Connector via, Duration timeout) throws Exception;
}
