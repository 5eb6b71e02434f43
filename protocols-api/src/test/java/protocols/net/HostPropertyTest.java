package protocols.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any address in any of the forms of RFC 4291 section 2.2, written as RFC 5952 wants it; and names. */
class HostPropertyTest {

    @Property
    void anAddressHoweverItIsWrittenIsItsOctets(@ForAll("addresses") byte[] octets, @ForAll("randoms") Random random)
            throws UnknownHostException {
        String zone = octets.length == 16 && !isMapped(octets) && random.nextInt(3) == 0 ? "%eth0.1~_-9" : "";
        String written = octets.length == 4 ? dotted(octets, 0) : written(octets, random);

        Host host = Host.parse(written + zone);

        assertThat(host.octets()).as(written).isEqualTo(octets);
        assertThat(host.text()).isEqualTo((octets.length == 4 ? dotted(octets, 0) : canonical(octets)) + zone);
        assertThat(Host.literal(host.text())).contains(host);
        assertThat(Host.of(InetAddress.getByAddress(octets)).octets())
                .isEqualTo(isMapped(octets) ? Arrays.copyOfRange(octets, 12, 16) : octets);
    }

    @Property
    void aNameIsTheSameInAnyCase(@ForAll("names") String name, @ForAll("randoms") Random random) {
        StringBuilder written = new StringBuilder();
        name.chars()
                .forEach(c -> written.append(
                        (char) (random.nextBoolean() ? Character.toUpperCase(c) : Character.toLowerCase(c))));

        Host host = Host.parse(written.toString());

        assertThat(host.text()).isEqualTo(name.toLowerCase(Locale.ROOT));
        assertThat(host.isLiteral()).isFalse();
        assertThat(Host.parse(host.text())).isEqualTo(host).hasSameHashCodeAs(host);
    }

    private static int group(byte[] octets, int i) {
        return (octets[2 * i] & 0xff) << 8 | octets[2 * i + 1] & 0xff;
    }

    private static boolean isMapped(byte[] octets) {
        boolean mapped = octets.length == 16 && group(octets, 5) == 0xffff;
        for (int i = 0; i < 5 && mapped; i++) {
            mapped = group(octets, i) == 0;
        }
        return mapped;
    }

    private static String dotted(byte[] octets, int from) {
        StringJoiner out = new StringJoiner(".");
        for (int i = from; i < from + 4; i++) {
            out.add(Integer.toString(octets[i] & 0xff));
        }
        return out.toString();
    }

    /** Any run of zeros left out or none, zeros before a group, letters of any case, the end as an IPv4 address. */
    private static String written(byte[] octets, Random random) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String plain = Integer.toHexString(group(octets, i));
            String group = "0".repeat(random.nextInt(5 - plain.length())) + plain;
            groups.add(random.nextBoolean() ? group : group.toUpperCase(Locale.ROOT));
        }
        int length = 8;
        if (random.nextInt(4) == 0) {
            groups.set(6, dotted(octets, 12));
            groups.remove(7);
            length = 6;
        }
        int from = random.nextInt(length);
        int to = from;
        while (to < length && group(octets, to) == 0 && random.nextInt(6) > 0) {
            to++;
        }
        return to == from
                ? String.join(":", groups)
                : String.join(":", groups.subList(0, from)) + "::"
                        + String.join(":", groups.subList(to, groups.size()));
    }

    /** RFC 5952 section 4 and 5: the first of the longest runs of two zeros or more is left out. */
    private static String canonical(byte[] octets) {
        boolean mapped = isMapped(octets);
        String best = "";
        StringJoiner all = new StringJoiner(":");
        for (int i = 0; i < (mapped ? 6 : 8); i++) {
            all.add(Integer.toHexString(group(octets, i)));
        }
        if (mapped) {
            return "::ffff:" + dotted(octets, 12);
        }
        String text = ":" + all + ":";
        for (int run = 8; run >= 2 && best.isEmpty(); run--) {
            String zeros = ":0".repeat(run) + ":";
            int at = text.indexOf(zeros);
            if (at >= 0) {
                best = text.substring(0, at) + "::" + text.substring(at + zeros.length());
            }
        }
        String shown = best.isEmpty() ? text.substring(1, text.length() - 1) : best;
        shown = shown.startsWith(":") && !shown.startsWith("::") ? shown.substring(1) : shown;
        return shown.endsWith(":") && !shown.endsWith("::") ? shown.substring(0, shown.length() - 1) : shown;
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.randoms();
    }

    @Provide
    Arbitrary<byte[]> addresses() {
        Arbitrary<Byte> some = Arbitraries.bytes();
        Arbitrary<Byte> zeros = Arbitraries.of((byte) 0, (byte) 0, (byte) 0, (byte) 1);
        Arbitrary<byte[]> mapped = some.array(byte[].class).ofSize(4).map(four -> {
            byte[] octets = new byte[16];
            octets[10] = -1;
            octets[11] = -1;
            System.arraycopy(four, 0, octets, 12, 4);
            return octets;
        });
        return Arbitraries.oneOf(
                some.array(byte[].class).ofSize(4),
                some.array(byte[].class).ofSize(16),
                zeros.array(byte[].class).ofSize(16),
                mapped);
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> label =
                Arbitraries.strings().withChars("abcxyz019-_").ofMinLength(1).ofMaxLength(12);
        Arbitrary<String> last = label.map(text -> "z" + text);
        return Combinators.combine(label.list().ofMaxSize(4), last, Arbitraries.of("", "."))
                .as((labels, top, dot) -> String.join(".", labels) + (labels.isEmpty() ? "" : ".") + top + dot);
    }
}
