package protocols.internal.dns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import protocols.WireException;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.TsigKey;
import protocols.dns.TsigRefused;

/** Signatures as another program computed them: hmac and struct of Python, by RFC 8945 section 4.3 and 5.3. */
class TsigTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final long NOON = 1_767_225_600;

    /** A query for the address of www.Example.org, with the id 0x1234. */
    private static final String QUERY = "12340100000100000000000003777777074578616d706c65036f72670000010001";

    private static final String SIGNATURES =
            """
            hmac-sha1 04626f7468036b65790000fa00ff00000000002f09686d61632d736861310000006955b900012c001403e330590e30d1db9767da7b6481abfc0321cba3123400000000
            hmac-sha224 04626f7468036b65790000fa00ff0000000000390b686d61632d7368613232340000006955b900012c001c628944c8acef4b329b9b3e3ad4ecfee53afdbd95ba695ad490885b4f123400000000
            hmac-sha256 04626f7468036b65790000fa00ff00000000003d0b686d61632d7368613235360000006955b900012c0020f30af6e8a9b714516b4905fd34bb6098160d8c477290aade80ff8937fce5ccbe123400000000
            hmac-sha384 04626f7468036b65790000fa00ff00000000004d0b686d61632d7368613338340000006955b900012c00304d335fa96bd4d5612a89d4354deab0b80fe242f505e810204bf420cdc9622a252281463ddc63501e2138a2af27ee1289123400000000
            hmac-sha512 04626f7468036b65790000fa00ff00000000005d0b686d61632d7368613531320000006955b900012c0040ef8b7e14dd2205dd930822b3c8deab99653dc62b59f67410a91993b86247892a6ffe41a077289e0e8b798bc6109f45d7ef3ca26b030da82f7e079490b30d3d2e123400000000
            """;

    private static final String REPLY =
            "12348180000100010000000103777777074578616d706c65036f72670000010001c00c000100010000012c0004c000020104626f7468036b65790000fa00ff00000000003d0b686d61632d7368613235360000006955b902012c0020946f042ab84253100d57b8caf48032e0382c1739a04c263962efe759e39fb92d123400000000";

    /** As above, with 16 octets of the MAC. */
    private static final String CUT =
            "12348180000100010000000103777777074578616d706c65036f72670000010001c00c000100010000012c0004c000020104626f7468036b65790000fa00ff00000000002d0b686d61632d7368613235360000006955b902012c0010946f042ab84253100d57b8caf48032e0123400000000";

    /** Not signed: the next message of a stream. */
    private static final String SECOND =
            "12348180000100010000000003777777074578616d706c65036f72670000010001c00c000100010000012c0004c0000202";

    /** Signs the one before as well. */
    private static final String THIRD =
            "12348180000100010000000103777777074578616d706c65036f72670000010001c00c000100010000012c0004c000020304626f7468036b65790000fa00ff00000000003d0b686d61632d7368613235360000006955b903012c0020e1139be3d7e66c3af1490c87a1f00d966db920a402e633f01caff1a552b5e65c123400000000";

    /** The clock of the server is 1000 seconds ahead. */
    private static final String BADTIME =
            "12348189000100000000000103777777074578616d706c65036f7267000001000104626f7468036b65790000fa00ff0000000000430b686d61632d7368613235360000006955b900012c002068d0f2b89731f239c856a9c2069a247efb3e87f3fd22beab48c443f9ed5495a812340012000600006955bce8";

    private static final String BADKEY =
            "12348189000100000000000103777777074578616d706c65036f7267000001000104626f7468036b65790000fa00ff00000000001d0b686d61632d7368613235360000006955b900012c0000123400110000";

    private static TsigKey key(TsigKey.Algorithm algorithm) {
        return TsigKey.of(Name.of("Both.Key"), algorithm, "a secret of both sides".getBytes(UTF_8));
    }

    /** Has signed the query. */
    private static Tsig asked(TsigKey key, long now) {
        Tsig tsig = new Tsig(key, new Tsig.Clock() {
            private boolean signed;

            @Override
            public long seconds() {
                // Only what is looked at comes at another time.
                boolean first = !signed;
                signed = true;
                return first ? NOON : now;
            }
        });
        tsig.sign(HEX.parseHex(QUERY));
        return tsig;
    }

    private static Tsig asked() {
        return asked(key(TsigKey.Algorithm.HMAC_SHA256), NOON);
    }

    private static Message message(String hex) throws Exception {
        return Message.decode(HEX.parseHex(hex));
    }

    @Test
    void aQueryIsSignedWithEachAlgorithm() {
        SIGNATURES.lines().forEach(line -> {
            String[] one = line.split(" ");
            TsigKey key = key(TsigKey.Algorithm.valueOf(
                    one[0].toUpperCase(java.util.Locale.ROOT).replace('-', '_')));
            byte[] signed = new Tsig(key, () -> NOON).sign(HEX.parseHex(QUERY));
            StringBuilder expected = new StringBuilder(QUERY + one[1]);
            // One additional record more.
            assertThat(HEX.formatHex(signed))
                    .isEqualTo(expected.replace(20, 24, "0001").toString());
        });
    }

    @Test
    void aReplyAndWhatFollowsInAStreamAreBelieved() throws Exception {
        Tsig tsig = asked();
        assertThat(tsig.take(message(REPLY))).isTrue();
        assertThat(tsig.take(message(SECOND))).isFalse();
        assertThat(tsig.take(message(THIRD))).isTrue();
    }

    @Test
    void whatIsLeftOutOrChangedInTheMiddleIsFoundOut() throws Exception {
        Tsig left = asked();
        left.take(message(REPLY));
        assertThatThrownBy(() -> left.take(message(THIRD))).isInstanceOf(WireException.Insecure.class);
        Tsig changed = asked();
        changed.take(message(REPLY));
        changed.take(message(SECOND.replace("c0000202", "c0000209")));
        assertThatThrownBy(() -> changed.take(message(THIRD))).isInstanceOf(WireException.Insecure.class);
    }

    @Test
    void noBitOfAReplyCanBeTurned() throws Exception {
        byte[] reply = HEX.parseHex(REPLY);
        int signature = HEX.parseHex(REPLY.substring(0, REPLY.indexOf("04626f7468"))).length;
        int data = reply.length - 61 + 13;
        for (int at = 2; at < reply.length; at++) {
            boolean names = at >= signature && at < data;
            for (int bit = 0; bit < (names ? 0 : 8); bit++) {
                byte[] turned = reply.clone();
                turned[at] ^= (byte) (1 << bit);
                Optional<Message> message = decode(turned);
                if (message.isPresent()) {
                    assertThatThrownBy(() -> asked().take(message.get()))
                            .as("bit " + bit + " of byte " + at)
                            .isInstanceOf(WireException.class);
                }
            }
        }
        assertThat(asked().take(Message.decode(reply))).isTrue();
    }

    private static Optional<Message> decode(byte[] bytes) {
        try {
            return Optional.of(Message.decode(bytes));
        } catch (WireException.Malformed e) {
            // What is no message is believed even less.
            return Optional.empty();
        }
    }

    @Test
    void aReplyToAnotherMessageIsNotBelieved() throws Exception {
        Tsig other = new Tsig(key(TsigKey.Algorithm.HMAC_SHA256), () -> NOON + 1);
        other.sign(HEX.parseHex(QUERY));
        assertThatThrownBy(() -> other.take(message(REPLY)))
                .isInstanceOf(WireException.Insecure.class)
                .hasMessageContaining("not of the answer to this message");
    }

    @Test
    void aMacIsAsLongAsTheKeySays() throws Exception {
        assertThatThrownBy(() -> asked().take(message(CUT))).isInstanceOf(WireException.Insecure.class);
        TsigKey key = key(TsigKey.Algorithm.HMAC_SHA256);
        // The request has its whole MAC in what was computed, so that only what is taken is shorter here.
        assertThatThrownBy(() -> asked(key.macLength(17), NOON).take(message(CUT)))
                .isInstanceOf(WireException.Insecure.class);
        assertThatThrownBy(() -> key.macLength(15)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> key.macLength(33)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> key(TsigKey.Algorithm.HMAC_SHA1).macLength(9))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTimeMayDifferByTheFudgeAndNoMore() throws Exception {
        assertThat(asked(key(TsigKey.Algorithm.HMAC_SHA256), NOON + 2 - 300).take(message(REPLY)))
                .isTrue();
        assertThat(asked(key(TsigKey.Algorithm.HMAC_SHA256), NOON + 2 + 300).take(message(REPLY)))
                .isTrue();
        assertThatThrownBy(() -> asked(key(TsigKey.Algorithm.HMAC_SHA256), NOON + 2 + 301)
                        .take(message(REPLY)))
                .isInstanceOf(WireException.Insecure.class)
                .hasMessageContaining("the clock of the server is 301 s behind ours");
        assertThatThrownBy(() -> asked(key(TsigKey.Algorithm.HMAC_SHA256), NOON + 2 - 301)
                        .take(message(REPLY)))
                .hasMessageContaining("301 s ahead of ours");
    }

    @Test
    void aServerWithAnotherTimeSaysByHowMuch() throws Exception {
        assertThatThrownBy(() -> asked().take(message(BADTIME)))
                .isInstanceOfSatisfying(TsigRefused.class, refused -> {
                    assertThat(refused.code()).isEqualTo(TsigRefused.Code.BADTIME);
                    assertThat(refused.isSigned()).isTrue();
                    assertThat(refused.clockAhead()).contains(Duration.ofSeconds(1000));
                })
                .hasMessageContaining(
                        "NOTAUTH BADTIME: the clock of the server is 1000 s ahead of ours, and 300 s are allowed");
    }

    @Test
    void anErrorThatIsNotSignedIsToldAsSuch() {
        assertThatThrownBy(() -> asked().take(message(BADKEY)))
                .isInstanceOfSatisfying(TsigRefused.class, refused -> {
                    assertThat(refused.code()).isEqualTo(TsigRefused.Code.BADKEY);
                    assertThat(refused.isSigned()).isFalse();
                    assertThat(refused.clockAhead()).isEmpty();
                })
                .hasMessageContaining("does not know the key Both.Key. with hmac-sha256, which it has not signed");
        // Without an error it says nothing.
        assertThatThrownBy(() -> asked().take(message(BADKEY.replace("123400110000", "123400000000"))))
                .isInstanceOf(WireException.Insecure.class);
    }

    @Test
    void aSignatureThatIsNotTheLastRecordIsMalformed() {
        String record = REPLY.substring(REPLY.indexOf("04626f7468"));
        String twice = new StringBuilder(REPLY + record).replace(20, 24, "0002").toString();
        assertThatThrownBy(() -> asked().take(message(twice))).isInstanceOf(WireException.Malformed.class);
        assertThatThrownBy(() -> asked().take(message(REPLY + "00"))).isInstanceOf(WireException.Malformed.class);
    }

    @Test
    void oneThatWasNotBelievedDoesNotSpoilTheNext() throws Exception {
        Tsig tsig = asked();
        assertThatThrownBy(() -> tsig.take(message(SECOND))).isInstanceOf(WireException.Insecure.class);
        assertThatThrownBy(() -> tsig.take(message(REPLY.replace("c0000201", "c0000202"))))
                .isInstanceOf(WireException.Insecure.class);
        assertThatThrownBy(() -> tsig.take(message(BADKEY))).isInstanceOf(TsigRefused.class);
        assertThat(tsig.take(message(REPLY))).isTrue();
    }
}
