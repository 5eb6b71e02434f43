package protocols.peers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import protocols.internal.peer.Der;

/** A throw-away certificate authority, made when it is first asked for, and the server certificates that it signs. */
public final class TestCa {

    private static final String SHA256_RSA = "1.2.840.113549.1.1.11";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final Duration LIFE = Duration.ofDays(2);

    private final String name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    private TestCa(String name) {
        this.name = name;
        this.keys = newKeys();
        this.certificate = sign(name, name, keys.getPublic(), Instant.now(), ca());
    }

    /** The one of this JVM. */
    public static TestCa shared() {
        return Shared.CA;
    }

    /** Its good server, as {@link #server}, made once as well. */
    public static Identity sharedServer() {
        return Shared.SERVER;
    }

    /** Another authority, which nobody has a reason to trust. */
    public static TestCa other() {
        return new TestCa("Somebody else's CA");
    }

    /** A good server: localhost, 127.0.0.1, 127.0.0.2 and ::1, valid today. */
    public Identity server() {
        return issue("localhost", Instant.now(), loopback());
    }

    /** As {@link #server}, but its time was over yesterday. */
    public Identity expired() {
        return issue("localhost", Instant.now().minus(Duration.ofDays(4)), loopback());
    }

    /** As {@link #server}, but its time begins tomorrow. */
    public Identity notYetValid() {
        return issue("localhost", Instant.now().plus(Duration.ofDays(2)), loopback());
    }

    /** Valid today and signed by this authority, but for {@code wrong.example} alone. */
    public Identity wrongHost() {
        return forHosts("wrong.example");
    }

    /** A server of these host names, valid today. */
    public Identity forHosts(String... hosts) {
        byte[][] names = new byte[hosts.length][];
        for (int i = 0; i < hosts.length; i++) {
            names[i] = dns(hosts[i]);
        }
        return issue(hosts[0], Instant.now(), alternatives(names));
    }

    /** The names of {@link #server}, signed by nobody but itself. */
    public static Identity selfSigned() {
        TestCa self = new TestCa("localhost");
        return new Identity(
                self.keys,
                List.of(self.sign("localhost", "localhost", self.keys.getPublic(), Instant.now(), loopback())));
    }

    /** The authority's own certificate, to be trusted. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** The same as a PEM file in the folder. */
    public Path writeTo(Path folder) throws IOException {
        return Files.writeString(folder.resolve("ca.pem"), Pem.of(certificate));
    }

    /** A client that trusts this authority and no other. */
    public SSLContext trusting() {
        return trusting(certificate);
    }

    /** A client that trusts the certificate in this file and no other. */
    static SSLContext trusting(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            return trusting(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext trusting(X509Certificate root) {
        try {
            KeyStore store = emptyStore();
            store.setCertificateEntry("ca", root);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Identity issue(String host, Instant day, byte[] names) {
        KeyPair own = newKeys();
        return new Identity(own, List.of(sign(host, name, own.getPublic(), day, names), certificate));
    }

    /** RFC 5280, section 4.1: version 3, valid from the day before until the day after. */
    private X509Certificate sign(String subject, String issuer, PublicKey key, Instant day, byte[] extension) {
        byte[] algorithm = Der.sequence(Der.oid(SHA256_RSA), Der.none());
        byte[] body = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(63, new SecureRandom()).setBit(62)),
                algorithm,
                called(issuer),
                Der.sequence(Der.time(day.minus(LIFE.dividedBy(2))), Der.time(day.plus(LIFE.dividedBy(2)))),
                called(subject),
                key.getEncoded(),
                Der.tagged(0xa3, Der.sequence(extension)));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(body);
            byte[] der = Der.sequence(body, algorithm, Der.bits(signature.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] called(String name) {
        return Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.text(name))));
    }

    private static byte[] ca() {
        return Der.sequence(Der.oid(BASIC_CONSTRAINTS), Der.yes(), Der.octets(Der.sequence(Der.yes())));
    }

    private static byte[] loopback() {
        byte[] loopback6 = new byte[16];
        loopback6[15] = 1;
        return alternatives(
                dns("localhost"), address(127, 0, 0, 1), address(127, 0, 0, 2), Der.tagged(0x87, loopback6));
    }

    private static byte[] alternatives(byte[]... names) {
        return Der.sequence(Der.oid(SUBJECT_ALTERNATIVE_NAME), Der.octets(Der.sequence(names)));
    }

    private static byte[] dns(String host) {
        return Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] address(int a, int b, int c, int d) {
        return Der.tagged(0x87, new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
    }

    /** RSA, because GnuTLS does not read a PKCS #8 elliptic key as the JDK writes it. */
    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        return store;
    }

    /** What a server shows: its key, and its certificate with those of its issuers. */
    public record Identity(KeyPair keys, List<X509Certificate> chain) {

        static final String STORE = "server.p12";

        public Identity {
            chain = List.copyOf(chain);
        }

        /** A server that shows this identity. */
        public SSLContext context() {
            try {
                KeyStore store = emptyStore();
                char[] none = new char[0];
                store.setKeyEntry("server", keys.getPrivate(), none, chain.toArray(X509Certificate[]::new));
                KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                factory.init(store, none);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(factory.getKeyManagers(), null, null);
                return context;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The chain as a PEM file in the folder, the server's own certificate first. */
        public Path writeCertificate(Path folder) throws IOException {
            StringBuilder pem = new StringBuilder();
            chain.forEach(certificate -> pem.append(Pem.of(certificate)));
            return Files.writeString(folder.resolve("cert.pem"), pem);
        }

        /** Both as a PKCS #12 file in the folder, under the password of {@link FtpServer}. */
        Path writeStore(Path folder) throws IOException {
            Path file = folder.resolve(STORE);
            try (OutputStream out = Files.newOutputStream(file)) {
                KeyStore store = emptyStore();
                char[] password = FtpServer.PASSWORD.toCharArray();
                store.setKeyEntry("server", keys.getPrivate(), password, chain.toArray(X509Certificate[]::new));
                store.store(out, password);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
            return file;
        }

        /** The private key as a PEM file in the folder, readable by the servers' own users too: it guards nothing. */
        public Path writeKey(Path folder) throws IOException {
            return Files.writeString(folder.resolve("key.pem"), Pem.of(keys.getPrivate()));
        }
    }

    private static final class Shared {
        private static final TestCa CA = new TestCa("Test CA of the protocols library");
        private static final Identity SERVER = CA.server();
    }
}
