package protocols.internal.telnet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import protocols.WireException;
import protocols.WireException.LimitExceeded;
import protocols.WireException.Malformed;

/** What a peer compresses, cut anywhere; what it must not do. */
class InflationTest {

    private final Inflation inflation = new Inflation();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void theStreamAndWhatStandsBehindItAreToldApartHoweverTheyAreCut() throws Exception {
        byte[] text = "You stand in a field.\r\n> ".repeat(20).getBytes(US_ASCII);
        byte[] stream = zlib(text);
        byte[] all = Arrays.copyOf(stream, stream.length + 3);
        for (int cut = 0; cut <= all.length; cut++) {
            said.reset();
            inflation.begin();
            int first = inflate(all, 0, cut);
            assertThat(first).isEqualTo(Math.min(cut, stream.length));
            int end = inflation.isOn() ? inflate(all, cut, all.length) : first;
            assertThat(end).isEqualTo(stream.length);
            assertThat(inflation.isOn()).isFalse();
            assertThat(said.toByteArray()).isEqualTo(text);
        }
    }

    @Test
    void whatIsFlushedInTheMiddleIsThereAtOnce() throws Exception {
        Deflater deflater = new Deflater();
        inflation.begin();
        for (String line : new String[] {"login: ", "Password: ", "> "}) {
            byte[] out = new byte[100];
            deflater.setInput(line.getBytes(US_ASCII));
            int size = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
            assertThat(inflate(out, 0, size)).isEqualTo(size);
            assertThat(said.toString(US_ASCII)).endsWith(line);
        }
        deflater.end();
        inflation.end();
    }

    @Test
    void aBombIsFoundAfterAMebibyte() throws Exception {
        byte[] bomb = zlib(new byte[100 << 20]);
        inflation.begin();
        assertThatThrownBy(() -> inflate(bomb, 0, bomb.length))
                .isInstanceOfSatisfying(
                        LimitExceeded.class, e -> assertThat(e.cap()).isEqualTo(100));
        assertThat(said.size()).isBetween((1 << 20) - 8192, 1 << 20);
        inflation.end();
    }

    @Test
    void aBombAfterMuchHonestTextIsFoundToo() throws Exception {
        byte[] text = new byte[8 << 20];
        new Random(86).nextBytes(text);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(text);
        both.writeBytes(new byte[100 << 20]);
        byte[] stream = zlib(both.toByteArray());
        inflation.begin();
        assertThatThrownBy(() -> inflate(stream, 0, stream.length)).isInstanceOf(LimitExceeded.class);
        assertThat(said.size()).isLessThan(11 << 20);
        inflation.end();
    }

    @Test
    void tenMegabytesOfTextThatCompressesWellAreNoBomb() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 10 << 20; i++) {
            text.append("line ").append(i).append("\r\n");
        }
        byte[] stream = zlib(text.toString().getBytes(US_ASCII));
        inflation.begin();
        inflate(stream, 0, stream.length);
        assertThat(said.size()).isEqualTo(text.length());
    }

    @Test
    void whatIsNoZlibIsMalformed() {
        for (byte[] broken : new byte[][] {{'h', 'e', 'l', 'l', 'o', '!'}, {0x78, (byte) 0xbb, 0, 0, 0, 1, 1, 1}}) {
            inflation.begin();
            assertThatThrownBy(() -> inflate(broken, 0, broken.length)).isInstanceOf(Malformed.class);
            inflation.end();
        }
    }

    private int inflate(byte[] bytes, int from, int to) throws WireException {
        return inflation.inflate(bytes, from, to, (piece, start, end) -> {
            said.write(piece, start, end - start);
            return end;
        });
    }

    private static byte[] zlib(byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(out)) {
            deflating.write(data);
        }
        return out.toByteArray();
    }
}
