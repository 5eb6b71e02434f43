package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.peers.MessageServer;

/** What a server does between two queries on a kept connection (RFC 7766 section 6.2): the next one is asked on another. */
@Timeout(30)
class BetweenQueriesTest {

    private static final Name FIRST = Name.of("one.example");
    private static final Name SECOND = Name.of("two.example");

    /** What happens while nothing is asked. */
    enum Gap {
        THE_SAME_ANSWER_AGAIN {
            @Override
            void on(MessageServer.Connection connection, Message query) throws IOException {
                connection.say(answer(query, FIRST, "192.0.2.1"));
            }
        },
        AN_ANSWER_TO_WHAT_WILL_BE_ASKED {
            @Override
            void on(MessageServer.Connection connection, Message query) throws IOException {
                connection.say(Message.query(SECOND, RecordType.A)
                        .build()
                        .reply()
                        .answer(DnsRecord.parse(SECOND + " 60 IN A 192.0.2.66"))
                        .encode());
            }
        },
        GARBAGE {
            @Override
            void on(MessageServer.Connection connection, Message query) throws IOException {
                connection.say(new byte[] {1, 2, 3});
            }
        },
        HALF_A_MESSAGE {
            @Override
            void on(MessageServer.Connection connection, Message query) throws IOException {
                connection.sayRaw(new byte[] {0, 40, 7});
            }
        },
        AN_END {
            @Override
            void on(MessageServer.Connection connection, Message query) throws IOException {
                connection.close();
            }
        },
        A_RESET {
            @Override
            void on(MessageServer.Connection connection, Message query) throws IOException {
                connection.reset();
            }
        };

        abstract void on(MessageServer.Connection connection, Message query) throws IOException;
    }

    private static byte[] answer(Message query, Name name, String address) {
        return query.reply()
                .answer(DnsRecord.parse(name + " 60 IN A " + address))
                .encode();
    }

    private static void meet(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNextQueryIsAnsweredOnAnotherConnection(Gap gap) throws IOException {
        CyclicBarrier barrier = new CyclicBarrier(2);
        AtomicBoolean wasted = new AtomicBoolean();
        try (MessageServer server = new MessageServer(connection -> {
                    Message query = Message.decode(connection.next().orElseThrow());
                    if (connection.number() == 1) {
                        connection.say(answer(query, FIRST, "192.0.2.1"));
                        meet(barrier);
                        gap.on(connection, query);
                        meet(barrier);
                        wasted.set(connection.next().isPresent());
                    } else {
                        connection.say(answer(query, SECOND, "192.0.2.2"));
                        connection.next();
                    }
                });
                DnsSession session = Dns.at("127.0.0.1")
                        .port(server.port())
                        .overTcp()
                        .timeout(Duration.ofSeconds(10))
                        .connect()) {
            assertThat(address(session, FIRST)).isEqualTo("192.0.2.1");
            meet(barrier);
            meet(barrier);
            assertThat(address(session, SECOND)).isEqualTo("192.0.2.2");
            assertThat(server.connections()).isEqualTo(2);
            assertThat(wasted).isFalse();
        }
    }

    private static String address(DnsSession session, Name name) throws IOException {
        return session.lookup(name, RecordType.A)
                .data(Rdata.A.class)
                .get(0)
                .address()
                .getHostAddress();
    }
}
