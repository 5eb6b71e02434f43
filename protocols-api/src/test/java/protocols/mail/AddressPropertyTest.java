package protocols.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import protocols.net.Host;

/** Any mailbox by RFC 5321 and RFC 6531, and any list of them in any of the forms of RFC 5322 section 3.4 and 4.4. */
class AddressPropertyTest {

    private static final String SPECIALS = "()<>[]:;@\\,.\"";
    private static final String ATEXT = "abcXYZ019!#$%&'*+-/=?^_`{|}~";

    /** A mailbox in three pieces; the local part without its quotes. */
    record Mailbox(String local, String domain) {
        boolean isDotAtom() {
            return !local.isEmpty()
                    && !local.startsWith(".")
                    && !local.endsWith(".")
                    && !local.contains("..")
                    && local.chars().noneMatch(c -> c <= ' ' || c == 0x7f || (c != '.' && SPECIALS.indexOf(c) >= 0));
        }

        String plain() {
            String quoted = "\"" + local.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            return (isDotAtom() ? local : quoted) + "@" + domain;
        }
    }

    record Owned(String name, Mailbox mailbox) {
        Address address() {
            return name.isEmpty() ? Address.of(mailbox.plain()) : Address.of(name, mailbox.plain());
        }
    }

    @Property
    void aMailboxIsWhatItIsMadeOf(@ForAll("mailboxes") Mailbox mailbox, @ForAll("randoms") Random random) {
        Varying vary = new Varying(random);
        String local = mailbox.isDotAtom() && vary.maybe() ? mailbox.local : vary.quoted(mailbox.local, false);
        Address address = Address.of(local + "@" + mailbox.domain);

        assertThat(address.localPart()).isEqualTo(mailbox.local);
        assertThat(address.domain()).isEqualTo(mailbox.domain);
        assertThat(address.mailbox()).isEqualTo(mailbox.plain());
        assertThat(Address.of(address.mailbox())).isEqualTo(address);
        assertThat(Address.read("", mailbox.local, mailbox.domain)).isEqualTo(address);
    }

    @Property
    void aListThatIsWrittenIsRead(@ForAll("owners") List<Owned> owners) {
        List<Address> addresses = owners.stream().map(Owned::address).toList();
        String written =
                new String(new HeaderWriter().addresses("To", addresses).bytes(), UTF_8);

        assertThat(MailHeaders.read(written.getBytes(UTF_8)).to()).isEqualTo(addresses);
        assertThat(written.lines()).allMatch(line -> line.length() <= 998);
    }

    @Property
    void aListHoweverItIsWrittenIsRead(@ForAll("owners") List<Owned> owners, @ForAll("randoms") Random random) {
        Varying vary = new Varying(random);
        List<Address> addresses = owners.stream().map(Owned::address).toList();

        String text = list(owners, vary);
        assertThat(Address.readList(text)).as(text).isEqualTo(addresses);
    }

