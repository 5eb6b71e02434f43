package protocols.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Content;
import protocols.Credentials;
import protocols.Secret;
import protocols.Tls;
import protocols.spi.HttpRequest;

class CallTest {

    private static final Http HTTP = Http.at("http://h/base/page?x");
    private static final Call GET = HTTP.get();

    private static String body(Call call) throws IOException {
        return new String(call.request().content().open().readAllBytes(), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G T", "GET\r\n", "G\u00cbT", "GET:", "CONNECT"})
    void aMethodIsAToken(String method) {
        assertThatThrownBy(() -> HTTP.request(method)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "a:", "a\r\n", "h\u00f6", "Host", "content-length", "Transfer-Encoding", "Expect"})
    void aNameIsATokenAndFramingIsNotSet(String name) {
        assertThatThrownBy(() -> GET.header(name, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GET.header(name, Secret.of("x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HTTP.header(name, "x")).isInstanceOf(IllegalArgumentException.class);
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
    void everyMethodCopies() {
        Call more = GET.header("A", "1").header("a", "2").header("B", " 3 ");
        assertThat(GET.request().fields()).isEmpty();
        assertThat(more.request().fields()).map(HttpRequest.Field::toString).containsExactly("A: 1", "a: 2", "B: 3");
        assertThat(HTTP.header("A", "1")).isNotEqualTo(HTTP);
    }

    @Test
    void valuesAreEqualByWhatTheyHold() {
        assertThat(HTTP.get("/a").header("A", "1"))
                .isEqualTo(HTTP.get("/a").header("A", "1"))
                .hasSameHashCodeAs(HTTP.get("/a").header("A", "1"))
                .isNotEqualTo(HTTP.get("/a").header("A", "2"))
                .isNotEqualTo(HTTP.head("/a").header("A", "1"))
                .hasToString("GET http://h/a");
        assertThat(HTTP.follow(2).header("A", "1"))
                .isEqualTo(HTTP.follow(2).header("A", "1"))
                .isNotEqualTo(HTTP.follow(3).header("A", "1"))
                .isNotEqualTo(HTTP.follow(2).port(81).header("A", "1"));
    }

    @Test
    void credentialsInFieldsAreSecretsOfTheirOwnAccord() {
        Call call = GET.header("authorization", "Bearer abc").header("Cookie", "a=b; c=d");
        assertThat(call.request().fields())
                .map(HttpRequest.Field::toString)
                .containsExactly("authorization: Bearer ********", "Cookie: ********");
        assertThat(call.request().withoutSecrets().fields()).isEmpty();
    }

    @Test
    void theUrlSaysSchemeHostAndPort() {
        assertThat(Http.at("https://h/x").tls()).isEqualTo(Tls.IMPLICIT);
        assertThat(Http.at("https://h/x").port()).isEqualTo(443);
        assertThat(Http.at("http://h:443/x").tls()).isEqualTo(Tls.NONE);
        assertThat(Http.at("http://h/x").port(8080).get()).hasToString("GET http://h:8080/x");
        assertThat(Http.at("http://h/x").tls(Tls.IMPLICIT).port(443)).hasToString("https://h/x");
        assertThatThrownBy(() -> Http.at("http://h/").tls(Tls.UPGRADE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTargetIsResolvedAndStaysAtTheClientsOrigin() {
        assertThat(HTTP.get("next?y").url()).hasToString("http://h/base/next?y");
        assertThat(HTTP.get("/x").url()).hasToString("http://h/x");
        assertThat(HTTP.get("http://H:80/x").url()).hasToString("http://h/x");
        assertThat(HTTP.get().url()).isEqualTo(HTTP.url());
        for (String elsewhere : new String[] {"https://h/", "http://h:81/", "//other/", "http://other/x"}) {
            assertThatThrownBy(() -> HTTP.get(elsewhere))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("another client");
        }
    }

    @Test
    void aQueryGrowsPairByPair() {
        assertThat(HTTP.get("/s").query("a b", "\u20ac&").query("c", "").url())
                .hasToString("http://h/s?a%20b=%E2%82%AC%26&c=");
        assertThat(GET.query("y", "1").url()).hasToString("http://h/base/page?x&y=1");
    }

    @Test
    void jsonSaysItsTypeUnlessTheCallerSaysAnother() throws IOException {
        Call json = HTTP.post().json("{\"a\": \"\u00e9\"}");
        assertThat(body(json)).isEqualTo("{\"a\": \"\u00e9\"}");
        assertThat(json.request().body().type()).contains("application/json");
        assertThat(json.request().isTyped()).isTrue();
        assertThat(json.header("content-type", "application/ld+json").request().isTyped())
                .isFalse();
        assertThat(json.body("x").request().isTyped()).isFalse();
    }

    @Test
    void aFormIsWrittenAsBrowsersDo() throws IOException {
        Call form = HTTP.post().form("a b", "1+1=2&").form("\u00e9", "*-._~");
        assertThat(body(form)).isEqualTo("a+b=1%2B1%3D2%26&%C3%A9=*-._%7E");
        assertThat(form.request().body().type()).contains("application/x-www-form-urlencoded");
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("z", "1");
        fields.put("a", "2");
        assertThat(body(HTTP.post().form("first", "0").header("A", "b").form(fields)))
                .isEqualTo("first=0&z=1&a=2");
        assertThat(body(HTTP.post().form(Map.of()))).isEmpty();
        assertThat(body(form.body(Content.NONE).form("c", "d"))).isEqualTo("c=d");
    }

    @Test
    void credentialsAreAPasswordOrAToken() {
        assertThatThrownBy(() -> HTTP.credentials(Credentials.password("a:b", "c")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HTTP.credentials(Credentials.anonymous()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HTTP.credentials(Credentials.certificate()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(HTTP.credentials(Credentials.token("", () -> Secret.of("t"))).url())
                .isEqualTo(HTTP.url());
    }

    @Test
    void thePortFollowsTlsUnlessItWasSaid() {
        assertThat(Http.at("http://h/").tls(Tls.IMPLICIT).url()).hasToString("https://h/");
        assertThat(Http.at("https://h/").tls(Tls.NONE).url()).hasToString("http://h/");
        assertThat(Http.at("http://h:8080/").tls(Tls.IMPLICIT).url()).hasToString("https://h:8080/");
    }
}
