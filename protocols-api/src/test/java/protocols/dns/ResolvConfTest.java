package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import protocols.dns.ResolvConf.Option;
import protocols.spi.DnsOptions;
import protocols.spi.NameServer;

class ResolvConfTest {

    @Test
    void serversAreTakenInTheirOrder() {
        ResolvConf conf = ResolvConf.read(
                """
                # made by hand
                ; nameserver 192.0.2.99
                search example.org
                nameserver 192.0.2.1
                nameserver\t2001:db8::1 and more
                nameserver fe80::1%eth0
                """);
        assertThat(conf.servers()).containsExactly("192.0.2.1", "2001:db8::1", "fe80::1%eth0");
        assertThat(conf.timeout()).isEmpty();
        assertThat(conf.attempts()).isEmpty();
    }

    @Test
    void optionsAreCapped() {
        ResolvConf conf = ResolvConf.read("options ndots:2 timeout:1\noptions attempts:99 rotate\n");
        assertThat(conf.timeout()).contains(Duration.ofSeconds(1));
        assertThat(conf.attempts()).hasValue(5);
        assertThat(ResolvConf.read("options timeout:3600").timeout()).contains(Duration.ofSeconds(30));
        assertThat(ResolvConf.read("options timeout:0 attempts:-1 timeout: attempts:x")
                        .timeout())
                .isEmpty();
    }

    @Test
    void whatIsNoAddressIsPassedOver() {
        assertThat(ResolvConf.read(
                                """
                        nameserver
                        nameserver dns.example.org
                        nameserver 192.0.2
                        nameserver 192.0.2.1%eth0
                        nameserver fe80::1%
                        nameserver fe80::1%e/0
                        nameserver ::g
                        NAMESERVER 192.0.2.1
                        nameserver 192.0.2.1\r
                        """)
                        .servers())
                .containsExactly("192.0.2.1");
    }

    @Test
    void noServerNamedIsThisMachine() {
        assertThat(ResolvConf.read("").servers()).containsExactly("127.0.0.1");
        assertThat(ResolvConf.read("\u0000\n\n\u00ff nameserver").servers()).containsExactly("127.0.0.1");
    }

    @Test
    void onlyThreeServersAreAsked() {
        ResolvConf conf = ResolvConf.read(
                "nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\nnameserver 192.0.2.4\n");
        assertThat(conf.servers()).containsExactly("192.0.2.1", "192.0.2.2", "192.0.2.3");
        assertThat(conf.ignored()).containsExactly("nameserver 192.0.2.4");
    }

    @Test
    void theLastOfSearchAndDomainCounts() {
        assertThat(suffixes("domain a.example\nsearch b.example c.example.\n"))
                .containsExactly(Name.of("b.example"), Name.of("c.example"));
        assertThat(suffixes("search b.example c.example\ndomain a.example more\n"))
                .containsExactly(Name.of("a.example"));
        assertThat(suffixes("nameserver 192.0.2.1\n")).isEmpty();
    }

    @Test
    void theEnvironmentHasTheLastWord() {
        ResolvConf conf = ResolvConf.read(
                "search a.example\noptions ndots:2 timeout:9\n",
                Map.of("LOCALDOMAIN", "x.example y.example", "RES_OPTIONS", "ndots:3 rotate", "PATH", "/bin"));
        assertThat(conf.searchList())
                .isEqualTo(SearchList.of("x.example", "y.example").ndots(3));
        assertThat(conf.timeout()).contains(Duration.ofSeconds(9));
        assertThat(conf.has(Option.ROTATE)).isTrue();
        assertThat(ResolvConf.read("search a.example\n", Map.of("LOCALDOMAIN", ""))
                        .searchList())
                .isEqualTo(SearchList.NONE);
    }

    @Test
    void everyOptionIsKnownOrReported() {
        ResolvConf conf = ResolvConf.read(
                """
                options ndots:99 rotate edns0 use-vc trust-ad no-aaaa no-reload
                options inet6 ndots:x timeout debug
                sortlist 130.155.160.0/255.255.240.0
                  nameserver 192.0.2.7
                """);
        assertThat(conf.options()).containsExactlyInAnyOrder(Option.values());
        assertThat(conf.searchList().ndots()).isEqualTo(15);
        assertThat(conf.ignored())
                .containsExactly(
                        "inet6",
                        "ndots:x",
                        "timeout",
                        "debug",
                        "sortlist 130.155.160.0/255.255.240.0",
                        "nameserver 192.0.2.7");
    }

    @Test
    void optionsReachTheClient() {
        DnsOptions dns = Dns.at("192.0.2.1")
                .configured(ResolvConf.read(
                        "nameserver 192.0.2.9\nsearch a.example\noptions use-vc rotate no-aaaa attempts:4 timeout:7\n"))
                .options();
        assertThat(dns.servers()).containsExactly(NameServer.of("192.0.2.9"));
        assertThat(dns.tcp()).isTrue();
        assertThat(dns.rounds()).isEqualTo(4);
        assertThat(dns.patience()).isEqualTo(Duration.ofSeconds(7));
        assertThat(dns.stub().rotates()).isTrue();
        assertThat(dns.stub().ipv4Only()).isTrue();
        assertThat(dns.stub().searchList()).contains(SearchList.of("a.example"));
    }

    @Test
    void whatTheCallerSaysGoesBeforeTheFile() {
        DnsOptions dns = Dns.at("192.0.2.1")
                .attempts(1)
                .searchList(SearchList.of("b.example"))
                .configured(ResolvConf.read("search a.example\noptions attempts:4\n"))
                .options();
        assertThat(dns.rounds()).isEqualTo(1);
        assertThat(dns.stub().searchList()).contains(SearchList.of("b.example"));
    }

    private static List<Name> suffixes(String text) {
        return ResolvConf.read(text).searchList().suffixes();
    }

    @Test
    void aServerBesideThoseOfTheSystemIsNotDroppedInSilence() {
        Dns system = Dns.system(Path.of("resolv.conf"));
        assertThatThrownBy(() -> system.or("192.0.2.53")).isInstanceOf(IllegalStateException.class);
    }
}