    private static String list(List<Owned> owners, Varying vary) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < owners.size(); ) {
            if (vary.below(4) > 0) {
                items.add(item(owners.get(i++), vary));
                continue;
            }
            int to = Math.min(owners.size(), i + vary.below(3));
            List<String> members = new ArrayList<>();
            owners.subList(i, to).forEach(member -> members.add(item(member, vary)));
            items.add((vary.maybe() ? "Friends" : vary.quoted("our, (friends): <x>;", true)) + vary.anything() + ":"
                    + vary.gap() + String.join(vary.gap() + ",", members) + vary.gap() + ";");
            i = to;
        }
        // RFC 5322 section 4.4: nothing between two commas.
        return vary.gap() + String.join(vary.below(5) == 0 ? ", ," : vary.gap() + "," + vary.gap(), items) + vary.gap();
    }

    private static String item(Owned owned, Varying vary) {
        if (owned.name.isEmpty()) {
            return vary.maybe()
                    ? addrSpec(owned.mailbox, vary, false)
                    : vary.gap() + "<" + route(vary) + addrSpec(owned.mailbox, vary, true) + ">" + vary.gap();
        }
        if (vary.below(5) == 0 && isAscii(owned.name)) {
            return addrSpec(owned.mailbox, vary, false) + vary.gap() + comment(owned.name) + vary.gap();
        }
        return name(owned.name, vary) + vary.anything() + "<" + route(vary) + addrSpec(owned.mailbox, vary, true) + ">"
                + vary.anything();
    }

    private static String route(Varying vary) {
        return vary.below(6) > 0
                ? ""
                : "@relay.example," + vary.gap() + vary.pick(List.of("@[192.0.2.9]", "@[IPv6:2001:db8::9]")) + ":";
    }

    /** Comments where they are no name. */
    private static String addrSpec(Mailbox mailbox, Varying vary, boolean angled) {
        boolean atoms = mailbox.isDotAtom() && vary.maybe();
        String local = atoms ? spread(mailbox.local, vary, angled) : vary.quoted(mailbox.local, false);
        boolean literal = mailbox.domain.startsWith("[");
        String domain = literal ? mailbox.domain : spread(mailbox.domain, vary, angled);
        String before = angled ? vary.anything() : vary.gap();
        String between = angled ? vary.anything() : vary.gap();
        return before + local + between + "@" + vary.gap() + domain + (angled ? vary.anything() : vary.gap());
    }

    /** White space and comments around the dots (RFC 5322 section 4.4). */
    private static String spread(String dotted, Varying vary, boolean comments) {
        StringBuilder out = new StringBuilder();
        for (char c : dotted.toCharArray()) {
            boolean gap = c == '.' && vary.below(4) == 0;
            String white = comments ? vary.anything() : vary.gap();
            out.append(gap ? white : "").append(c).append(gap ? vary.gap() : "");
        }
        return out.toString();
    }

    private static String comment(String text) {
        StringBuilder out = new StringBuilder("(");
        for (char c : text.toCharArray()) {
            out.append(c == '(' || c == ')' || c == '\\' ? "\\" : "").append(c);
        }
        return out.append(')').toString();
    }

    private static String name(String name, Varying vary) {
        boolean words = !name.contains("  ") && !name.contains("=?");
        int form = vary.below(3);
        if (form == 0 || !isAscii(name) || name.contains("=?")) {
            return vary.encodedWords(name);
        }
        if (form == 1 || !words) {
            return vary.quoted(name, true);
        }
        StringBuilder out = new StringBuilder();
        for (String word : name.split(" ", -1)) {
            boolean atom = word.chars().noneMatch(c -> SPECIALS.indexOf(c) >= 0);
            out.append(out.length() == 0 ? "" : vary.comments());
            out.append(atom && vary.maybe() ? word : vary.quoted(word, false));
        }
        return out.toString();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.randoms();
    }

    @Provide
    Arbitrary<List<Owned>> owners() {
        return Combinators.combine(names(), mailboxes()).as(Owned::new).list().ofMaxSize(5);
    }

    private static Arbitrary<String> names() {
        Arbitrary<String> ascii = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(100);
        Arbitrary<String> atoms =
                Arbitraries.strings().withChars(ATEXT + "     ").ofMaxLength(40);
        Arbitrary<String> letters =
                Arbitraries.strings().withChars("aé\u00df\u4e2d\u05d0 ,=?_\"").ofMaxLength(60);
        Arbitrary<String> pairs = letters.map(text -> text + "\ud83d\ude00" + text);
        return Arbitraries.oneOf(Arbitraries.just(""), ascii, atoms, letters, pairs)
                .map(String::strip);
    }

    @Provide
    Arbitrary<Mailbox> mailboxes() {
        Arbitrary<String> atom =
                Arbitraries.strings().withChars(ATEXT).ofMinLength(1).ofMaxLength(8);
        Arbitrary<String> international =
                Arbitraries.strings().withChars("aé\u4e2d\u05d0").ofMinLength(1).ofMaxLength(6);
        Arbitrary<String> dotted = Arbitraries.oneOf(atom, international)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(l -> String.join(".", l));
        Arbitrary<String> quoted = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(64);
        return Combinators.combine(Arbitraries.oneOf(dotted, quoted), domains()).as(Mailbox::new);
    }

    private static Arbitrary<String> domains() {
        Arbitrary<String> label = Combinators.combine(
                        Arbitraries.strings().withChars("abzAZ").ofLength(1),
                        Arbitraries.strings().withChars("a0-").ofMaxLength(6))
                .as((first, rest) -> first + rest + "z");
        Arbitrary<String> name = label.list().ofMinSize(1).ofMaxSize(4).map(labels -> String.join(".", labels));
        Arbitrary<String> literal = Arbitraries.oneOf(octets(4), octets(16)).map(text -> {
            boolean six = text.indexOf(':') >= 0;
            return "[" + (six ? "IPv6:" : "") + text + "]";
        });
        return Arbitraries.frequencyOf(Tuple.of(3, name), Tuple.of(1, literal));
    }

    private static Arbitrary<String> octets(int count) {
        return Arbitraries.bytes().array(byte[].class).ofSize(count).map(bytes -> {
            try {
                return Host.of(InetAddress.getByAddress(bytes)).text();
            } catch (UnknownHostException e) {
                throw new AssertionError(e);
            }
        });
    }
}
