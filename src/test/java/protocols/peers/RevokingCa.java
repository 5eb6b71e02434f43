package protocols.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An authority of the openssl commands that takes certificates back: it keeps an index of what it signed, makes lists of
 * what is revoked (CRLs) and answers of OCSP, and serves a certificate with such an answer stapled to it.
 */
public final class RevokingCa implements AutoCloseable {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final String SERVER = "1234";
    private static final String ISSUING = "5678";

    private static final String CONFIGURATION =
            """
            [ca]
            default_ca = ours
            [ours]
            database = index.txt
            default_md = sha256
            crl_extensions = crl
            [crl]
            authorityKeyIdentifier = keyid
            [req]
            distinguished_name = nobody
            [nobody]
            [root]
            basicConstraints = critical,CA:TRUE
            keyUsage = critical,keyCertSign,cRLSign,digitalSignature
            subjectKeyIdentifier = hash
            [issuing]
            basicConstraints = critical,CA:TRUE
            keyUsage = critical,keyCertSign,cRLSign
            [server]
            subjectAltName = DNS:localhost,IP:127.0.0.1
            authorityKeyIdentifier = keyid
            crlDistributionPoints = URI:http://127.0.0.1:%1$d/list
            authorityInfoAccess = OCSP;URI:http://127.0.0.1:%1$d/ocsp
            [part]
            issuingDistributionPoint = critical,@half
            [half]
            onlyuser = TRUE
            """;

    private final TempFolder folder;
    private final Path certificate;

    private RevokingCa(TempFolder folder) {
        this.folder = folder;
        this.certificate = folder.path().resolve("ca.pem");
    }

    /** With one server's certificate, for localhost, that is good so far. */
    public static RevokingCa start() throws IOException {
        return start(Ports.free(1)[0]);
    }

    /** Whose certificates say that this port of loopback is to be asked about them. */
    public static RevokingCa start(int asked) throws IOException {
        RealServer.OPENSSL.require();
        TempFolder folder = TempFolder.create("revoking-ca");
        folder.write("ca.cnf", CONFIGURATION.formatted(asked));
        RevokingCa ca = new RevokingCa(folder);
        ca.run("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config ca.cnf -extensions root -days 2"
                + " -subj /CN=Revoking -keyout ca.key -out ca.pem");
        ca.sign("server", "/CN=localhost", "ca", "server", SERVER);
        ca.sign("issuing", "/CN=Issuing", "ca", "issuing", ISSUING);
        ca.sign("below", "/CN=localhost", "issuing", "server", SERVER);
        ca.isGood();
        return ca;
    }

    private void sign(String name, String subject, String issuer, String extensions, String serial) throws IOException {
        run("req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config ca.cnf -subj " + subject + " -keyout "
                + name + ".key -out " + name + ".csr");
        run("x509 -req -in " + name + ".csr -CA " + issuer + ".pem -CAkey " + issuer + ".key -set_serial 0x" + serial
                + " -days 1 -extfile ca.cnf -extensions " + extensions + " -out " + name + ".pem");
    }

    /** Its own certificate. */
    public Path certificate() {
        return certificate;
    }

    /** That of the authority below this one. */
    public Path issuing() {
        return folder.path().resolve("issuing.pem");
    }

    /** The key of its server. */
    public Path serverKey() {
        return folder.path().resolve("server.key");
    }

    /** That of its server. */
    public Path serverCertificate() {
        return folder.path().resolve("server.pem");
    }

    /** All that it has signed is good. */
    public void isGood() throws IOException {
        folder.write("index.txt", "V\t" + tomorrow() + "\t\t" + SERVER + "\tunknown\t/CN=localhost\n");
    }

    /** The server's certificate is revoked from this time on: its key has been stolen. */
    public void isRevoked(Instant since) throws IOException {
        revoke(SERVER, since);
    }

    /** That of the authority below this one is revoked. */
    public void issuingIsRevoked(Instant since) throws IOException {
        revoke(ISSUING, since);
    }

    private void revoke(String serial, Instant since) throws IOException {
        folder.write(
                "index.txt",
                "R\t" + tomorrow() + "\t" + TIME.format(since) + ",keyCompromise\t" + serial + "\tunknown\t/CN=any\n");
    }

    private static String tomorrow() {
        return TIME.format(Instant.now().plusSeconds(86_400));
    }

    /** The list of what is revoked, to be renewed before this time. */
    public Path list(Instant renewal) throws IOException {
        return list(renewal, "list.pem");
    }

    /** One that says that it is a part of it: of certificates that sign no others. */
    public Path part(Instant renewal) throws IOException {
        return list(renewal, "part.pem", "-crlexts", "part");
    }

    private Path list(Instant renewal, String name, String... options) throws IOException {
        run("ca -gencrl -config ca.cnf -keyfile ca.key -cert ca.pem -crl_lastupdate "
                + TIME.format(renewal.minusSeconds(7_200)) + " -crl_nextupdate " + TIME.format(renewal)
                + " -out " + name + " " + String.join(" ", options));
        return folder.path().resolve(name);
    }

    /** An answer of OCSP that is signed by the key of this authority; it is good until it is renewed. */
    public Path answer(RevokingCa signer) throws IOException {
        run("ocsp -index index.txt -CA ca.pem -issuer ca.pem -cert server.pem -rsigner "
                + signer.folder.path().resolve("ca.pem") + " -rkey "
                + signer.folder.path().resolve("ca.key")
                + " -ndays 1 -noverify -no_nonce -respout answer.der");
        return folder.path().resolve("answer.der");
    }

    /** Serves a certificate of the authority below this one. */
    public OpensslServer serveBelow() throws IOException {
        return serveBelow(issuing());
    }

    /** The same, but shows what is in this file along with it. */
    public OpensslServer serveBelow(Path shown) throws IOException {
        return serve("below", "-cert_chain", shown.toString());
    }

    /** Serves the certificate, with an answer of OCSP stapled to it. */
    public OpensslServer serveStapled(Path answer) throws IOException {
        return serve("server", "-status_file", answer.toString());
    }

    /** Serves the certificate. */
    public OpensslServer serve() throws IOException {
        return serve("server");
    }

    private OpensslServer serve(String name, String... options) throws IOException {
        return OpensslServer.start(
                folder.path().resolve(name + ".pem"), folder.path().resolve(name + ".key"), options);
    }

    private void run(String command) throws IOException {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.add(0, "/usr/bin/openssl");
        Path log = folder.path().resolve("command.log");
        Process process = new ProcessBuilder(words)
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("openssl " + command + "\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        folder.close();
    }
}
