package protocols.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any URL of http and https in any of the forms of RFC 3986, and any reference at one. */
class UrlPropertyTest {

    record Parts(boolean secure, String host, int port, String path, String query) {
        int defaultPort() {
            return secure ? 443 : 80;
        }
    }

    @Property
    void aUrlHoweverItIsWrittenIsItsParts(@ForAll("urls") Parts parts, @ForAll("randoms") Random random) {
        String written = written(parts, random);
        Url url = Url.parse(written);

        assertThat(url.isSecure()).isEqualTo(parts.secure);
        assertThat(url.host()).as(written).isEqualTo(parts.host);
        assertThat(url.port()).isEqualTo(parts.port);
        assertThat(url.target()).isEqualTo((parts.path.isEmpty() ? "/" : escaped(parts.path)) + escaped(parts.query));
        assertThat(Url.parse(url.toString())).isEqualTo(url).hasSameHashCodeAs(url);
        assertThat(url.authority().endsWith(":" + parts.port)).isEqualTo(parts.port != parts.defaultPort());
        assertThat(url.authority()).doesNotContain("%");
    }

    private static String written(Parts parts, Random random) {
        StringBuilder out = new StringBuilder(anyCase(parts.secure ? "https://" : "http://", random));
        boolean six = parts.host.indexOf(':') >= 0;
        String host = anyCase(parts.host.replace("%ETH0", "%eth0"), random);
        out.append(six ? "[" + anyCase6(parts.host, random) + "]" : percent(host, random));
        boolean standard = parts.port == parts.defaultPort();
        if (!standard || random.nextBoolean()) {
            out.append(':').append(standard && random.nextBoolean() ? "" : "0".repeat(random.nextInt(3)) + parts.port);
        }
        out.append(parts.path).append(parts.query);
        return out.append(random.nextBoolean() ? "" : "#fr/ag?ment#").toString();
    }

    /** The zone is as it is. */
    private static String anyCase6(String host, Random random) {
        int zone = host.indexOf('%');
        return zone < 0
                ? anyCase(host, random)
                : anyCase(host.substring(0, zone), random) + "%25" + host.substring(zone + 1);
    }

    private static String anyCase(String ascii, Random random) {
        StringBuilder out = new StringBuilder();
        ascii.chars().forEach(c -> out.append((char) (random.nextBoolean() ? Character.toUpperCase(c) : c)));
        return out.toString();
    }

    /** RFC 3986 section 3.2.2: any character of a name may be percent-encoded. */
    private static String percent(String name, Random random) {
        StringBuilder out = new StringBuilder();
        for (byte b : name.getBytes(UTF_8)) {
            out.append(
                    random.nextInt(8) > 0 ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02x", b & 0xff));
        }
        return out.toString();
    }

    /** What is beyond ASCII in percents. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            out.append(b >= 0 ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b & 0xff));
        }
        return out.toString();
    }

    @Property
    void aReferenceLeadsWhereTheStandardSays(
            @ForAll("urls") Parts base, @ForAll("references") String reference, @ForAll("randoms") Random random) {
        Url url = Url.parse(written(base, random));

        Url resolved = url.resolve(reference);

        assertThat(resolved.sameOrigin(url)).isTrue();
        assertThat(resolved.target()).as(url + " and " + reference).isEqualTo(resolved(url.target(), reference));
        assertThat(url.resolve(resolved.toString())).isEqualTo(resolved);
        assertThat(url.resolve("//" + resolved.authority() + resolved.target()).target())
                .isEqualTo(resolved.target());
    }

    /** RFC 3986 section 5.2.2, for references without a scheme and an authority. */
    private static String resolved(String base, String reference) {
        String text = reference.contains("#") ? reference.substring(0, reference.indexOf('#')) : reference;
        int mark = text.indexOf('?');
        String path = mark < 0 ? text : text.substring(0, mark);
        String query = mark < 0 ? "" : text.substring(mark);
        int baseMark = base.indexOf('?');
        String basePath = baseMark < 0 ? base : base.substring(0, baseMark);
        if (path.isEmpty()) {
            return mark < 0 ? base : basePath + query;
        }
        String merged = path.startsWith("/") ? path : basePath.substring(0, basePath.lastIndexOf('/') + 1) + path;
        return removeDotSegments(merged) + query;
    }

    /** RFC 3986 section 5.2.4, by its letter. */
    private static String removeDotSegments(String path) {
        String in = path;
        String out = "";
        while (!in.isEmpty()) {
            if (in.startsWith("../") || in.startsWith("./")) {
                in = in.substring(in.indexOf('/') + 1);
            } else if (in.startsWith("/./") || in.equals("/.")) {
                in = "/" + in.substring(Math.min(3, in.length()));
            } else if (in.startsWith("/../") || in.equals("/..")) {
                in = "/" + in.substring(Math.min(4, in.length()));
                out = out.substring(0, Math.max(0, out.lastIndexOf('/')));
            } else if (in.equals(".") || in.equals("..")) {
                in = "";
            } else {
                int end = in.indexOf('/', 1);
                out += end < 0 ? in : in.substring(0, end);
                in = end < 0 ? "" : in.substring(end);
            }
        }
        return out;
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.randoms();
    }

    @Provide
    Arbitrary<Parts> urls() {
        Arbitrary<String> host = Arbitraries.of(
                "h", "www.example.org", "a-b_c.example.", "192.0.2.1", "2001:db8::1", "::", "fe80::1%eth0");
        Arbitrary<Integer> port = Arbitraries.oneOf(
                Arbitraries.of(80, 443), Arbitraries.integers().between(1, 65_535));
        Arbitrary<String> path = segments().map(all -> all.isEmpty() ? "" : "/" + String.join("/", all));
        return Combinators.combine(Arbitraries.of(true, false), host, port, path, queries())
                .as(Parts::new);
    }

    private static Arbitrary<List<String>> segments() {
        Arbitrary<String> text =
                Arbitraries.strings().withChars("ab.~!$&'()*+,;=@\u00e9\u4e2d").ofMaxLength(5);
        Arbitrary<String> dots = Arbitraries.of("", ".", "..", "...", "%2e", "%2E%2e", ".a", "a..", "%25", "%00");
        return Arbitraries.oneOf(text, dots).list().ofMaxSize(5);
    }

    private static Arbitrary<String> queries() {
        Arbitrary<String> text =
                Arbitraries.strings().withChars("ab/?.:@&=%2fé").ofMaxLength(8).map(t -> "?" + t);
        return Arbitraries.oneOf(Arbitraries.of("", "?", "?/../a/./b"), text);
    }

    @Provide
    Arbitrary<String> references() {
        Arbitrary<String> path = segments().map(all -> String.join("/", all));
        Arbitrary<String> start = Arbitraries.of("", "/", "./", "../", "../../");
        return Combinators.combine(start, path, queries(), Arbitraries.of("", "#", "#a/../b?"))
                .as((s, p, q, f) -> escaped(s + p + q) + f)
                // Two slashes at the start are a host.
                .filter(reference -> !reference.startsWith("//"));
    }
}
