package protocols.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Credentials;
import protocols.WireException;

/** The examples of RFC 5802 section 5 and RFC 7677 section 3, and what must not be answered. */
class ScramTest {

    private static final Credentials.Password USER = Credentials.password("user", "pencil");
    private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
    private static final String BOTH = NONCE + "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final String SALT = "s=W22ZaJ0SNY7soEsUEjb6gQ==";
    private static final String FINAL = "c=biws,r=" + BOTH + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private static final String PROOF = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    private static Scram scram() {
        return new Scram(ScramHash.SHA_256, ChannelBinding.NONE, USER, NONCE);
    }

    private static String answer(Mechanism mechanism, String challenge) throws WireException {
        return new String(mechanism.respond(challenge.getBytes(UTF_8)), UTF_8);
    }

    /** One that has said its first message. */
    private static Scram begun() throws WireException {
        Scram begun = scram();
        answer(begun, "");
        return begun;
    }

    /** One that has said its proof. */
    private static Scram proven() throws WireException {
        Scram proven = begun();
        answer(proven, "r=" + BOTH + "," + SALT + ",i=4096");
        return proven;
    }

    @Test
    void theExampleOfRfc5802() throws WireException {
        Scram scram = new Scram(ScramHash.SHA_1, ChannelBinding.NONE, USER, "fyko+d2lbbFgONRv9qkxdawL");
        String both = "fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j";

        assertThat(scram.name()).isEqualTo("SCRAM-SHA-1");
        assertThat(answer(scram, "")).isEqualTo("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL");
        assertThat(answer(scram, "r=" + both + ",s=QSXCR+Q6sek8bf92,i=4096"))
                .isEqualTo("c=biws,r=" + both + ",p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=");
        assertThat(scram.isDone()).isFalse();
        assertThat(answer(scram, "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=")).isEmpty();
        assertThat(scram.isDone()).isTrue();
        assertThat(scram.hasMore()).isFalse();
    }

    @Test
    void theExampleOfRfc7677() throws WireException {
        Scram scram = scram();

        assertThat(scram.name()).isEqualTo("SCRAM-SHA-256");
        assertThat(answer(scram, "")).isEqualTo("n,,n=user,r=" + NONCE);
        assertThat(answer(scram, "r=" + BOTH + "," + SALT + ",i=4096")).isEqualTo(FINAL);
        assertThat(answer(scram, PROOF)).isEmpty();
        assertThat(scram.isDone()).isTrue();
    }

    @Test
    void attributesThatNobodyKnowsArePassedOver() throws WireException {
        Scram scram = begun();
        assertThat(answer(scram, "r=" + BOTH + "," + SALT + ",i=4096,x=1,y=")).startsWith("c=biws,r=" + BOTH + ",p=");
        String proof = new String(scram.proof().orElseThrow(), UTF_8);
        assertThat(proof).isNotEqualTo(PROOF);
        assertThat(answer(scram, proof + ",z=more")).isEmpty();
        assertThat(scram.isDone()).isTrue();
    }

    @Test
    void commasAndEqualsSignsInANameAreQuoted() throws WireException {
        Credentials.Password who = Credentials.password("a,b=c", "x");
        assertThat(answer(new Scram(ScramHash.SHA_1, ChannelBinding.NOT_OFFERED, who, "N"), ""))
                .isEqualTo("y,,n=a=2Cb=3Dc,r=N");
    }

