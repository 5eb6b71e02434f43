package protocols.internal.peer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import protocols.net.Host;

/** A key and a certificate that it has signed itself (RFC 5280 section 4.1), for a day. */
final class Identity {

    /** RFC 5758 section 3.2. */
    private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";

    private static final String COMMON_NAME = "2.5.4.3";
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final Duration LIFE = Duration.ofDays(1);
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

    private final X509Certificate certificate;
    private final SSLContext server;

    private Identity(X509Certificate certificate, SSLContext server) {
        this.certificate = certificate;
        this.server = server;
    }

    /** One for these hosts, or for loopback if there are none. */
    static Identity of(List<String> hosts) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair keys = generator.generateKeyPair();
            X509Certificate certificate = signed(keys, hosts.isEmpty() ? LOOPBACK : hosts);
            return new Identity(certificate, server(keys, certificate));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no certificate can be made", e);
        }
    }

    private static X509Certificate signed(KeyPair keys, List<String> hosts)
            throws GeneralSecurityException, IOException {
        byte[] algorithm = Der.sequence(Der.oid(ECDSA_SHA256));
        byte[] name = Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.text(hosts.get(0)))));
        Instant now = Instant.now();
        byte[] body = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(63, new SecureRandom()).setBit(62)),
                algorithm,
                name,
                Der.sequence(Der.time(now.minus(LIFE)), Der.time(now.plus(LIFE))),
                name,
                keys.getPublic().getEncoded(),
                Der.tagged(0xa3, Der.sequence(alternatives(hosts))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(body);
        byte[] der = Der.sequence(body, algorithm, Der.bits(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static byte[] alternatives(List<String> hosts) throws IOException {
        byte[][] names = new byte[hosts.size()][];
        for (int i = 0; i < names.length; i++) {
            Optional<Host> literal = Host.literal(hosts.get(i));
            names[i] = literal.isPresent()
                    ? Der.tagged(0x87, literal.get().octets())
                    : Der.tagged(0x82, hosts.get(i).getBytes(StandardCharsets.US_ASCII));
        }
        return Der.sequence(Der.oid(SUBJECT_ALTERNATIVE_NAME), Der.octets(Der.sequence(names)));
    }

    /** For a server that shows this certificate; of all its connections, so that their sessions can be resumed. */
    SSLContext server() {
        return server;
    }

    private static SSLContext server(KeyPair keys, X509Certificate certificate)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        char[] none = new char[0];
        store.setKeyEntry("peer", keys.getPrivate(), none, new X509Certificate[] {certificate});
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, none);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** The certificate as a PEM file has it (RFC 7468). */
    String pem() {
        try {
            String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
