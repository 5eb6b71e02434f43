package protocols.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Protocol;
import protocols.Protocol.Transport;
import protocols.Reply;
import protocols.Tls;
import protocols.Transcript;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.internal.reply.TestSettings;
import protocols.net.Endpoint;
import protocols.pop3.Pop3;
import protocols.spi.Settings;

/** A peer that repeats a secret, in any form in which it is sent, is recorded without it. */
class RepeatedSecretTest {

    private static final String SECRET = "zyx\"wv\\u/t?s";

    private Recorder recorder;

    @BeforeEach
    void session() {
        recorder = new Recorder(TestSettings.over(Protocol.IMAP, Transcript.EMPTY));
        recorder.secret(SECRET.getBytes(UTF_8));
    }

    @Test
    void asItIs() {
        assertThat(said("BAD LOGIN zyx\"wv\\u/t?s is unknown")).isEqualTo("BAD LOGIN ******** is unknown");
    }

    @Test
    void asAQuotedString() {
        assertThat(said("* BAD LOGIN alice \"zyx\\\"wv\\\\u/t?s\"")).isEqualTo("* BAD LOGIN alice \"********\"");
    }

    @Test
    void percentEncodedInEitherCase() {
        assertThat(said("Location: /?p=zyx%22wv%5Cu%2Ft%3Fs&q")).isEqualTo("Location: /?p=********&q");
        assertThat(said("Location: /?p=zyx%22wv%5cu%2ft%3fs&q")).isEqualTo("Location: /?p=********&q");
        recorder.secret("two words".getBytes(UTF_8));
        assertThat(said("p=two%20words p=two+words")).isEqualTo("p=******** p=********");
    }

    @Test
    void withDoubledBytesAsTelnetSendsThem() {
        recorder.secret("ab\u00ffcd".getBytes(ISO_8859_1));
        assertThat(said("-ab\u00ff\u00ffcd-ab\u00ffcd-")).isEqualTo("-********-********-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0user\0", "a\0user\0", "ab\0user\0", ":", ""})
    void withinALongerBase64Text(String before) {
        recorder.secret("sesame-\u00e4\u00fc".getBytes(UTF_8));
        for (String after : List.of("", "!", "!!", "\0more of it")) {
            byte[] whole = (before + "sesame-\u00e4\u00fc" + after).getBytes(UTF_8);
            String line = said("535 " + Base64.getEncoder().encodeToString(whole) + " is wrong");

            assertThat(line).startsWith("535 ").endsWith(" is wrong").contains(Transcript.REDACTED);
            String left = line.substring(4, line.length() - 9).replace("=", "");
            String shown = left.substring(0, left.indexOf('*')) + left.substring(left.lastIndexOf('*') + 1);
            // What is still there are whole characters of what stands around it, none of which has a bit of the secret;
            // the last one may be filled up with four bits of nothing.
            assertThat(shown.length() * 6).isLessThanOrEqualTo(8 * (before.length() + after.length()) + 4);
        }
    }

    @Test
    void inBase64ForUrls() {
        byte[] secret = "\u00fb\u00ff\u00fe>>>???".getBytes(ISO_8859_1);
        recorder.secret(secret);
        String url = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        assertThat(url).contains("-").contains("_");
        assertThat(said("token " + url + " expired")).isEqualTo("token ******** expired");
    }

    @Test
    void ofTwoThatBeginAlikeTheLongerOne() {
        recorder.secret("open".getBytes(UTF_8));
        recorder.secret("open-sesame".getBytes(UTF_8));
        assertThat(said("open-sesame, open")).isEqualTo("********, ********");
    }

    @Test
    void ofTwoThatOverlapBoth() {
        recorder.secret("abcdef".getBytes(UTF_8));
        recorder.secret("efghij".getBytes(UTF_8));
        assertThat(said("<abcdefghij>")).isEqualTo("<********>");
    }

    @Test
    void eachLineOfALongerText() {
        recorder.secret("first line\r\nsecond line".getBytes(UTF_8));
        assertThat(said("BAD first line")).isEqualTo("BAD ********");
        assertThat(said("second line?")).isEqualTo("********?");
    }

    @Test
    void aShortOneIsNoReasonToHideHalfOfEveryLine() {
        recorder.secret("a".getBytes(UTF_8));
        recorder.secret("abc".getBytes(UTF_8));
        assertThat(said("+OK abc, a cab has arrived")).isEqualTo("+OK abc, a cab has arrived");
    }

