package protocols.internal.telnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.internal.telnet.TelnetBytes.Recorder;
import protocols.telnet.TelnetMode;
import protocols.telnet.TelnetOption;
import protocols.telnet.TerminalType;

/** Two filters that talk to each other come to rest and agree, whatever either wants (RFC 1143 section 7). */
class BothEndsTest {

    private static final int FIRST = 100;
    private static final int OPTIONS = 6;
    private static final int WANTS = 20;
    private static final int ROUNDS = 2000;

    private static final class End {
        private final TelnetFilter filter;
        private final Recorder recorder = new Recorder();
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private int delivered;

        End(TelnetMode mode, Random random) {
            OptionPolicy policy = new OptionPolicy(some(random), some(random), list(random), list(random));
            filter = new TelnetFilter(TelnetBytes.setup(mode, TerminalType.DUMB), policy, recorder);
        }

        /** Carries some of what this end has sent over to the other one; false if nothing was under way. */
        boolean carryTo(End other, Random random) throws Exception {
            sent.writeBytes(TelnetBytes.drain(filter));
            byte[] all = sent.toByteArray();
            if (delivered == all.length) {
                return false;
            }
            int to = delivered + 1 + random.nextInt(all.length - delivered);
            other.filter.receive(all, delivered, to);
            delivered = to;
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ACTIVE", "PASSIVE"})
    void settleInABoundedNumberOfMessagesAndAgree(TelnetMode mode) throws Exception {
        Random random = new Random(1143);
        for (int round = 0; round < ROUNDS; round++) {
            End client = new End(mode, random);
            End server = new End(TelnetMode.ACTIVE, random);
            int wants = random.nextInt(WANTS);
            for (int i = 0; i < wants; i++) {
                (random.nextBoolean() ? client : server)
                        .filter.want(
                                random.nextBoolean() ? Side.US : Side.HIM,
                                TelnetOption.of(FIRST + random.nextInt(OPTIONS)),
                                random.nextBoolean());
                carry(client, server, random);
            }
            int left = 1000;
            boolean moved = true;
            while (moved && left-- > 0) {
                moved = client.carryTo(server, random);
                moved |= server.carryTo(client, random);
            }
            assertThat(left).as("steps left in round %d", round).isPositive();
            assertAgreed(round, client, server);
            // Each want and each offer costs at most a request, its answer, and one more of both from the queue.
            assertThat(client.sent.size() + server.sent.size()).isLessThanOrEqualTo(3 * 4 * (wants + 4 * OPTIONS));
        }
    }

    private static void carry(End client, End server, Random random) throws Exception {
        if (random.nextBoolean()) {
            client.carryTo(server, random);
        }
        if (random.nextBoolean()) {
            server.carryTo(client, random);
        }
    }

    private static void assertAgreed(int round, End client, End server) {
        for (int code = FIRST; code < FIRST + OPTIONS; code++) {
            TelnetOption option = TelnetOption.of(code);
            for (Side side : Side.values()) {
                Side mirrored = side == Side.US ? Side.HIM : Side.US;
                assertThat(client.filter.isEnabled(side, option))
                        .as("round %d: %s %s", round, side, option)
                        .isEqualTo(server.filter.isEnabled(mirrored, option));
            }
        }
    }

    private static Set<TelnetOption> some(Random random) {
        Set<TelnetOption> some = new HashSet<>();
        for (int code = FIRST; code < FIRST + OPTIONS; code++) {
            if (random.nextBoolean()) {
                some.add(TelnetOption.of(code));
            }
        }
        return some;
    }

    private static List<TelnetOption> list(Random random) {
        return new ArrayList<>(some(random));
    }
}
