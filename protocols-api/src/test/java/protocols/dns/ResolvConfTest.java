package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResolvConfTest {

    @Test
    void serversAreTakenInTheirOrder() {
        ResolvConf conf = ResolvConf.parse(
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
        ResolvConf conf = ResolvConf.parse("options ndots:2 timeout:1\noptions attempts:99 rotate\n");
        assertThat(conf.timeout()).contains(Duration.ofSeconds(1));
        assertThat(conf.attempts()).contains(5);
        assertThat(ResolvConf.parse("options timeout:3600").timeout()).contains(Duration.ofSeconds(30));
        assertThat(ResolvConf.parse("options timeout:0 attempts:-1 timeout: attempts:x")
                        .timeout())
                .isEmpty();
    }

    @Test
    void whatIsNoAddressIsPassedOver() {
        assertThat(ResolvConf.parse(
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
        assertThat(ResolvConf.parse("").servers()).containsExactly("127.0.0.1");
        assertThat(ResolvConf.parse("\u0000\n\n\u00ff nameserver").servers()).containsExactly("127.0.0.1");
    }
}