    @Test
    void anErrorOfAnyKindSaysWhatThePeerSaidWithoutIt() {
        for (WireException fault : List.of(
                new WireException.Refused(new Reply("535", List.of("what is", SECRET + "?"))),
                new WireException.Malformed("a rule", "x " + SECRET + " y"),
                new WireException.Unsupported("none of " + SECRET),
                new WireException.Insecure("refused: " + SECRET),
                new WireException.Hangup("closed: " + SECRET),
                new WireException.Malformed("a rule", "x".repeat(496) + SECRET))) {
            WireException shown = recorder.withoutSecrets(fault);

            assertThat(shown).isSameAs(fault);
            assertThat(shown.getMessage()).doesNotContain("zyx").contains("****");
            if (shown instanceof WireException.Refused refused) {
                assertThat(refused.reply().lines()).containsExactly("what is", "********?");
            }
            if (shown instanceof WireException.Malformed malformed) {
                assertThat(malformed.excerpt()).doesNotContain("zyx");
            }
        }
    }

    @Test
    void ofWhatIsCutOutOfALineNeitherEndIsAHalf() {
        byte[] line = ("* FETCH " + SECRET + " (BROKEN) " + SECRET).getBytes(UTF_8);

        for (int at = 0; at < line.length; at++) {
            assertThat(recorder.excerpt(line, 0, line.length, at))
                    .doesNotContain("zy")
                    .doesNotContain("t?s");
        }
        // Half of it has arrived.
        assertThat(recorder.excerpt(line, 0, line.length - 4, line.length - 8)).endsWith("******** (BROKEN) ********");
    }

    @Test
    void afterTheEndNothingIsLeftToBeSoughtAndNothingIsShown() {
        recorder.wipe();

        assertThat(said("BAD " + SECRET)).isEqualTo("********");
        WireException late = recorder.withoutSecrets(new WireException.Malformed("a rule", SECRET));
        assertThat(late.getMessage()).doesNotContain("zyx");
        assertThat(recorder.withheld("zyx".getBytes(UTF_8), 0, 3)).isZero();
    }

    @Test
    void aSessionThatHadNoneSaysAllToItsEnd() {
        recorder = new Recorder(TestSettings.over(Protocol.IMAP, Transcript.EMPTY));
        recorder.wipe();

        assertThat(said("* BYE")).isEqualTo("* BYE");
    }

    @Test
    void aRecordingThatDoesNotFitShowsNoneThatWasAboutToBeSent() {
        String recorded = "S: +OK hi\nC: CAPA\nS: -ERR\nC: USER alice\nS: +OK\nC: QUIT\n";

        assertThatThrownBy(() -> Pop3.at("127.0.0.1")
                        .tls(Tls.NONE)
                        .via(Transcript.parse(recorded).replay())
                        .connect()
                        .login("alice", "zyxwvuts"))
                .isInstanceOf(Transcript.Mismatch.class)
                .hasMessageContaining("PASS ********")
                .hasMessageNotContaining("zyx");
    }

    @Test
    void theNumberOfAConnectionIsAnInt() {
        for (int i = 0; i < 70_000; i++) {
            recorder.channel();
        }
        recorder.said(recorder.channel(), Side.SERVER, "hi\r\n".getBytes(UTF_8), 0, 4);

        assertThat(recorder.transcript()).hasToString("S70001: hi\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 1_012, 1_016, 1_020, 1_023, 1_024, 2_040})
    void whereAKeptBodyIsCutIntoPieces(int before) {
        assertKept(before, SECRET);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000, 1_024})
    void oneThatIsLongerThanAPiece(int before) {
        assertKept(before, "long".repeat(700) + "!");
    }

    private void assertKept(int before, String secret) {
        Settings settings = Settings.of(Protocol.HTTP, "localhost").keep(Transcript.Keep.EVERYTHING);
        recorder = new Recorder(settings);
        recorder.secret(secret.getBytes(UTF_8));
        Link link = Opening.over(
                new SaidWire(new byte[0], 1), settings, recorder, new Endpoint("localhost", 1, Transport.TCP));
        byte[] body = ("-".repeat(before) + secret + "-".repeat(3_000) + "\r\nend").getBytes(UTF_8);

        BodyTrace trace = new BodyTrace(link, Side.SERVER);
        trace.add(body, 0, body.length);
        trace.end();

        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        for (Transcript.Entry entry : recorder.transcript().entries()) {
            if (entry instanceof Transcript.Said said) {
                shown.writeBytes(said.bytes());
            }
        }
        assertThat(shown.toString(UTF_8)).isEqualTo("-".repeat(before) + "********" + "-".repeat(3_000) + "\r\nend");
    }

    private String said(String line) {
        byte[] bytes = (line + "\r\n").getBytes(line.indexOf('\u00ff') >= 0 ? ISO_8859_1 : UTF_8);
        recorder.said(1, Side.SERVER, bytes, 0, bytes.length);
        List<String> all = recorder.transcript().said(Side.SERVER);
        return all.get(all.size() - 1);
    }
}
