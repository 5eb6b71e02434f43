package protocols.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import protocols.Protocol;
import protocols.Secret;
import protocols.net.Endpoint;

/** RFC 7628 section 4. */
class OauthBearerTest {

    private static Endpoint at(String host, int port) {
        return new Endpoint(host, port, Protocol.Transport.TCP);
    }

    private static String said(Mechanism mechanism, String challenge) throws Exception {
        return new String(mechanism.respond(challenge.getBytes(UTF_8)), UTF_8);
    }

    @Test
    void theExamplesOfTheStandard() throws Exception {
        Mechanism bearer = new OauthBearer(
                "user@example.com",
                Secret.of("vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="),
                at("server.example.com", 143));

        assertThat(said(bearer, ""))
                .isEqualTo("n,a=user@example.com,\1host=server.example.com\1port=143\1"
                        + "auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\1\1");
        assertThat(bearer.isDone()).isTrue();
        assertThat(said(bearer, "{\"status\":\"invalid_token\"}")).isEqualTo("\1");
        assertThat(bearer.isDone()).isFalse();
        assertThat(bearer.hasMore()).isFalse();
    }

    @Test
    void aTokenCanSayWhoItIs() throws Exception {
        assertThat(said(new OauthBearer("", Secret.of("t"), at("h", 1)), ""))
                .isEqualTo("n,,\1host=h\1port=1\1auth=Bearer t\1\1");
        assertThat(said(new OauthBearer("a,b=c", Secret.of("t"), at("h", 1)), ""))
                .startsWith("n,a=a=2Cb=3Dc,\1");
    }
}
