package protocols.internal.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 5929 section 4.1, with certificates and their hashes as OpenSSL makes them. */
class ChannelBindingTest {

    private static final String ECDSA_SHA1 =
            """
            MIIBfjCCASSgAwIBAgIUJOAhVlqQJb4qGY6oteFOxfvKKTcwCQYHKoZIzj0EATAUMRIwEAYDVQQDDAlsb2NhbGhvc3Qw
            IBcNMjYxMTI3MDEwNTAxWhgPMjEyNjExMDMwMTA1MDFaMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDBZMBMGByqGSM49AgEG
            CCqGSM49AwEHA0IABELsVRCfrEWwjGGwFA97wepayY83CiXoyrOOjGKrtCYwev0NfszV377ykOlGib/KiRt/2Tehp6Jc
            KUQXEv0h8y+jUzBRMB0GA1UdDgQWBBTHI9MoFQP1O+OdT1cM7zaLaoa9YDAfBgNVHSMEGDAWgBTHI9MoFQP1O+OdT1cM
            7zaLaoa9YDAPBgNVHRMBAf8EBTADAQH/MAkGByqGSM49BAEDSQAwRgIhAO8I4jz+YgwTJWLV/3D59GatQkYZd/FarhMj
            9+wJ+lK2AiEAgrOKS7hqxeYO3LjhHspcQXs5UwbeCeWM2d5r9nnXy4E=
            """;

    private static final String ECDSA_SHA384 =
            """
            MIIBgDCCASWgAwIBAgIUSBUwFGwCsgOCZ6yh+vN9A0190TYwCgYIKoZIzj0EAwMwFDESMBAGA1UEAwwJbG9jYWxob3N0
            MCAXDTI2MTEyNzAxMDUwMVoYDzIxMjYxMTAzMDEwNTAxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIB
            BggqhkjOPQMBBwNCAARC7FUQn6xFsIxhsBQPe8HqWsmPNwol6Mqzjoxiq7QmMHr9DX7M1d++8pDpRom/yokbf9k3oaei
            XClEFxL9IfMvo1MwUTAdBgNVHQ4EFgQUxyPTKBUD9TvjnU9XDO82i2qGvWAwHwYDVR0jBBgwFoAUxyPTKBUD9TvjnU9X
            DO82i2qGvWAwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAwNJADBGAiEAoxmZszyGd1YtH2WhuKauO/qLJCsi8bJX
            /96lg2BhLEECIQDL0fYAVun3DBgomcb2K4OigMZyNdWILMd0bjYaTb4N2Q==
            """;

    private static final String ECDSA_SHA512 =
            """
            MIIBfjCCASWgAwIBAgIUXgGK9toxAiwC4si9JUPYXI6DQ78wCgYIKoZIzj0EAwQwFDESMBAGA1UEAwwJbG9jYWxob3N0
            MCAXDTI2MTEyNzAxMDUwMVoYDzIxMjYxMTAzMDEwNTAxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIB
            BggqhkjOPQMBBwNCAARC7FUQn6xFsIxhsBQPe8HqWsmPNwol6Mqzjoxiq7QmMHr9DX7M1d++8pDpRom/yokbf9k3oaei
            XClEFxL9IfMvo1MwUTAdBgNVHQ4EFgQUxyPTKBUD9TvjnU9XDO82i2qGvWAwHwYDVR0jBBgwFoAUxyPTKBUD9TvjnU9X
            DO82i2qGvWAwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDBANHADBEAiAqmI+5KUUqE7AKEtk5ERtCVfPnVYIQkmKn
            xyG2EsjwHgIgAMVKAmHh23s0ZZ920z6lcBhlo9gnZPYoZS8mkunY0zQ=
            """;

