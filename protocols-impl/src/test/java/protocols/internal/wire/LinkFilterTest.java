package protocols.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Client;
import protocols.Protocol;
import protocols.net.Deadline;
import protocols.net.Wire;
import protocols.spi.CoreFriend;
import protocols.spi.Settings;

/** A filter that begins at a byte the peer names, as COMPRESS does (RFC 4978): what came in the same packet is its. */
class LinkFilterTest {

    private static final Duration LONG = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 9, 100})
    void getsTheBytesThatCameWithTheGoAhead(int piece) throws Exception {
        Link link = open(new SaidWire("go! swordfish".getBytes(US_ASCII), piece));
        link.operation("read", LONG, () -> {
            while (link.in().available() < 4) {
                link.in().fill();
            }
            link.in().consume(4);
            link.filter(Shouting::new);
            StringBuilder heard = new StringBuilder();
            byte[] some = new byte[4];
            for (int n = link.in().read(some, 0, 4); n >= 0; n = link.in().read(some, 0, 4)) {
                heard.append(new String(some, 0, n, US_ASCII));
            }
            assertThat(heard).hasToString("SWORDFISH");
            return true;
        });
    }

    private static Link open(Wire wire) throws IOException {
        Settings settings = CoreFriend.get().settings(new Over(wire));
        return Opening.open(settings, new Recorder(settings), settings.endpoint(), Deadline.after("timeout", LONG));
    }

    private static final class Over extends Client<Over> {
        Over(Wire wire) {
            super(new Over(Settings.of(Protocol.TELNET, "localhost"))
                    .via((endpoint, deadline) -> wire)
                    .settings());
        }

        private Over(Settings settings) {
            super(settings);
        }

        @Override
        protected Over with(Settings settings) {
            return new Over(settings);
        }
    }

    /** Makes capitals of all that is read through it. */
    private static final class Shouting extends WireOver {

        Shouting(Wire wire) {
            super(wire);
        }

        @Override
        public int read(ByteBuffer into, Deadline deadline) throws IOException {
            int from = into.position();
            int n = super.read(into, deadline);
            for (int i = from; i < into.position(); i++) {
                into.put(i, (byte) Character.toUpperCase(into.get(i)));
            }
            return n;
        }
    }
}
