package protocols.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice@example.org",
                "a.b+tag@sub.example.org",
                "!#$%&'*+-/=?^_`{|}~@x",
                "\"a b\"@example.org",
                "\"a@evil x\"@good.example",
                "\"a\\\"\\\\b\"@example.org",
                "\"\"@example.org",
                "a@[192.0.2.255]",
                "a@[IPv6:2001:db8::1]",
                "a@[IPv6:::ffff:192.0.2.1]",
                "a@[IPv6:1:2:3:4:5:6:7:8]",
                "jörg@example.org",
                "用户@example.org"
            })
    void takesTheMailboxesOfRfc5321AndWritesThemBack(String mailbox) {
        assertThat(Address.of(mailbox).mailbox()).isEqualTo(mailbox);
        assertThat(Address.of(mailbox).mailbox()).isEqualTo(mailbox);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                "@example.org",
                "alice@",
                ".a@x",
                "a.@x",
                "a..b@x",
                "a b@x",
                "a@b@c",
                "<a@x>",
                "Alice <a@x>",
                "a@x (comment)",
                "a(comment)@x",
                "a@x ",
                " a@x",
                "@relay:a@x",
                "group: a@x;",
                "a@x,b@y",
                "a@x.",
                "a@.x",
                "a@x..y",
                "a@-x.y",
                "a@x-.y",
                "a@under_score.x",
                "a@[192.0.2.256]",
                "a@[192.0.2]",
                "a@[192.0.2.1.5]",
                "a@[IPv6:1::2::3]",
                "a@[IPv6:1:2:3:4:5:6:7]",
                "a@[IPv6:12345::]",
                "a@[tag:x]",
                "a@[192.0.2.1",
                "\"a@x",
                "\"a\"b@x",
                "\"a\"",
                "a@x\r\nRCPT TO:<b@y>",
                "a\n@x",
                "\"a\r\nb\"@x",
                "a@x\0",
                "a\u200e@x",
                "a\u00a0b@x",
                "a@stra\u202ee.example",
                "a@1.2.3.4",
                "a@host.123",
                "a@[01.2.3.4]",
                "a@[IPv6:fe80::1%eth0]",
                "a@[::1]",
                "a@_dmarc.example",
                "a@x.example.",
                "a@x>y",
                "\ud800@x"
            })
    void refusesWhatIsNoMailboxForAnEnvelope(String text) {
        assertThatThrownBy(() -> Address.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aQuotedAtSignDoesNotMoveTheDomain() {
        Address address = Address.of("\"a@evil x\"@good.example");

        assertThat(address.domain()).isEqualTo("good.example");
        assertThat(address.localPart()).isEqualTo("a@evil x");
    }

    @Test
    void lettersWhoseLowByteIsALineBreakDoNotReachTheWireAsOne() {
        // CVE-2025-7962: U+760D U+760A cut to one byte each are CR LF
        assertThat(Address.of("a@x\u760d\u760a").mailbox()).startsWith("a@xn--").isPrintable();
    }

    @Test
    void quotesThatAreNotNeededDoNotMakeAnotherMailbox() {
        assertThat(Address.of("\"joe\"@example.org")).isEqualTo(Address.of("joe@example.org"));
    }

    @Test
    void anInternationalDomainBecomesALabelsAndStaysAscii() {
        Address address = Address.of("info@bücher.example");

        assertThat(address.mailbox()).isEqualTo("info@xn--bcher-kva.example");
        assertThat(address.isAscii()).isTrue();
        assertThat(Address.of("jörg@bücher.example").isAscii()).isFalse();
    }

    @Test
    void holdsTheLengthsOfRfc5321() {
        String label = "d".repeat(63);
        String domain = label + "." + label + "." + label;
        Address.of("l".repeat(62) + "@" + domain);
        Address.of("l".repeat(64) + "@" + label + "." + label);

        assertThatThrownBy(() -> Address.of("l".repeat(63) + "@" + domain)).hasMessageContaining("too long");
        assertThatThrownBy(() -> Address.of("l".repeat(65) + "@x")).hasMessageContaining("too long");
        assertThatThrownBy(() -> Address.of("a@" + label + "d")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Address.of("ö".repeat(33) + "@x")).hasMessageContaining("too long");
    }

    @Test
    void aNameIsOneLine() {
        assertThat(Address.of("Alice Ä", "alice@example.org").name()).contains("Alice Ä");
        assertThatThrownBy(() -> Address.of("Alice\r\nBcc: eve@evil.example", "alice@example.org"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // RFC 5322 appendix A.1
                "John Doe <jdoe@machine.example>|John Doe|jdoe@machine.example",
                "\"Joe Q. Public\" <john.q.public@example.com>|Joe Q. Public|john.q.public@example.com",
                "\"Giant; \\\"Big\\\" Box\" <sysservices@example.net>|Giant; \"Big\" Box|sysservices@example.net",
                "Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>|Pete|pete@silly.test",
                "<boss@nil.test>||boss@nil.test",
                "jdoe@test . example||jdoe@test.example",
                "smith@home.example (Smith (junior))|Smith (junior)|smith@home.example",
                "<@a.example,@b.example:c@d.example>||c@d.example",
                "\"a, b\"@example.org||\"a, b\"@example.org",
                "=?utf-8?q?J=C3=B6rg?= <j@x.example>|Jörg|j@x.example",
                "\"=?utf-8?q?J=C3=B6rg?=\" <j@x.example>|Jörg|j@x.example",
                "a@[IPv6:2001:db8::1]||a@[IPv6:2001:db8::1]",
                "a@ [ 192.0.2.1 ] (Alice)|Alice|a@[192.0.2.1]",
                "<@[IPv6:2001:db8::9] , @b.example : \"c d\"@e.example>||\"c d\"@e.example",
                "Pete   (A nice \\) chap)  \"B.  C\" D <p@x.example>|Pete B.  C D|p@x.example",
                "[Team] a <a@x.example>|[Team] a|a@x.example",
                "Broken <a@x.example|Broken|a@x.example",
                "root||root",
                "Alice Doe|Alice Doe|``"
            })
    void readsOneAddressOfAHeader(String text, String name, String mailbox) {
        List<Address> read = Address.readList(text);

        assertThat(read).hasSize(1);
        assertThat(read.get(0).name().orElse(null)).isEqualTo(name);
        assertThat(read.get(0).mailbox()).isEqualTo(mailbox);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@[IPv6:2001:db8::1], b@x.example",
                "Group: a@[192.0.2.1];, b@x.example",
                "<@a.example: a@[IPv6:::1]>, b@x.example",
                "<@a.example, @b.example:\"a\"@c.example>, b@x.example"
            })
    void anAddressOfARouteAndALiteralIsOneToSendTo(String text) {
        assertThat(Address.readList(text)).hasSize(2).allMatch(Address::isDeliverable);
    }

    @Test
    void readsAListWithGroupsFlattened() {
        // RFC 5322 appendix A.1.3, and folding
        String text = "A Group:Ed Jones <joe@where.test>,\r\n joe@where.test,John <jdoe@one.test>;, last@x.test";

        assertThat(Address.readList(text))
                .extracting(Address::mailbox)
                .containsExactly("joe@where.test", "joe@where.test", "jdoe@one.test", "last@x.test");
        assertThat(Address.readList("Undisclosed recipients:;")).isEmpty();
        assertThat(Address.readList(" , ,, ")).isEmpty();
    }

    @Test
    void addressesWithoutASpaceBetweenThemAreAllThere() {
        assertThat(Address.readList("alice@example.org,bob@example.org;carol@example.org"))
                .extracting(Address::mailbox)
                .containsExactly("alice@example.org", "bob@example.org", "carol@example.org");
        assertThat(Address.readList("A <a@x.example>,B <b@x.example>,\"C\"<c@x.example>,<d@x.example>,(E)e@x.example"))
                .extracting(Address::mailbox)
                .containsExactly("a@x.example", "b@x.example", "c@x.example", "d@x.example", "e@x.example");
        assertThat(Address.readList("Group:a@x.example,b@x.example;c@x.example"))
                .extracting(Address::mailbox)
                .containsExactly("a@x.example", "b@x.example", "c@x.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<alice@bank.example, mallory@evil.example>",
                "a b@c.example",
                "a@b c.example",
                "Eve <a b@c.example>",
                "Eve <a@b c.example>",
                "a\tb@c.example",
                "\"a\"b@c.example",
                "a\"b\"@c.example",
                "<\"a\" b@c.example>",
                "Broken <a@x.example",
                "a@x\0.example",
                "<bob@x.example\0>",
                "a\0b@x.example",
                "\"a\\\0\"@x.example",
                "a@x.example>",
                "(a@x.example",
                "a@x.example (c",
                "\"a@x.example",
                "a..b@c.example",
                ".a@c.example",
                "<a@b@c.example>",
                "a@b@c.example",
                "a[b@c.example"
            })
    void whatHadToBeRepairedIsNeverDeliverable(String text) {
        assertThat(Address.readList(text)).isNotEmpty().noneMatch(Address::isDeliverable);
    }

    /** Nobody goes with his neighbour, who has forgotten a comma, a bracket, a quote or a parenthesis. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Bob <bob@x.example> Eve <eve@x.example>|bob@x.example, eve@x.example",
                "a@x.example <b@y.example> c@z.example|b@y.example, c@z.example",
                "<a@x.example> \"B\" <b@x.example>|a@x.example, b@x.example",
                "Bob <bob@x.example> (x) , c@x.example|bob@x.example, c@x.example",
                "\"unterminated <a@x.example>, b@x.example|b@x.example",
                "\"Bob\" <bob@x.example, \"Eve\" <eve@x.example>|eve@x.example",
                "<bob@x.example Eve <eve@x.example>|eve@x.example",
                "a@x.example (c, b@x.example|b@x.example",
                "(unterminated a@x.example, b@x.example|b@x.example",
                "Bob <bob@x.example>: Eve <eve@x.example>|bob@x.example, eve@x.example",
                "<@a.example,@b.example:c@d.example>, e@x.example|c@d.example, e@x.example"
            })
    void whatIsBrokenCostsItselfAlone(String text, String deliverable) {
        assertThat(Address.readList(text).stream()
                        .filter(Address::isDeliverable)
                        .map(Address::mailbox))
                .containsExactly(deliverable.split(", "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a . b @ c . example", "<a .b@ c. example>", "a.b (x) @ (y) c.example", "a.\r\n b@c.example"})
    void spaceAroundDotsAndTheAtSignIsAllowedInWhatIsReceived(String text) {
        // RFC 5322 section 4.4, obs-local-part and obs-domain
        assertThat(Address.readList(text)).singleElement().satisfies(address -> {
            assertThat(address.mailbox()).isEqualTo("a.b@c.example");
            assertThat(address.isDeliverable()).isTrue();
        });
    }

    @Test
    void whatIsNoMailboxShowsItselfButEntersNoEnvelope() {
        Address address = Address.readList("Root <root@local host\u0001>").get(0);

        assertThat(address.isDeliverable()).isFalse();
        assertThatThrownBy(() -> MailMessage.from(address)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MailMessage.from("a@x").to(address)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEncodedNameCannotSmuggleALineBreak() {
        Address address = Address.readList("=?utf-8?q?a=0D=0ABcc:_b?= <a@x>").get(0);

        assertThat(address.name()).contains("a  Bcc: b");
    }

    @Test
    @Timeout(20)
    void readingIsLinear() {
        for (String piece : List.of("(", "\"", "<", "a@b,", "=?", "=?a?q?b?=,", "\\", ":", "<@", "<(", "a ")) {
            assertThat(Address.readList(piece.repeat(300_000))).isNotNull();
        }
    }

    @Test
    void readingNeverThrows() {
        Random random = new Random(5322);
        String letters = "ab@.,;:<>()[]\"\\ \r\n\0=?é\ud83d";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(30); n > 0; n--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            for (Address address : Address.readList(text.toString())) {
                String shown = address.name().orElse("") + address.mailbox();
                assertThat(shown).doesNotContain("\r", "\n", "\0");
                if (address.isDeliverable()) {
                    assertThat(Address.of(address.mailbox()).mailbox()).isEqualTo(address.mailbox());
                }
            }
        }
    }
}
