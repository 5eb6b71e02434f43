package protocols;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import protocols.Transcript.Entry;
import protocols.Transcript.Side;

/** Whatever was said on however many connections, and however the text of it is written: it is the same transcript. */
class TranscriptPropertyTest {

    @Property
    void aTranscriptHoweverItIsWrittenIsRead(@ForAll("entries") List<Entry> entries, @ForAll("randoms") Random random) {
        Transcript transcript = new Transcript(entries);
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "" : "\ufeff");
        for (Entry entry : entries) {
            text.append(random.nextInt(4) > 0 ? "" : random.nextBoolean() ? "\n" : "  \n");
            text.append(random.nextInt(3) > 0 ? "" : random.nextBoolean() ? "   12.345 " : "7 ");
            text.append(written(entry, random)).append(random.nextBoolean() ? "\n" : "\r\n");
        }

        assertThat(told(Transcript.parse(text.toString()))).as(text.toString()).isEqualTo(told(transcript));
        assertThat(Transcript.parse(transcript.toString())).isEqualTo(transcript);
        assertThat(Transcript.parse(transcript.timed())).isEqualTo(transcript);
        assertThat(transcript.toString().lines()).hasSameSizeAs(entries);
    }

    /** An escape is kept as it was written, as a star without one stands for more; the bytes are the same. */
    private static List<String> told(Transcript transcript) {
        return transcript.entries().stream()
                .map(entry -> entry instanceof Transcript.Said said
                        ? said.channel() + " " + said.by() + " " + new String(said.bytes(), ISO_8859_1)
                        : entry.line())
                .toList();
    }

    @Property
    void theTimeComesBack(@ForAll("entries") List<Entry> entries) {
        List<Entry> read = Transcript.parse(new Transcript(entries).timed()).entries();

        for (int i = 0; i < entries.size(); i++) {
            assertThat(read.get(i).at())
                    .isBetween(
                            entries.get(i).at().minusMillis(1),
                            entries.get(i).at().plusMillis(1));
        }
    }

    @Property
    void bytesHoweverTheyAreEscapedAreTheSame(@ForAll("bytes") byte[] bytes, @ForAll("randoms") Random random) {
        String line = "C: " + escaped(bytes, random) + "\\\n";
        Entry entry = Transcript.parse(line).entries().get(0);

        assertThat(((Transcript.Said) entry).bytes()).as(line).isEqualTo(bytes);
        assertThat(TranscriptText.bytes(TranscriptText.escape(bytes, 0, bytes.length)))
                .isEqualTo(bytes);
    }

    private static String escaped(byte[] bytes, Random random) {
        StringBuilder out = new StringBuilder();
        for (byte b : bytes) {
            char c = (char) (b & 0xff);
            if (c < ' ' || c >= 0x7f || random.nextInt(6) == 0) {
                String hex = String.format(Locale.ROOT, random.nextBoolean() ? "%02x" : "%02X", (int) c);
                out.append("\\x").append(hex);
            } else {
                out.append(c == '\\' || (c == '*' && random.nextBoolean()) ? "\\" : "")
                        .append(c);
            }
        }
        return out.toString();
    }

    /** The first connection may have its number as well; what is said may be escaped more than it needs. */
    private static String written(Entry entry, Random random) {
        String line = entry.line();
        boolean marked = "SC*#".indexOf(line.charAt(0)) >= 0 && !Character.isDigit(line.charAt(1));
        String numbered = marked && random.nextInt(4) == 0 ? line.charAt(0) + "1" + line.substring(1) : line;
        int colon = entry instanceof Transcript.Said ? numbered.indexOf(": ") + 2 : 0;
        boolean ascii = numbered.chars().allMatch(c -> c < 0x7f) && !numbered.contains(Transcript.REDACTED);
        if (colon < 2 || !ascii || numbered.length() == colon || numbered.contains("\\")) {
            return numbered;
        }
        return numbered.substring(0, colon) + escaped(numbered.substring(colon).getBytes(ISO_8859_1), random);
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.randoms();
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
        Arbitrary<byte[]> texts = Arbitraries.strings()
                .withChars("ab \\*x0\r\n\u00e9\u4e2d\u202e\u0085")
                .ofMaxLength(30)
                .map(text -> text.getBytes(UTF_8));
        Arbitrary<byte[]> stars =
                Arbitraries.strings().withChars('*').ofMaxLength(20).map(text -> text.getBytes(UTF_8));
        return Arbitraries.oneOf(any, texts, stars);
    }

    @Provide
    Arbitrary<List<Entry>> entries() {
        Arbitrary<Integer> channel = Arbitraries.of(1, 1, 2, 3, 1_000_000_000);
        Arbitrary<Duration> at = Arbitraries.longs().between(0, 10_000_000).map(Duration::ofMillis);
        Arbitrary<Side> by = Arbitraries.of(Side.class);
        Arbitrary<String> ends = Arbitraries.of("", "\r\n", " \r\n", "  ", "\\\r\n");
        Arbitrary<Entry> said = Combinators.combine(channel, at, by, bytes(), ends)
                .as((c, t, side, bytes, end) -> {
                    byte[] all = (new String(bytes, ISO_8859_1) + end).getBytes(ISO_8859_1);
                    return new Transcript.Said(c, t, side, TranscriptText.escape(all, 0, all.length));
                });
        Arbitrary<Entry> secret = Combinators.combine(channel, at, by, Arbitraries.of("PASS ", "a ", ""))
                .as((c, t, side, verb) -> new Transcript.Said(c, t, side, verb + Transcript.REDACTED));
        Arbitrary<Entry> happened = Combinators.combine(
                        channel, at, by, Arbitraries.integers().between(0, 7))
                .as(TranscriptPropertyTest::happened);
        return Arbitraries.oneOf(said, secret, happened).list().ofMaxSize(8);
    }

    private static Entry happened(int channel, Duration at, Side by, int kind) {
        return switch (kind) {
            case 0 -> new Transcript.Opened(channel, at, "a.example:25 tcp");
            case 1 -> new Transcript.Opened(channel, at, "");
            case 2 -> new Transcript.Secured(channel, at, "TLSv1.3 TLS_AES_256_GCM_SHA384");
            case 3 -> new Transcript.Act(channel, at, by == Side.SERVER ? "stall" : "pause 20 ms");
            case 4 -> new Transcript.Closed(channel, at, by);
            case 5 -> new Transcript.Note(channel, at, "a note: \u00e9 C: x");
            case 6 -> new Transcript.Omitted(channel, at, by, at.toMillis() - 1);
            default -> new Transcript.Dropped(1, at, at.toMillis());
        };
    }
}
