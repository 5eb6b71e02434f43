package protocols.internal.ftp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import protocols.Reply;
import protocols.WireException.Malformed;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpName;
import protocols.spi.FtpFriend;

/** Whatever a server of FTP lists and answers: no line of a listing is lost, and a reply has its fact or is malformed. */
class FtpFuzzTest {

    private final List<FtpEntry> entries = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    @FuzzTest(maxDuration = "60s")
    void listing(byte[] bytes) throws IOException {
        read(ListingReader.list(ListingReaderTest.CLOCK, sink()), lines(bytes));
    }

    @FuzzTest(maxDuration = "60s")
    void facts(byte[] bytes) throws IOException {
        read(ListingReader.mlsd(ListingReaderTest.CLOCK, sink()), lines(bytes));
        for (FtpEntry entry : entries) {
            if (!entry.facts().isEmpty()) {
                assertThat(FtpName.encode(entry.raw())).endsWith(FtpName.encode(entry.name()));
            }
        }
    }

    private ListingReader.Sink sink() {
        entries.clear();
        others.clear();
        return new ListingReader.Sink(entries::add, others::add, others::add);
    }

    /** Each line is of an entry, a note, or reported, in its order; what an entry says stands in its line. */
    private void read(ListingReader reader, List<byte[]> lines) throws IOException {
        for (byte[] line : lines) {
            reader.line(line, 0, line.length);
        }
        reader.finish();
        int count = others.size();
        for (FtpEntry entry : entries) {
            count += entry.raw().indexOf('\n') < 0 ? 1 : 2;
            assertThat(entry.name()).isNotEmpty();
            // On z/VM name and type stand in two columns.
            if (!entry.raw().contains(entry.name())) {
                assertThat(entry.raw()).contains(entry.name().split("\\.", 2));
            }
            assertThat(entry.raw()).contains(entry.linkTarget().orElse(""));
            assertThat(entry.size().orElse(0)).isNotNegative();
        }
        assertThat(count).isEqualTo(lines.size());
    }

    private static List<byte[]> lines(byte[] bytes) {
        List<byte[]> lines = new ArrayList<>();
        for (String line : new String(bytes, ISO_8859_1).split("\n", -1)) {
            lines.add(line.getBytes(ISO_8859_1));
        }
        return lines;
    }

    @FuzzTest(maxDuration = "60s")
    void dataPort(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        for (String code : new String[] {"227", "229"}) {
            try {
                DataPort port = DataPort.of(Reply.of(code, text));
                assertThat(port.port()).isBetween(1, 65_535);
                assertThat(port.advertised().isPresent()).isEqualTo(code.equals("227"));
                assertThat(DataPort.of(reply(port))).isEqualTo(port);
            } catch (Malformed refused) {
                assertThat(refused.getMessage()).contains("RFC");
            }
        }
    }

    /** As a server says it. */
    private static Reply reply(DataPort port) {
        return port.advertised()
                .map(address -> Reply.of(
                        "227",
                        "Entering Passive Mode (" + address.getHostAddress().replace('.', ',') + "," + port.port() / 256
                                + "," + port.port() % 256 + ")"))
                .orElseGet(() -> Reply.of("229", "Entering Extended Passive Mode (|||" + port.port() + "|)"));
    }

    @FuzzTest(maxDuration = "60s")
    void reply(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        try {
            String path = FactReplies.path(Reply.of("257", text));
            assertThat(path).isNotEmpty();
            assertThat(text.replace("\"\"", "\"")).contains(path.indexOf('"') < 0 ? path : "\"");
            assertThat(FactReplies.path(Reply.of("257", "\"" + path.replace("\"", "\"\"") + "\" created")))
                    .isEqualTo(path);
        } catch (Malformed refused) {
            assertThat(refused.getMessage()).contains("RFC 959");
        }
        FactReplies.created(Reply.of("257", text))
                .ifPresent(path -> assertThat(text).contains("\"" + path.replace("\"", "\"\"") + "\""));
        try {
            assertThat(FactReplies.size(Reply.of("213", text))).isEqualTo(Long.parseLong(text.strip()));
        } catch (Malformed refused) {
            assertThat(refused.getMessage()).contains("RFC 3659");
        }
        FactReplies.time(text).ifPresent(time -> assertThat(text)
                .startsWith(String.format(
                        "%04d%02d%02d",
                        time.time().getYear(),
                        time.time().getMonthValue(),
                        time.time().getDayOfMonth())));
    }

    /** Names in UTF-8 and in any other bytes come back as they were. */
    @FuzzTest(maxDuration = "60s")
    void name(byte[] bytes) {
        assertThat(FtpName.encode(FtpFriend.get().decode(bytes, 0, bytes.length)))
                .isEqualTo(bytes);
    }
}