    @Test
    void whatBindsIsNamedFirstAndSentWithTheProof() throws WireException {
        Scram scram = new Scram(
                ScramHash.SHA_256, ChannelBinding.serverEndPoint(new byte[] {1, 2, (byte) 0xff}), USER, NONCE);

        assertThat(scram.name()).isEqualTo("SCRAM-SHA-256-PLUS");
        assertThat(answer(scram, "")).isEqualTo("p=tls-server-end-point,,n=user,r=" + NONCE);
        assertThat(answer(scram, "r=" + BOTH + "," + SALT + ",i=4096"))
                .startsWith("c=cD10bHMtc2VydmVyLWVuZC1wb2ludCwsAQL/,r=" + BOTH + ",p=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "r=" + BOTH,
                "r=" + BOTH + "," + SALT,
                "m=ext,r=" + BOTH + "," + SALT + ",i=4096",
                SALT + ",r=" + BOTH + ",i=4096",
                "r=" + BOTH + ",s=,i=4096",
                "r=" + BOTH + ",s=!,i=4096",
                "r=" + BOTH + "," + SALT + ",i=",
                "r=" + BOTH + "," + SALT + ",i=04096",
                "r=" + BOTH + "," + SALT + ",i=-4096",
                "r=" + BOTH + "," + SALT + ",i=4096x",
                "r=" + BOTH + "," + SALT + ",4096",
            })
    void whatIsNoFirstMessageOfAServerIsNotAnswered(String challenge) throws WireException {
        Scram scram = begun();
        assertThatThrownBy(() -> answer(scram, challenge)).isInstanceOf(WireException.Malformed.class);
        assertThat(scram.isDone()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"other%hvYDp", "rOprNGfwEbeRWgbNEkq", "xrOprNGfwEbeRWgbNEkqO", "ROPRNGFWEBERWGBNEKQO"})
    void aNonceThatDoesNotBeginWithOursIsAnotherLogins(String nonce) throws WireException {
        Scram scram = begun();
        assertThatThrownBy(() -> answer(scram, "r=" + nonce + "," + SALT + ",i=4096"))
                .isInstanceOf(WireException.Insecure.class)
                .hasMessageContaining("nonce");
    }

    @ParameterizedTest
    @CsvSource({
        "1, Insecure",
        "4095, Insecure",
        "4096, ",
        "1000000, ",
        "1000001, LimitExceeded",
        "2147483648, LimitExceeded",
        "99999999999999999999, LimitExceeded"
    })
    void iterationsAreNeitherTooFewNorTooMany(String count, String fault) throws WireException {
        Scram scram = begun();
        String challenge = "r=" + BOTH + "," + SALT + ",i=" + count;
        if (fault == null) {
            assertThat(answer(scram, challenge)).startsWith("c=biws,");
        } else {
            assertThatThrownBy(() -> answer(scram, challenge))
                    .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(fault));
            assertThat(scram.isLastWord()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v=",
                "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G5=",
                "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=",
                "x=1"
            })
    void whoDoesNotProveThatHeKnowsThePasswordIsNotBelieved(String proof) throws WireException {
        Scram scram = proven();
        assertThatThrownBy(() -> answer(scram, proof)).isInstanceOf(WireException.Insecure.class);
        assertThat(scram.isDone()).isFalse();
    }

    @Test
    void anErrorOfTheServerIsAnsweredByNothingAndIsNoEndThatCanBeBelieved() throws WireException {
        for (Scram scram : new Scram[] {begun(), proven()}) {
            assertThat(answer(scram, "e=invalid-proof")).isEmpty();
            assertThat(scram.hasMore()).isFalse();
            assertThat(scram.isDone()).isFalse();
        }
    }

    @Test
    void aRefusalIsTheLastWordOnceThereWasAProof() throws WireException {
        assertThat(begun().isLastWord()).isFalse();
        assertThat(proven().isLastWord()).isTrue();
    }

    @Test
    void anInterruptEndsALongComputation() throws WireException {
        Scram scram = begun();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> answer(scram, "r=" + BOTH + "," + SALT + ",i=1000000"))
                    .isInstanceOf(WireException.Cancelled.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void closingOverwritesWhatThePeerHasToSay() throws WireException {
        Scram scram = proven();
        assertThat(new String(scram.proof().orElseThrow(), UTF_8)).isEqualTo(PROOF);
        scram.close();
        assertThat(scram.proof().orElseThrow()).containsOnly(0);
    }

    @Test
    void whatCannotBePreparedCannotBeSaid() {
        assertThat(Scram.canSay(USER)).isTrue();
        for (String bad : Arrays.asList("", "\u0007", "a\tb", "\ue000", "\u06271")) {
            assertThat(Scram.canSay(Credentials.password(bad, "x"))).as("user").isFalse();
            assertThat(Scram.canSay(Credentials.password("x", bad)))
                    .as("password")
                    .isFalse();
        }
    }
}