    private static final String PSS_SHA384 =
            """
            MIICbjCCAaOgAwIBAgIUNjGSkLx6b4SuO8eSLhYzw+1+NeEwQQYJKoZIhvcNAQEKMDSgDzANBglghkgBZQMEAgIFAKEc
            MBoGCSqGSIb3DQEBCDANBglghkgBZQMEAgIFAKIDAgEwMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDAgFw0yNjExMjcwMTA1
            MDJaGA8yMTI2MTEwMzAxMDUwMlowFDESMBAGA1UEAwwJbG9jYWxob3N0MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKB
            gQCrMFHcIJ/nRYkPz4iGcUvpLZ33kAwS1q+NJCAzw/KprCWWGbU8xBfgsu9TmB3uIvL3p6zmnQmBGdr9XWoElNj4+QH5
            AuzapmjleL0KZASDuUOxERwgTFEf1XBKiztmID+xqsBaY6hRNTVJLozepRLz9cQ525L+1nOPxhLGVpy2bQIDAQABo1Mw
            UTAdBgNVHQ4EFgQUjWTsB3AbIkdpRCXL3fu5Re4OAyAwHwYDVR0jBBgwFoAUjWTsB3AbIkdpRCXL3fu5Re4OAyAwDwYD
            VR0TAQH/BAUwAwEB/zBBBgkqhkiG9w0BAQowNKAPMA0GCWCGSAFlAwQCAgUAoRwwGgYJKoZIhvcNAQEIMA0GCWCGSAFl
            AwQCAgUAogMCATADgYEAguMFyPi9IzF79LIxPCbSjb1annZ3dkqssRU3jrtPhHFau6K8khVupyH//OMpqZdzEn6uNL2j
            onBeLUKr5l9QFwm/kKDDuNeBB2/pL/XvSAPoNFIBK10uwKM5RGdLo0CPykX7GHBy8luh9JNZ4G0MgdBAkjqsZCOyuSUG
            B2L6xPQ=
            """;

    private static final String ED25519 =
            """
            MIIBPjCB8aADAgECAhRDWsJSoyWYTOy2iXkGsZQY3XA3QzAFBgMrZXAwFDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2
            MTEyNzAxMDUwMVoYDzIxMjYxMTAzMDEwNTAxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwKjAFBgMrZXADIQBfQ2821qL4
            w2KeCV3btOj1FwZK9mAWT7s3GycPE7uIDaNTMFEwHQYDVR0OBBYEFBwkDja6gbkcbpmowC6Fp/HrJW3jMB8GA1UdIwQY
            MBaAFBwkDja6gbkcbpmowC6Fp/HrJW3jMA8GA1UdEwEB/wQFMAMBAf8wBQYDK2VwA0EAJppT3JFzubEULJZmm/C7u/81
            AxnfYDV616sqPYIw2QXAAWlC7Lkihgy3zET+Q0HhhY33obeb3odB2RIVw0X5Cw==
            """;

    private static Optional<ChannelBinding> of(String certificate) throws Exception {
        byte[] der = Base64.getMimeDecoder().decode(certificate);
        return ChannelBinding.endPoint((X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
    }

    static Stream<Arguments> certificates() {
        return Stream.of(
                Arguments.of(ECDSA_SHA1, "5b4382b6e88205abb782185b4b8ca611771d0b02a2100cb5c14eaed7549908d4"),
                Arguments.of(
                        ECDSA_SHA384,
                        "265e42616fcff3f92bfdf598a0179fb53c5d5db80a2753970e0c3d3a3cb5c55c"
                                + "d46b2a49c5ed0db2e0c7e38eec3d3468"),
                Arguments.of(
                        ECDSA_SHA512,
                        "3648fef06ce489c6e6457f8418899b6fd45dfa80ff3490a1e3a5efb5672c7b72"
                                + "70c0b3400c52f2a96128613f5fce7520af0e4edb39edccdf93fc0e1e0141a2f7"),
                Arguments.of(
                        PSS_SHA384,
                        "be61f119f22d4d6009981d5fa4a49aa0ee2cd7ea83c3d3f190063afa1d73bbed"
                                + "fcdf91ba3d8edde84d4ca799791deba4"));
    }

    /** By the hash of the certificate's own signature, SHA-256 in place of those that are broken. */
    @ParameterizedTest
    @MethodSource("certificates")
    void isTheCertificatesHash(String certificate, String hash) throws Exception {
        byte[] header = "p=tls-server-end-point,,".getBytes(US_ASCII);
        ChannelBinding binding = of(certificate).orElseThrow();

        assertThat(binding.binds()).isTrue();
        assertThat(HexFormat.of().formatHex(binding.input()))
                .isEqualTo(HexFormat.of().formatHex(header) + hash);
    }

    @Test
    void isNotDefinedForASignatureWithoutAHash() throws Exception {
        assertThat(of(ED25519)).isEmpty();
    }

    @Test
    void whatBindsNothingSaysWhetherItCould() {
        assertThat(new String(ChannelBinding.NONE.input(), US_ASCII)).isEqualTo("n,,");
        assertThat(new String(ChannelBinding.NOT_OFFERED.input(), US_ASCII)).isEqualTo("y,,");
        assertThat(ChannelBinding.NOT_OFFERED.binds()).isFalse();
    }
}
