package protocols;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** One form for what four protocols say that they can do. */
class CapabilitiesTest {

    @Test
    void ofEhlo() {
        Capabilities ehlo =
                Capabilities.of(List.of("PIPELINING", "size 10240000", "AUTH PLAIN LOGIN", "AUTH=LOGIN cram-md5"));
        assertThat(ehlo.has("pipelining")).isTrue();
        assertThat(ehlo.arguments("SIZE")).containsExactly("10240000");
        assertThat(ehlo.mechanisms()).containsExactly("PLAIN", "LOGIN", "CRAM-MD5");
        assertThat(ehlo.has("STARTTLS")).isFalse();
        assertThat(ehlo.arguments("STARTTLS")).isEmpty();
    }

    @Test
    void ofCapa() {
        Capabilities capa = Capabilities.of(List.of("TOP", "SASL PLAIN SCRAM-SHA-256", "EXPIRE 60 USER"));
        assertThat(capa.mechanisms()).containsExactly("PLAIN", "SCRAM-SHA-256");
        assertThat(capa.arguments("expire")).containsExactly("60", "USER");
    }

    @Test
    void ofCapability() {
        Capabilities imap = Capabilities.of(List.of("IMAP4rev1", "AUTH=PLAIN", "AUTH=XOAUTH2", "QUOTA=RES-STORAGE"));
        assertThat(imap.has("imap4rev1")).isTrue();
        assertThat(imap.has("AUTH=plain")).isTrue();
        assertThat(imap.mechanisms()).containsExactly("PLAIN", "XOAUTH2");
        assertThat(imap.arguments("QUOTA")).containsExactly("RES-STORAGE");
    }

    @Test
    void ofFeat() {
        Capabilities feat = Capabilities.of(List.of(" MLST size*;modify*;type*;", " REST STREAM", " AUTH TLS;TLS-C;"));
        assertThat(feat.arguments("MLST")).containsExactly("size*;modify*;type*;");
        assertThat(feat.arguments("REST")).containsExactly("STREAM");
        assertThat(feat.lines()).first().isEqualTo(" MLST size*;modify*;type*;");
    }

    @Test
    void whatAPeerSendsIsHarmless() {
        Capabilities odd = Capabilities.of(List.of("", "   ", "=", "AUTH=", "\u001b[2J"));
        assertThat(odd.mechanisms()).isEmpty();
        assertThat(odd.has("")).isFalse();
        assertThat(odd.toString()).doesNotContain("\u001b");
    }
}
