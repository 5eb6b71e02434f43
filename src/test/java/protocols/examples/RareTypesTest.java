package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.dns.Dns;
import protocols.dns.DnsRecord;
import protocols.dns.DnsSession;
import protocols.dns.Name;
import protocols.dns.RecordType;
import protocols.dns.ZoneText;
import protocols.examples.PrintedAnswers.Asked;
import protocols.peers.Knot;
import protocols.peers.Named;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.TestCa;
import protocols.peers.TlsFront;

/**
 * A zone of the types that few zones have, served by Knot and by BIND: the example prints each answer as dig prints it. A
 * type that this dig does not know it prints as TYPEnn; there the text of the zone file counts, which is that of the RFC.
 */
@RequiresServer(RealServer.DIG)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RareTypesTest {

    private static final Name ZONE = Name.of("rare.example");

    /** What BIND takes in no zone any more. */
    private static final Set<RecordType> OBSOLETE = Set.of(RecordType.MD, RecordType.MF);

    private static List<DnsRecord> zone;

    @TempDir
    private Path folder;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = ZoneText.class.getResourceAsStream("rare-types.zone")) {
            zone = ZoneText.parse(new String(in.readAllBytes(), UTF_8), ZONE);
        }
    }

    /** Of these, Knot reads few by their names, and BIND 9.18 not the last two. */
    private static String generic(List<DnsRecord> records) {
        StringBuilder text = new StringBuilder();
        for (DnsRecord one : records) {
            byte[] data = one.data().toBytes();
            text.append("%s %d IN TYPE%d \\# %d "
                    .formatted(one.name(), one.ttl().toSeconds(), one.type().number(), data.length));
            for (byte octet : data) {
                text.append("%02x".formatted(octet & 0xff));
            }
            text.append('\n');
        }
        return text.toString();
    }

    @Test
    void theZoneHoldsEveryRareTypeThatMayStandInOne() {
        List<String> types = List.of(
                ("MD MF MB MG MR MINFO NULL WKS X25 ISDN RT NSAP NSAP-PTR SIG KEY PX GPOS NXT EID NIMLOC ATMA KX A6 SINK"
                                + " APL IPSECKEY DHCID HIP NINFO RKEY TALINK DSYNC HHIT BRID SPF UINFO UID GID UNSPEC"
                                + " NID L32 L64 LP EUI48 EUI64 AVC DOA AMTRELAY RESINFO WALLET CLA IPN TA DLV")
                        .split(" "));
        assertThat(zone).extracting(one -> one.type().toString()).containsAll(types);
    }

    @Test
    @RequiresServer({RealServer.KNOT, RealServer.NGINX_STREAM})
    void knotsAnswersArePrintedAsDigPrintsThem() throws Exception {
        try (Knot knot = Knot.start(Map.of(ZONE.toString(), generic(zone)))) {
            compare(zone, knot.port());
            assertThat(transferred(knot.port())).containsAll(zone);
        }
    }

    /** BIND reads each type that it knows in the text that is printed here. */
    @Test
    @RequiresServer({RealServer.NAMED, RealServer.NGINX_STREAM})
    void bindsAnswersArePrintedAsDigPrintsThem() throws Exception {
        List<DnsRecord> served =
                zone.stream().filter(one -> !OBSOLETE.contains(one.type())).toList();
        StringBuilder text = new StringBuilder();
        for (DnsRecord one : served) {
            boolean recent = one.type().number() > RecordType.AMTRELAY.number()
                            && one.type().number() < 32768
                    || one.type().number() >= RecordType.DSYNC.number()
                            && one.type().number() < RecordType.SPF.number();
            text.append(recent ? generic(List.of(one)) : one + "\n");
        }
        try (Named bind = Named.primary(ZONE.toString(), text.toString())) {
            compare(served, bind.port());
            assertThat(transferred(bind.port())).containsAll(served);
        }
    }

    private static List<DnsRecord> transferred(int port) throws IOException {
        List<DnsRecord> all = new ArrayList<>();
        try (DnsSession session = Dns.at("127.0.0.1").port(port).connect()) {
            session.transfer(ZONE, all::add);
        }
        return all;
    }

    private void compare(List<DnsRecord> records, int port) throws Exception {
        compare(records, port, port, "+notcp", List.of());
        compare(records, port, port, "+tcp", List.of("--tcp"));
        String authority = TestCa.shared().writeTo(folder).toString();
        try (TlsFront front = TlsFront.before(port)) {
            compare(records, port, front.port(), "+tcp", List.of("--tls", "implicit", "--ca", authority));
        }
    }

    private void compare(List<DnsRecord> records, int digPort, int port, String transport, List<String> options)
            throws Exception {
        List<Asked> asked = records.stream()
                .map(one -> new Asked(one.name().toString(), "TYPE" + one.type().number()))
                .toList();
        List<String> dig = PrintedAnswers.dig(folder, asked, digPort, transport, "+answer");
        List<String> expected = new ArrayList<>();
        List<String> ours = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            boolean known = !dig.get(i).contains(" TYPE" + records.get(i).type().number() + " ");
            expected.add(
                    known ? dig.get(i) : PrintedAnswers.spaced(records.get(i).toString()));
            ours.addAll(PrintedAnswers.ours(asked.get(i), port, options));
        }
        assertThat(dig).hasSameSizeAs(asked);
        assertThat(ours).isEqualTo(expected);
    }
}
