package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import protocols.WireException.Malformed;

/** Every record type, between presentation format, values and the wire. */
class EveryTypeTest {

    /** Types that have no data of their own: pseudo-records and questions. */
    private static final Set<String> NO_DATA = Set.of("OPT", "AXFR", "IXFR", "ANY", "MAILA", "MAILB", "NXNAME");

    /** Type, data as dig prints it, data on the wire; from the RFC of the type where that has an example. */
    private static final String TABLE =
            """
            A          | 192.0.2.1 | C0000201
            AAAA       | 2001:db8::1 | 20010DB8000000000000000000000001
            CNAME      | www.example.org. | 03777777076578616D706C65036F726700
            DNAME      | frobozz-division.acme.example. | 1066726F626F7A7A2D6469766973696F6E0461636D65076578616D706C6500
            NS         | ns.example. | 026E73076578616D706C6500
            PTR        | . | 00
            SOA        | a. b. 4294967295 1 2 3 4294967295 | 016100016200FFFFFFFF000000010000000200000003FFFFFFFF
            MX         | 10 mx.example. | 000A026D78076578616D706C6500
            MX         | 0 . | 000000
            TXT        | "v=spf1 -all" "" "\\"\\\\\\000" | 0B763D73706631202D616C6C0003225C00
            SRV        | 0 5 5060 sip.example. | 0000000513C403736970076578616D706C6500
            NAPTR      | 100 10 "u" "E2U+sip" "!^.*$!sip:a@b.example!" . | 0064000A017507453255 2B736970 16215E2E2A24217369703A6140622E6578616D706C652100
            NAPTR      | 100 50 "s" "z3950+I2L+I2C" "" _z3950._tcp.gatech.edu. | 00640032 0173 0D7A333935302B49324C2B493243 00 065F7A33393530 045F746370 06676174656368 0365647500
            CAA        | 0 issue "ca1.example.net" | 00 056973737565 6361312E6578616D706C652E6E6574
            CAA        | 128 tbs "" | 80 03746273
            HINFO      | "PC-Intel-700mhz" "Redhat \\"Linux\\" 7.1" | 0F50432D496E74656C2D3730306D687A 12 52656468617420224C696E75782220372E31
            SSHFP      | 2 1 123456789ABCDEF67890123456789ABCDEF67890 | 02 01 123456789ABCDEF67890123456789ABCDEF67890
            TLSA       | 0 0 1 D2ABDE240D7CD3EE6B4B28C54DF034B97983A1D16E8A410E4561CB10 6618E971 | 000001D2ABDE240D7CD3EE6B4B28C54DF034B97983A1D16E8A410E4561CB106618E971
            SMIMEA     | 3 1 0 ABCDEF | 030100ABCDEF
            SVCB       | 0 foo.example.com. | 0000 03666F6F 076578616D706C65 03636F6D 00
            SVCB       | 1 . | 0001 00
            SVCB       | 16 foo.example.com. port=53 | 0010 03666F6F 076578616D706C65 03636F6D 00 0003 0002 0035
            SVCB       | 1 foo.example.com. key667="hello\\210qoo" | 0001 03666F6F 076578616D706C65 03636F6D 00 029B 0009 68656C6C6FD2716F6F
            SVCB       | 1 foo.example.com. ipv6hint=2001:db8::1,2001:db8::53:1 | 0001 03666F6F 076578616D706C65 03636F6D 00 0006 0020 20010DB8000000000000000000000001 20010DB8000000000000000000530001
            SVCB       | 16 foo.example.org. mandatory=alpn,ipv4hint alpn="h2,h3-19" ipv4hint=192.0.2.1 | 0010 03666F6F 076578616D706C65 036F7267 00 0000 0004 0001 0004 0001 0009 026832 0568332D3139 0004 0004 C0000201
            SVCB       | 16 foo.example.org. alpn="f\\\\\\\\oo\\\\,bar,h2" | 0010 03666F6F 076578616D706C65 036F7267 00 0001 000C 08665C6F6F2C626172 026832
            SVCB       | 1 dot. dohpath="/dns-query{?dns}" key9 | 0001 03646F74 00 0007 0010 2F646E732D71756572797B3F646E737D 0009 0000
            HTTPS      | 1 . alpn="h2,h3" no-default-alpn port=8443 ech=AEX+DQ== | 0001 00 0001 0006 026832 026833 0002 0000 0003 0002 20FB 0005 0004 0045FE0D
            DS         | 60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118 | EC45 05 01 2BB183AF5F22588179A53B0A98631FAD1A292118
            CDS        | 0 0 0 00 | 0000 00 00 00
            DNSKEY     | 256 3 5 AQPSKmynfzW4kyBv015MUG2DeIQ3 | 0100 03 05 0103D22A6CA77F35B893206FD35E4C506D8378843 7
            CDNSKEY    | 0 3 0 AA== | 0000 03 00 00
            RRSIG      | A 5 3 86400 20030322173103 20030220173103 2642 example.com. oJB1W6WNGv+ldvQ3WDG0MQkg5IE= | 0001 05 03 00015180 3E7C9DD7 3E5510D7 0A52 076578616D706C65 03636F6D00 A090755BA58D1AFFA576F4375831B4310920E481
            NSEC       | host.example.com. A MX RRSIG NSEC TYPE1234 | 04686F7374 076578616D706C65 03636F6D00 0006 400100000003 041B 000000000000000000000000000000000000000000000000000020
            NSEC3      | 1 1 12 AABBCCDD 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR MX DNSKEY NS SOA NSEC3PARAM RRSIG | 01 01 000C 04 AABBCCDD 14 174EB2409FE28BCB4887A1836F957F0A8425E27B 0007 22010000000290
            NSEC3      | 1 0 0 - VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV | 01 00 0000 00 14 FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF
            NSEC3PARAM | 1 0 12 AABBCCDD | 01 00 000C 04 AABBCCDD
            NSEC3PARAM | 1 0 0 - | 01 00 0000 00
            OPENPGPKEY | mQENBFk= | 99010D0459
            CERT       | PKIX 12345 RSASHA256 MIIB | 0001 3039 08 308201
            CERT       | 65280 1 200 AA== | FF00 0001 C8 00
            LOC        | 42 21 54.000 N 71 6 18.000 W -24.00m 30m 10000m 10m | 00 33 16 13 89172DD0 70BE15F0 00988D20
            LOC        | 90 0 0.000 S 180 0 0.000 E 42849672.95m 0.00m 0.05m 90000000m | 00 00 50 99 6CB02700 A69FB200 FFFFFFFF
            URI        | 10 1 "ftp://ftp1.example.com/public" | 000A 0001 6674703A2F2F667470312E6578616D706C652E636F6D2F7075626C6963
            RP         | louie.trantor.umd.edu. lam1.people.test. | 056C6F756965 077472616E746F72 03756D64 0365647500 046C616D31 0670656F706C65 047465737400
            AFSDB      | 1 bigbird.toaster.com. | 0001 0762696762697264 07746F6173746572 03636F6D00
            ZONEMD     | 2018031500 1 1 62E6CF51B02E54B9B5F967D547CE43136792901F9F88E637493DAAF4 01C92C279DD10F0EDB1C56F8080211F8480EE306 | 7848B78C 01 01 62E6CF51B02E54B9B5F967D547CE43136792901F9F88E637493DAAF401C92C279DD10F0EDB1C56F8080211F8480EE306
            CSYNC      | 66 3 A NS AAAA | 00000042 0003 0004 60000008
            MD         | mx.example. | 026D78076578616D706C6500
            MF         | mx.example. | 026D78076578616D706C6500
            MB         | mx.example. | 026D78076578616D706C6500
            MG         | mx.example. | 026D78076578616D706C6500
            MR         | mx.example. | 026D78076578616D706C6500
            MINFO      | a. . | 01610000
            NULL       | \\# 4 01020304 | 01020304
            NULL       | \\# 0 |
            WKS        | 192.0.2.1 6 25 80 | C0000201 06 00000040000000000000 80
            WKS        | 192.0.2.1 17 | C0000201 11
            X25        | "311061700956" | 0C333131303631373030393536
            ISDN       | "150862028003217" "004" | 0F313530383632303238303033323137 03303034
            ISDN       | "" | 00
            RT         | 10 relay.example. | 000A 0572656C6179 076578616D706C6500
            NSAP       | 0x47000580005a0000000001e133ffffff00016100 | 47000580005A0000000001E133FFFFFF00016100
            NSAP-PTR   | mx.example. | 026D78076578616D706C6500
            SIG        | A 5 3 86400 20030322173103 20030220173103 2642 example.com. oJB1W6WNGv+ldvQ3WDG0MQkg5IE= | 0001 05 03 00015180 3E7C9DD7 3E5510D7 0A52 076578616D706C65 03636F6D00 A090755BA58D1AFFA576F4375831B4310920E481
            SIG        | 0 5 0 0 20030322173103 20030220173103 2642 . oJA= | 0000 05 00 00000000 3E7C9DD7 3E5510D7 0A52 00 A090
            KEY        | 256 3 5 AQPSKmynfzW4kyBv015MUG2DeIQ3 | 0100 03 05 0103D22A6CA77F35B893206FD35E4C506D8378843 7
            KEY        | 49408 3 0 | C100 03 00
            PX         | 10 a. b. | 000A 016100 016200
            GPOS       | "-32.6882" "116.8652" "10.0" | 082D33322E36383832 083131362E38363532 0431302E30
            NXT        | a. A AAAA | 016100 40000008
            NXT        | a. | 016100
            EID        | E32C6F78163A9348 | E32C6F78163A9348
            NIMLOC     | 32251A030067 | 32251A030067
            ATMA       | 39246f00000000000000000000000000000000 | 00 39246F00000000000000000000000000000000
            ATMA       | +61200000 | 01 3631323030303030
            KX         | 10 kx.example. | 000A 026B78 076578616D706C6500
            A6         | 64 ::1 a. | 40 0000000000000001 016100
            A6         | 0 2001:db8::1 | 00 20010DB8000000000000000000000001
            A6         | 128 a. | 80 016100
            A6         | 65 ::7f00:0:0:1 . | 41 7F00000000000001 00
            SINK       | 1 2 3 AQIDBAU= | 01 02 03 0102030405
            SINK       | 1 2 3 | 01 02 03
            APL        | 1:192.168.32.0/21 !1:192.168.38.0/28 | 0001 15 03 C0A820 0001 1C 83 C0A826
            APL        | 2:ff00::/8 1:0.0.0.0/0 | 0002 08 01 FF 0001 00 00
            APL        |  |
            IPSECKEY   | 10 1 2 192.0.2.38 AQNRU5g= | 0A 01 02 C0000226 0103515398
            IPSECKEY   | 10 0 2 . AQNRU5g= | 0A 00 02 0103515398
            IPSECKEY   | 10 3 2 mygateway.example.com. AQNRU5g= | 0A 03 02 096D7967617465776179 076578616D706C65 03636F6D00 0103515398
            IPSECKEY   | 10 2 2 2001:db8::1 AQNRU5g= | 0A 02 02 20010DB8000000000000000000000001 0103515398
            DHCID      | AAIBY2/AuCccgoJbsaxcQc9TUapptP69lOjxfNuVAA2kjEA= | 000201636FC0B8271C82825BB1AC5C41CF5351AA69B4FEBD94E8F17CDB95000DA48C40
            HIP        | 2 200100107B1A74DF365639CC39F1D578 AwEAAQ== | 10 02 0004 200100107B1A74DF365639CC39F1D578 03010001
            HIP        | 2 200100107B1A74DF365639CC39F1D578 AwEAAQ== rvs1.example. rvs2.example. | 10 02 0004 200100107B1A74DF365639CC39F1D578 03010001 0472767331 076578616D706C6500 0472767332 076578616D706C6500
            NINFO      | "abcd" "1" | 0461626364 0131
            RKEY       | 0 1 5 AQPSKmynfzW4kyBv015MUG2DeIQ3 | 0000 01 05 0103D22A6CA77F35B893206FD35E4C506D83788437
            TALINK     | a. b. | 016100 016200
            DSYNC      | CDS NOTIFY 5359 cds-scanner.example.net. | 003B 01 14EF 0B6364732D7363616E6E6572 076578616D706C65 036E657400
            DSYNC      | CSYNC 2 0 . | 003E 02 0000 00
            HHIT       | ggECAw== | 82010203
            BRID       | ggECAw== | 82010203
            SPF        | "v=spf1 -all" "" | 0B763D73706631202D616C6C 00
            UINFO      | \\# 3 010203 | 010203
            UID        | \\# 4 00000001 | 00000001
            GID        | \\# 4 00000001 | 00000001
            UNSPEC     | \\# 2 0102 | 0102
            NID        | 10 14:4fff:ff20:ee64 | 000A 00144FFFFF20EE64
            L32        | 10 10.1.2.0 | 000A 0A010200
            L64        | 10 2001:db8:1140:1000 | 000A 20010DB811401000
            LP         | 10 l64-subnet1.example.com. | 000A 0B6C36342D7375626E657431 076578616D706C65 03636F6D00
            EUI48      | 00-00-5e-00-53-2a | 00005E00532A
            EUI64      | 00-00-5e-ef-10-00-00-2a | 00005EEF1000002A
            TKEY       | a. 1048354263 1045762263 3 NOERROR 4 AQIDBA== 0 | 016100 3E7C9DD7 3E5510D7 0003 0000 0004 01020304 0000
            TKEY       | a. 1048354263 1045762263 3 BADSIG 0 2 BQY= | 016100 3E7C9DD7 3E5510D7 0003 0010 0000 0002 0506
            TSIG       | hmac-sha256. 1048354263 300 4 AQIDBA== 4660 NOERROR 0 | 0B686D61632D73686132353600 00003E7C9DD7 012C 0004 01020304 1234 0000 0000
            TSIG       | a. 281474976710655 300 0 4660 BADTIME 6 AAA+fJ3Y | 016100 FFFFFFFFFFFF 012C 0000 1234 0012 0006 00003E7C9DD8
            AVC        | "app-name:WOLFGANG" "x" | 116170702D6E616D653A574F4C4647414E47 0178
            DOA        | 0 1 2 "" AgM= | 00000000 00000001 02 00 0203
            DOA        | 1234567890 1234567890 1 "image/gif" - | 499602D2 499602D2 01 09696D6167652F676966
            AMTRELAY   | 10 0 0 . | 0A 00
            AMTRELAY   | 10 1 1 203.0.113.15 | 0A 81 CB00710F
            AMTRELAY   | 10 0 2 2001:db8::15 | 0A 02 20010DB8000000000000000000000015
            AMTRELAY   | 128 1 3 amtrelays.example.com. | 80 83 09616D7472656C617973 076578616D706C65 03636F6D00
            RESINFO    | "qnamemin" "exterr=15-17" | 08716E616D656D696E 0C6578746572723D31352D3137
            WALLET     | "BTC" "1x" | 03425443 023178
            CLA        | "TCP-v4" | 065443502D7634
            IPN        | 4294967298 | 0000000100000002
            IPN        | 18446744073709551615 | FFFFFFFFFFFFFFFF
            TA         | 60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118 | EC45 05 01 2BB183AF5F22588179A53B0A98631FAD1A292118
            DLV        | 60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118 | EC45 05 01 2BB183AF5F22588179A53B0A98631FAD1A292118
            TYPE731    | \\# 3 ABCDEF | ABCDEF
            TYPE731    | \\# 0 |
            """;

