package protocols.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import protocols.WireException.Malformed;

/** Names, records and messages of DNS in any of the forms of RFC 1035 and RFC 3597; neither text nor bytes as the library writes them. */
class DnsPropertyTest {

    private static final String SPECIAL = "\"();@$.\\ \t";

    /** What a query says of EDNS (RFC 6891 section 6.1.2). */
    private static final int OPT = 11;

    /** A field of the data of a record: a name by its labels, a character-string, or a word and its bytes. */
    record Field(List<byte[]> name, byte[] string, String word, byte[] bytes) {

        static Field name(List<byte[]> labels) {
            return new Field(labels, new byte[0], "", new byte[0]);
        }

        static Field string(byte[] bytes) {
            return new Field(List.of(), bytes, "", new byte[0]);
        }

        static Field number(long value, int size) {
            byte[] bytes = new byte[size];
            for (int i = 0; i < size; i++) {
                bytes[i] = (byte) (value >> 8 * (size - 1 - i));
            }
            return new Field(List.of(), new byte[0], Long.toString(value), bytes);
        }
    }

    record Data(RecordType type, List<Field> fields, Rdata value, boolean hasStrings) {}

    record Owned(List<byte[]> owner, int ttl, Data data) {
        DnsRecord record() {
            return DnsRecord.of(nameOf(owner), Duration.ofSeconds(ttl), data.value);
        }
    }

