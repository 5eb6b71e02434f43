package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protocols.dns.DnsSection;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.RecordType;
import protocols.dns.ZoneText;
import protocols.examples.PrintedAnswers.Asked;
import protocols.peers.Knot;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.TestCa;
import protocols.peers.TlsFront;

/** A zone of every record type, served by Knot: the example prints each answer as dig prints it. */
@RequiresServer({RealServer.KNOT, RealServer.DIG})
class KnotEveryTypeTest {

    private static final Name ZONE = Name.of("every.example");

    private static String text;
    private static Knot knot;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        try (InputStream in = ZoneText.class.getResourceAsStream("every-type.zone")) {
            text = new String(in.readAllBytes(), UTF_8);
        }
        knot = Knot.start(Map.of(ZONE.toString(), text));
    }

    @AfterAll
    static void stop() {
        if (knot != null) {
            knot.close();
        }
    }

    /** Every name and type of the zone; not NSEC3, whose names are hashes, which nobody can ask for. */
    private static List<Asked> everything() {
        return ZoneText.parse(text, ZONE).stream()
                .filter(one -> !one.type().equals(RecordType.NSEC3))
                .map(one -> new Asked(one.name().toString(), one.type().toString()))
                .distinct()
                .toList();
    }

    @Test
    void theZoneHoldsEveryTypeThatHasDataOfItsOwn() {
        List<String> types = List.of(
                ("A AAAA CNAME DNAME NS SOA PTR MX TXT SRV NAPTR CAA HINFO SSHFP TLSA SMIMEA SVCB HTTPS DS DNSKEY CDS"
                                + " CDNSKEY RRSIG NSEC NSEC3 NSEC3PARAM OPENPGPKEY CERT LOC URI RP AFSDB ZONEMD CSYNC"
                                + " TYPE65534")
                        .split(" "));
        assertThat(ZoneText.parse(text, ZONE))
                .extracting(one -> one.type().toString())
                .containsAll(types);
    }

    @ParameterizedTest
    @CsvSource({"+notcp,", "+tcp, --tcp"})
    void eachAnswerIsPrintedAsDigPrintsIt(String transport, String option) throws Exception {
        List<String> options = option == null ? List.of() : List.of(option);
        compare(dig(everything(), transport, "+answer"), knot.port(), options);
    }

    @Test
    @RequiresServer(RealServer.NGINX_STREAM)
    void overTlsItIsPrintedAsDigPrintsItOverTcp() throws Exception {
        String authority = TestCa.shared().writeTo(folder).toString();
        try (TlsFront front = TlsFront.before(knot.port())) {
            compare(
                    dig(everything(), "+tcp", "+answer"),
                    front.port(),
                    List.of("--tls", "implicit", "--ca", authority));
        }
    }

    private static void compare(List<String> dig, int port, List<String> options) {
        List<Asked> asked = everything();
        List<String> ours = new ArrayList<>();
        for (Asked one : asked) {
            ours.addAll(PrintedAnswers.ours(one, port, options));
        }
        assertThat(ours).isEqualTo(dig);
        assertThat(ours.size()).isGreaterThanOrEqualTo(asked.size());
    }

    @Test
    void theHashesOfADenialArePrintedAsDigPrintsThem() throws Exception {
        List<Asked> asked = List.of(new Asked("nope.every.example.", "A"));
        List<String> dig = dig(asked, "+dnssec", "+authority").stream()
                .filter(line -> line.contains(" NSEC3 "))
                .toList();
        byte[] query = Message.query(Name.of(asked.get(0).name()), RecordType.A)
                .dnssecOk()
                .encode();
        assertThat(exchange(query).section(DnsSection.AUTHORITY))
                .filteredOn(one -> one.type().equals(RecordType.NSEC3))
                .extracting(one -> PrintedAnswers.spaced(one.toString()))
                .isNotEmpty()
                .isEqualTo(dig);
    }

    private List<String> dig(List<Asked> asked, String... options) throws Exception {
        return PrintedAnswers.dig(folder, asked, knot.port(), options);
    }

    private static Message exchange(byte[] query) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(InetAddress.getLoopbackAddress(), knot.port());
            socket.setSoTimeout(30_000);
            socket.send(new DatagramPacket(query, query.length));
            DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
            socket.receive(packet);
            return Message.decode(Arrays.copyOf(packet.getData(), packet.getLength()));
        }
    }
}