    private static Stream<Arguments> table() {
        return TABLE.lines()
                .map(line -> line.split(" *\\| *", -1))
                .map(cells -> Arguments.of(cells[0], cells[1], cells[2].replace(" ", "")));
    }

    /** A record of each line of the table. */
    static List<DnsRecord> records() {
        return table().map(row -> DnsRecord.parse("example.com. 60 IN " + row.get()[0] + " " + row.get()[1]))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("table")
    void printsParsesEncodesAndDecodesToTheSame(String type, String text, String hex) throws Exception {
        RecordType recordType = RecordType.parse(type);
        Rdata parsed = Rdata.parse(recordType, text);
        Rdata decoded = Rdata.decode(recordType, Octets.ofHex(hex).toBytes());
        assertThat(parsed.type()).isEqualTo(recordType);
        assertThat(Octets.of(parsed.toBytes()).hex()).isEqualTo(hex);
        assertThat(decoded).isEqualTo(parsed).hasSameHashCodeAs(parsed);
        assertThat(Rdata.parse(recordType, decoded.toPresentation())).isEqualTo(parsed);
        assertThat(Rdata.parse(recordType, "\\# " + hex.length() / 2 + " " + hex))
                .isEqualTo(parsed);
        if (!type.equals("NSEC3")) {
            assertThat(decoded.toPresentation()).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void standsInAMessageAndComesBack(String type, String text, String hex) throws Exception {
        DnsRecord one = DnsRecord.parse("example.com. 60 IN " + type + " " + text);
        Message message = Message.query(Name.of("example.com"), one.type())
                .answer(one, one)
                .build();
        assertThat(message.section(DnsSection.ANSWER)).containsExactly(one, one);
        assertThat(message.trailingBytes()).isZero();
    }

    @ParameterizedTest
    @MethodSource("table")
    void everyDataThatIsCutIsMalformedOrStillData(String type, String text, String hex) throws Exception {
        RecordType recordType = RecordType.parse(type);
        for (int cut = 0; cut < hex.length(); cut += 2) {
            byte[] data = Octets.ofHex(hex.substring(0, cut)).toBytes();
            try {
                assertThat(Rdata.decode(recordType, data).toBytes()).isEqualTo(data);
            } catch (Malformed expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void theTableHoldsEveryTypeThatIsKnown() {
        Set<String> inTable = table().map(row -> (String) row.get()[0]).collect(Collectors.toSet());
        for (int number = 0; number < 65536; number++) {
            RecordType type = RecordType.of(number);
            if (RdataCodec.isKnown(type)) {
                assertThat(inTable).contains(type.toString());
            }
        }
        assertThat(inTable).doesNotContainAnyElementsOf(NO_DATA).hasSize(90 + 1);
    }

    @Test
    void serviceParametersAreReadByTheirMeaning() {
        String text = "1 . mandatory=port alpn=h2,h3 no-default-alpn port=8443 ipv4hint=192.0.2.1 ipv6hint=2001:db8::1";
        SvcParams params = ((ServiceRdata.Https) Rdata.parse(RecordType.HTTPS, text)).params();
        assertThat(params.mandatory()).containsExactly(SvcParams.PORT);
        assertThat(params.alpn()).containsExactly("h2", "h3");
        assertThat(params.noDefaultAlpn()).isTrue();
        assertThat(params.port()).hasValue(8443);
        assertThat(params.ipv4Hints()).extracting(Addresses::print).containsExactly("192.0.2.1");
        assertThat(params.ipv6Hints()).extracting(Addresses::print).containsExactly("2001:db8::1");
        assertThat(params.value(SvcParams.ECH)).isEmpty();
        assertThat(SvcParams.NONE.port()).isEmpty();
    }
}
