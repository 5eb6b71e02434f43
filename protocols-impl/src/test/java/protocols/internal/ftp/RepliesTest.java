package protocols.internal.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Reply;
import protocols.WireException;

/** The replies that carry a value: 213, 227, 229, 257; and the arguments of PORT and EPRT. */
class RepliesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Entering Passive Mode (132,235,1,2,24,131).",
                "Entering Passive Mode 132,235,1,2,24,131",
                "=132,235,1,2,24,131",
                "2 words, then (132, 235, 1, 2, 24, 131)",
                "999,132,235,1,2,24,131",
                "Entering Passive Mode ( 132 , 235,  1 ,2, 24,131 )",
                "Entering Passive Mode 132 ,235 ,1 ,2 ,24 ,131 ok",
                "Entering Passive Mode (132,235,001,002,024,131)"
            })
    void pasvIsFoundWhereverItStands(String text) throws Exception {
        DataPort port = DataPort.of(Reply.of("227", text));
        assertThat(port.port()).isEqualTo(24 * 256 + 131);
        assertThat(port.advertised()).contains(InetAddress.getByName("132.235.1.2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Entering Passive Mode",
                "(1,2,3,4,5)",
                "(1,2,3,4,5,256)",
                "(1,2,3,4,0,0)",
                "(1.2.3.4.5.6)",
                "(1,2,3,4,5,6666)",
                "(1,2,3,4,5,"
            })
    void pasvWithoutSixNumbersIsMalformed(String text) {
        assertThatThrownBy(() -> DataPort.of(Reply.of("227", text)))
                .isInstanceOf(WireException.Malformed.class)
                .hasMessageContaining("RFC 959");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Entering Extended Passive Mode (|||6446|)",
                "Entering Extended Passive Mode (!!!6446!)",
                "Entering Extended Passive Mode |||6446|",
                "Entering Extended Passive Mode (|1|192.0.2.1|6446|)",
                "Entering Extended Passive Mode (|2|2001:db8::1|6446|)",
                "Entering Extended Passive Mode (|||6446",
                "ok (6446)",
                "Extended Passive Mode OK (|||6446|)",
                "Entering (extended) passive mode - (|||6446|) - welcome, 10,0,0,1,4,1",
                "|||6446| is the port",
                "port !!!6446! of 2",
                "Ok... (|||6446|)",
                "(|1||6446|)"
            })
    void epsvIsReadWithAnyDelimiter(String text) throws Exception {
        assertThat(DataPort.of(Reply.of("229", text)).port()).isEqualTo(6446);
    }

    @Test
    void epsvAnsweredByA227IsUnderstood() throws Exception {
        assertThat(DataPort.of(Reply.of("227", "(10,0,0,1,4,1)")).port()).isEqualTo(1025);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "(",
                "(|",
                "(||",
                "(|||",
                "(||||)",
                "(|||0|)",
                "(|||65536|)",
                "(|||99999999999999999999|)",
                "(|||x|)",
                "(||6446|)",
                "Entering Extended Passive Mode",
                "()",
                "(10,0,0,1,4,1)",
                "Entering Passive Mode (10,0,0,1,4,1)",
                "10,0,0,1,4,1",
                "=10,0,0,1,4,1",
                "( 10, 0, 0, 1, 4, 1)",
                "(6446 or so)",
                "(|||6446x|)",
                "(|123|192.0.2.1|6446|)"
            })
    void epsvWithoutAPortIsMalformed(String text) {
        assertThatThrownBy(() -> DataPort.of(Reply.of("229", text)))
                .isInstanceOf(WireException.Malformed.class)
                .hasMessageContaining("RFC 2428");
    }

    @Test
    void portAndEprtAreWrittenAsInTheStandards() throws Exception {
        var four = new InetSocketAddress(InetAddress.getByName("132.235.1.2"), 6275);
        var six = new InetSocketAddress(InetAddress.getByName("1080::8:800:200C:417A"), 5282);
        assertThat(DataPort.portArgument(four)).isEqualTo("132,235,1,2,24,131");
        assertThat(DataPort.eprtArgument(four)).isEqualTo("|1|132.235.1.2|6275|");
        assertThat(DataPort.eprtArgument(six)).isEqualTo("|2|1080::8:800:200c:417a|5282|");
        var scoped = Inet6Address.getByAddress("", six.getAddress().getAddress(), 3);
        assertThat(DataPort.eprtArgument(new InetSocketAddress(scoped, 5282)))
                .isEqualTo("|2|1080::8:800:200c:417a|5282|");
        assertThatThrownBy(() -> DataPort.portArgument(six)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "\"/tmp\" is current directory.|/tmp",
                "\"/a \"\"quoted\"\" dir\" created|/a \"quoted\" dir",
                "\"\"\"\"|\"",
                "Current directory is \"/x\"|/x",
                "\" a \"| a "
            })
    void pathsLoseTheirQuotes(String text, String path) throws Exception {
        assertThat(FactReplies.path(Reply.of("257", text))).isEqualTo(path);
    }

    /** As servers have it that do not keep to appendix II. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "/tmp|/tmp",
                "/tmp is current directory.|/tmp",
                "/two words is the current directory|/two words",
                "/tmp current working directory|/tmp",
                "Current directory is /two words|/two words",
                "pub|pub",
                "C:\\two words is current directory|C:\\two words",
                "DISK:[ANON.PUB] is current default directory|DISK:[ANON.PUB]",
                "'/tmp' is current directory|/tmp",
                "'/it's here' is current directory|/it's here",
                "Directory '/two words'|/two words",
                "'/tmp|/tmp",
                "/home/o'brien is current directory|/home/o'brien",
                "\"'ALICE.'\" is working directory|'ALICE.'",
                "\"/tmp|/tmp",
                "\"/two words is current directory|/two words",
                "\"/tmp\"\"|/tmp\"",
                "\"\"\"|\""
            })
    void pathsAreReadWithoutTheirQuotes(String text, String path) throws Exception {
        assertThat(FactReplies.path(Reply.of("257", text))).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"", "\"\"", "''", "is current directory", "no path was given"})
    void aReplyWithoutAPathIsMalformed(String text) {
        assertThatThrownBy(() -> FactReplies.path(Reply.of("257", text)))
                .isInstanceOf(WireException.Malformed.class)
                .hasMessageContaining("appendix II");
    }

    @Test
    void whatIsSaidOfANewDirectoryIsAPathIfItIsQuoted() {
        assertThat(FactReplies.created(Reply.of("257", "\"/a \"\"b\"\"\" created")))
                .contains("/a \"b\"");
        for (String text : new String[] {"", "directory created", "/tmp created", "\"/tmp created", "\"\" created"}) {
            assertThat(FactReplies.created(Reply.of("257", text))).as(text).isEmpty();
        }
    }

    @Test
    void sizesAreDigitsAlone() throws Exception {
        assertThat(FactReplies.size(Reply.of("213", "1073741824"))).isEqualTo(1L << 30);
        assertThat(FactReplies.size(Reply.of("213", "1234567890123456789"))).isEqualTo(1234567890123456789L);
        assertThat(FactReplies.size(Reply.of("213", "9223372036854775807"))).isEqualTo(Long.MAX_VALUE);
        for (String text : new String[] {
            "", "-1", "12 bytes", "9223372036854775808", "9999999999999999999", "99999999999999999999", "0x10"
        }) {
            assertThatThrownBy(() -> FactReplies.size(Reply.of("213", text)))
                    .isInstanceOf(WireException.Malformed.class);
        }
    }

    @Test
    void timesAreInUtcAndKeepTheirFraction() throws Exception {
        assertThat(FactReplies.modified(Reply.of("213", "19980615100045"))).hasToString("1998-06-15T10:00:45Z");
        assertThat(FactReplies.modified(Reply.of("213", "19980615100045.014"))).hasToString("1998-06-15T10:00:45.014Z");
        assertThat(FactReplies.modified(Reply.of("213", "19980615100000"))).hasToString("1998-06-15T10:00:00Z");
        assertThat(FactReplies.modified(Reply.of("213", "19980615100000.0"))).hasToString("1998-06-15T10:00:00Z");
        assertThat(FactReplies.modified(Reply.of("213", "20161231235960"))).hasToString("2016-12-31T23:59:59Z");
        assertThat(FactReplies.modified(Reply.of("213", "19980615100045.1234567891"))
                        .time()
                        .getNano())
                .isEqualTo(123_456_789);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1998061510004",
                "199806151000450",
                "19981315100045",
                "19980631100045",
                "19980615240045",
                "19980615106045",
                "19980615100061",
                "19980615100045.1x",
                "1998061510004x"
            })
    void otherTimesAreMalformed(String text) {
        assertThatThrownBy(() -> FactReplies.modified(Reply.of("213", text)))
                .isInstanceOf(WireException.Malformed.class);
    }
}