    private static Name nameOf(List<byte[]> labels) {
        try {
            return Name.decode(wire(labels));
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] wire(List<byte[]> labels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] label : labels) {
            out.write(label.length);
            out.writeBytes(label);
        }
        out.write(0);
        return out.toByteArray();
    }

    @Property
    void aNameHoweverItIsWrittenIsItsLabels(@ForAll("names") List<byte[]> labels, @ForAll("randoms") Random random) {
        Name name = nameOf(labels);

        assertThat(name.toBytes()).isEqualTo(wire(labels));
        assertThat(name.labelCount()).isEqualTo(labels.size());
        assertThat(Name.of(text(labels, random))).isEqualTo(name).hasSameHashCodeAs(name);
        assertThat(Name.of(text(labels, random)).toBytes()).isEqualTo(wire(labels));
        assertThat(Name.of(name.toString()).toBytes()).isEqualTo(wire(labels));
    }

    private static String text(List<byte[]> labels, Random random) {
        StringBuilder out = new StringBuilder();
        for (byte[] label : labels) {
            out.append(out.length() == 0 ? "" : ".").append(escaped(label, random));
        }
        return labels.isEmpty() || random.nextBoolean() ? out.append('.').toString() : out.toString();
    }

    private static String escaped(byte[] bytes, Random random) {
        StringBuilder out = new StringBuilder();
        for (byte b : bytes) {
            char c = (char) (b & 0xff);
            boolean graphic = c > ' ' && c < 0x7f;
            // \# alone begins the form of RFC 3597, and digits behind a backslash are a number.
            boolean bare = (c >= '0' && c <= '9') || c == '#';
            if (!graphic || random.nextInt(10) == 0) {
                out.append(String.format(Locale.ROOT, "\\%03d", (int) c));
            } else {
                out.append(SPECIAL.indexOf(c) >= 0 || (!bare && random.nextInt(10) == 0) ? "\\" : "")
                        .append(c);
            }
        }
        return out.toString();
    }

    @Property(tries = 400)
    void aRecordHoweverItIsWrittenIsRead(@ForAll("records") Owned owned, @ForAll("randoms") Random random)
            throws Malformed {
        DnsRecord record = owned.record();

        assertThat(Rdata.decode(owned.data.type, wire(owned.data))).isEqualTo(record.data());
        assertThat(record.data().toBytes()).isEqualTo(wire(owned.data));
        assertThat(DnsRecord.parse(record.toString())).isEqualTo(record);
        String line = line(owned, random, false);
        assertThat(DnsRecord.parse(line)).as(line).isEqualTo(record);
    }

    @Property(tries = 400)
    void aZoneHoweverItIsWrittenIsRead(@ForAll("zones") List<Owned> zone, @ForAll("randoms") Random random) {
        StringBuilder text = new StringBuilder("$TTL 1h\n; comment\n\n");
        for (Owned owned : zone) {
            text.append(line(owned, random, true))
                    .append(random.nextBoolean() ? "" : " ; (a \" comment")
                    .append('\n');
        }

        assertThat(ZoneText.parse(text.toString(), Name.ROOT))
                .as(text.toString())
                .isEqualTo(zone.stream().map(Owned::record).toList());
    }

    /** TTL and class in either order, a class that is left out, names of types in any case, and the form of RFC 3597. */
    private static String line(Owned owned, Random random, boolean zone) {
        List<String> words = new ArrayList<>();
        words.add(owned.owner.isEmpty() ? "." : text(owned.owner, random));
        String type = owned.data.type.toString();
        boolean units = owned.ttl >= 3600 && owned.ttl % 3600 == 0 && random.nextBoolean();
        String ttl = units ? owned.ttl / 3600 + (random.nextBoolean() ? "h" : "H") : Integer.toString(owned.ttl);
        switch (random.nextInt(3)) {
            case 0 -> words.addAll(List.of(ttl, random.nextBoolean() ? "in" : "CLASS1"));
            case 1 -> words.addAll(List.of("IN", ttl));
            default -> words.add(ttl);
        }
        byte[] wire = wire(owned.data);
        boolean generic = random.nextInt(5) == 0;
        words.add(
                generic
                        ? "TYPE" + owned.data.type.number()
                        : random.nextBoolean() ? type : type.toLowerCase(Locale.ROOT));
        if (generic) {
            words.addAll(List.of("\\#", Integer.toString(wire.length)));
            int half = random.nextInt(wire.length + 1);
            String hex = Octets.of(wire).hex();
            words.add(hex.substring(0, 2 * half));
            words.add(hex.substring(2 * half));
        } else {
            owned.data.fields.forEach(field -> words.add(word(field, owned.data.hasStrings, random)));
        }
        words.removeIf(String::isEmpty);
        return joined(words, random, zone);
    }

    private static String word(Field field, boolean hasStrings, Random random) {
        if (!field.word.isEmpty()) {
            return field.word;
        }
        if (!hasStrings || field.string.length == 0 && !field.name.isEmpty()) {
            return field.name.isEmpty() ? "." : text(field.name, random);
        }
        boolean bare = field.string.length > 0 && random.nextBoolean();
        return bare ? escaped(field.string, random) : "\"" + quoted(field.string, random) + "\"";
    }

    private static String quoted(byte[] bytes, Random random) {
        StringBuilder out = new StringBuilder();
        for (byte b : bytes) {
            boolean plain = (b >= ' ' && b < 0x7f && b != '"' && b != '\\') && random.nextInt(8) > 0;
            out.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "\\%03d", b & 0xff));
        }
        return out.toString();
    }

    /** Blanks and tabs; in a zone also lines within parentheses. */
    private static String joined(List<String> words, Random random, boolean zone) {
        StringBuilder out = new StringBuilder();
        boolean open = false;
        for (int i = 0; i < words.size(); i++) {
            out.append(words.get(i));
            if (i + 1 == words.size()) {
                break;
            }
            out.append(random.nextBoolean() ? " " : "\t ");
            if (zone && random.nextInt(4) == 0) {
                out.append(open ? ") " : "( ");
                open = !open;
            }
            out.append(open && random.nextBoolean() ? "; ) \" x\n\t" : "");
        }
        return open ? out + "\n)" : out.toString();
    }

    private static byte[] wire(Data data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Field field : data.fields) {
            if (!field.word.isEmpty()) {
                out.writeBytes(field.bytes);
            } else if (data.hasStrings) {
                out.write(field.string.length);
                out.writeBytes(field.string);
            } else {
                out.writeBytes(wire(field.name));
            }
        }
        return out.toByteArray();
    }

    @Property(tries = 400)
    void aMessageIsReadWithNamesSharedAndNot(@ForAll("zones") List<Owned> records, @ForAll("names") List<byte[]> asked)
            throws Malformed {
        Question question = Question.of(nameOf(asked), RecordType.ANY);
        MessageBuilder builder = Message.query(question).id(4711);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        plain.writeBytes(new byte[] {0x12, 0x67, 1, 0, 0, 1, 0, (byte) records.size(), 0, 0, 0, 0});
        plain.writeBytes(wire(asked));
        plain.writeBytes(new byte[] {0, (byte) 255, 0, 1});
        for (Owned owned : records) {
            builder.answer(owned.record());
            byte[] data = wire(owned.data);
            plain.writeBytes(wire(owned.owner));
            plain.writeBytes(Field.number(owned.data.type.number(), 2).bytes);
            plain.writeBytes(Field.number(1, 2).bytes);
            plain.writeBytes(Field.number(owned.ttl, 4).bytes);
            plain.writeBytes(Field.number(data.length, 2).bytes);
            plain.writeBytes(data);
        }
        byte[] encoded = builder.encode();

        for (byte[] bytes : List.of(encoded, plain.toByteArray())) {
            Message message = Message.decode(bytes);
            assertThat(message.id()).isEqualTo(4711);
            assertThat(message.question()).contains(question);
            assertThat(message.section(DnsSection.ANSWER))
                    .isEqualTo(records.stream().map(Owned::record).toList());
        }
        assertThat(encoded.length).isLessThanOrEqualTo(plain.size() + OPT);
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.randoms();
    }

    @Provide
    Arbitrary<List<byte[]>> names() {
        return labels();
    }

    private static Arbitrary<List<byte[]>> labels() {
        Arbitrary<byte[]> usual = Arbitraries.of("org", "example", "WWW", "Example", "_tcp", "a", "*", "@", "\\#")
                .map(text -> text.getBytes(ISO_8859_1));
        Arbitrary<byte[]> any =
                Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(63);
        return Arbitraries.frequencyOf(Tuple.of(4, usual), Tuple.of(1, any))
                .list()
                .ofMaxSize(5)
                .filter(labels -> wire(labels).length <= 255);
    }

    private static Arbitrary<Long> numbers(int size) {
        return Arbitraries.longs().between(0, (1L << 8 * size) - 1);
    }

    @Provide
    Arbitrary<Owned> records() {
        return Combinators.combine(labels(), Arbitraries.integers().between(0, Integer.MAX_VALUE), data())
                .as(Owned::new);
    }

    @Provide
    Arbitrary<List<Owned>> zones() {
        return Combinators.combine(labels(), Arbitraries.of(0, 60, 3600, 86_400), data())
                .as(Owned::new)
                .list()
                .ofMaxSize(6);
    }

    private static Arbitrary<Data> data() {
        return Arbitraries.oneOf(addresses(), hosts(), texts(), soa());
    }

    private static Arbitrary<Data> addresses() {
        Arbitrary<byte[]> octets = Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofSize(4),
                Arbitraries.bytes().array(byte[].class).ofSize(16));
        return octets.map(bytes -> {
            try {
                InetAddress address = InetAddress.getByAddress(bytes);
                Field field = new Field(List.of(), new byte[0], address.getHostAddress(), address.getAddress());
                return address instanceof Inet4Address four
                        ? new Data(RecordType.A, List.of(field), new Rdata.A(four), false)
                        : new Data(RecordType.AAAA, List.of(field), new Rdata.Aaaa((Inet6Address) address), false);
            } catch (UnknownHostException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static Arbitrary<Data> hosts() {
        return Combinators.combine(
                        labels(),
                        numbers(2),
                        numbers(2),
                        numbers(2),
                        Arbitraries.integers().between(0, 4))
                .as((labels, a, b, c, kind) -> {
                    Name name = nameOf(labels);
                    Field host = Field.name(labels);
                    Field first = Field.number(a, 2);
                    int one = a.intValue();
                    return switch (kind) {
                        case 0 -> new Data(RecordType.NS, List.of(host), new Rdata.Ns(name), false);
                        case 1 -> new Data(RecordType.CNAME, List.of(host), new Rdata.Cname(name), false);
                        case 2 -> new Data(RecordType.PTR, List.of(host), new Rdata.Ptr(name), false);
                        case 3 -> new Data(RecordType.MX, List.of(first, host), new Rdata.Mx(one, name), false);
                        default ->
                            new Data(
                                    RecordType.SRV,
                                    List.of(first, Field.number(b, 2), Field.number(c, 2), host),
                                    new Rdata.Srv(one, b.intValue(), c.intValue(), name),
                                    false);
                    };
                });
    }

    private static Arbitrary<Data> texts() {
        Arbitrary<byte[]> string = Arbitraries.bytes().array(byte[].class).ofMaxSize(255);
        Arbitrary<byte[]> plain = Arbitraries.strings()
                .withChars("ab \"\\;().,@$#0")
                .ofMaxLength(20)
                .map(t -> t.getBytes(ISO_8859_1));
        return Arbitraries.oneOf(string, plain).list().ofMinSize(1).ofMaxSize(4).map(strings -> {
            List<Field> fields = strings.stream().map(Field::string).toList();
            List<Octets> octets = strings.stream().map(Octets::of).toList();
            return strings.size() == 2
                    ? new Data(RecordType.HINFO, fields, new Rdata.Hinfo(octets.get(0), octets.get(1)), true)
                    : new Data(RecordType.TXT, fields, new Rdata.Txt(octets), true);
        });
    }

    private static Arbitrary<Data> soa() {
        Arbitrary<Long> seconds = Arbitraries.longs().between(0, Integer.MAX_VALUE);
        return Combinators.combine(labels(), labels(), numbers(4), seconds, seconds)
                .as((m, r, serial, a, b) -> {
                    List<Field> fields =
                            new ArrayList<>(List.of(Field.name(m), Field.name(r), Field.number(serial, 4)));
                    for (long time : new long[] {a, b, a, b}) {
                        fields.add(Field.number(time, 4));
                    }
                    Duration one = Duration.ofSeconds(a);
                    Duration two = Duration.ofSeconds(b);
                    return new Data(
                            RecordType.SOA,
                            fields,
                            new Rdata.Soa(nameOf(m), nameOf(r), serial, one, two, one, two),
                            false);
                });
    }
}
