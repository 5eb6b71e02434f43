package protocols.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Credentials;
import protocols.Secret;
import protocols.Tls;

class RequestTest {

    private static final Request GET = Request.of("GET", Url.of("http://h/"));

    @ParameterizedTest
    @ValueSource(strings = {"", "G T", "GET\r\n", "G\u00cbT", "GET:", "CONNECT"})
    void aMethodIsAToken(String method) {
        assertThatThrownBy(() -> Request.of(method, GET.url())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "a:", "a\r\n", "h\u00f6", "Host", "content-length", "Transfer-Encoding", "Expect"})
    void aNameIsATokenAndFramingIsNotSet(String name) {
        assertThatThrownBy(() -> GET.header(name, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GET.header(name, Secret.of("x"))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"geheim\r\nX: y", "geheim\r", "geheim\n", "geheim\u0000", "geheim\u007f"})
    void aValueIsOneLineAndAnErrorDoesNotShowIt(String value) {
        assertThatThrownBy(() -> GET.header("X", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> GET.header("X", Secret.of(value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> GET.header("X", "\u20ac")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyWitherCopies() {
        Request more = GET.header("A", "1").header("a", "2").header("B", " 3 ");
        assertThat(GET.fields()).isEmpty();
        assertThat(more.fields()).map(Request.Field::toString).containsExactly("A: 1", "a: 2", "B: 3");
        assertThat(more.without("A").fields()).map(Request.Field::name).containsExactly("B");
        assertThat(more.method("DELETE").fields()).hasSize(3);
    }

    @Test
    void credentialsInFieldsAreSecretsOfTheirOwnAccord() {
        Request request = GET.header("authorization", "Bearer abc").header("Cookie", "a=b; c=d");
        assertThat(request.fields())
                .map(Request.Field::toString)
                .containsExactly("authorization: Bearer ********", "Cookie: ********");
        assertThat(request.withoutSecrets().fields()).isEmpty();
    }

    @Test
    void theUrlSaysSchemeHostAndPort() {
        assertThat(Http.get("https://h/x").settings().tls()).isEqualTo(Tls.IMPLICIT);
        assertThat(Http.get("https://h/x").settings().port()).isEqualTo(443);
        assertThat(Http.get("http://h:443/x").settings().tls()).isEqualTo(Tls.NONE);
        assertThat(Http.get("http://h/x").port(8080)).hasToString("GET http://h:8080/x");
        assertThat(Http.get("http://h/x").tls(Tls.IMPLICIT).port(443)).hasToString("GET https://h/x");
        assertThatThrownBy(() -> Http.get("http://h/").tls(Tls.UPGRADE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aUserNameWithAColonCannotBeSent() {
        assertThatThrownBy(() -> Http.get("http://h/").credentials(Credentials.password("a:b", "c")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
