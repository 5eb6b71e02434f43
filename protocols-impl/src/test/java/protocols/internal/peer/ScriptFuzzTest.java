package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import protocols.Protocol.Transport;
import protocols.Replay;
import protocols.Script;
import protocols.Transcript;
import protocols.Transcript.Mismatch;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;

/** Whatever a script holds and a client says: the words of the script are played to its end, others are a mismatch. */
class ScriptFuzzTest {

    /** Lines from which scripts are made; a star alone is any text, what is in brackets is made up anew. */
    private static final List<String> LINES = List.of(
            "C: [text]",
            "S: [text]",
            "C: * [text]",
            "C: [text]*[text]**",
            "C: PASS ********",
            "C: a******** b *",
            "C: [text]\\",
            "S: [text]\\",
            "C: ********\\x0d\\",
            "S: 220 ready",
            "S: * OK ready",
            "C: a1 NOOP",
            "S: a1 OK",
            "C: b2 APPEND x {5}",
            "C|",
            "C| 7 bytes",
            "C: hello\\",
            "C: DATA",
            "C: .",
            "S: 250 ok",
            "C: EHLO x",
            "C: MAIL FROM:<a> SIZE=12 [text]",
            "C: Date: [text]",
            "C: X; boundary=\"b\"",
            "C: --b",
            "C: --b--",
            "C: GET /[text] HTTP/1.1",
            "C: POST / HTTP/1.1",
            "C: Content-Length: 3",
            "C: Host: h",
            "C: Transfer-Encoding: chunked",
            "C: Authorization: Digest ********",
            "C:",
            "S:",
            "S: +OK",
            "C: PORT 127,0,0,1,4,5",
            "S: 227 at (127,0,0,1,4,5)",
            "S: 229 at (|||5|)",
            "C2: [text]",
            "S2: [text]",
            "C2|",
            "S3: [text]",
            "* connected a:1 tcp",
            "*2 connected a:2 tcp",
            "*3 connected a:1 tcp",
            "* tls x",
            "* closed",
            "*2 closed",
            "* closed by peer",
            "*2 closed by peer",
            "* reset by peer",
            "* torn by peer",
            "* stall",
            "* gap",
            "* pause 1 ms",
            "# drawn [text]",
            "# listening [text]",
            "# query [text]",
            "* connected dns",
            "C: example.org. IN MX",
            "C: [text] IN A",
            "S: example.org. 60 IN MX 10 mx.",
            "S: ;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN",
            "S: ;; flags: aa tc",
            "S: ;; AUTHORITY SECTION:",
            "C: CAPA",
            "C: a2 CAPABILITY",
            "S: [text]\\x00\\xff",
            "S| 5 bytes",
            "... 3 entries dropped");

    @FuzzTest(maxDuration = "60s")
    void anything(FuzzedDataProvider data) throws Exception {
        Replay replay;
        try {
            Script script = Script.of(Transcript.parse(lines(data)));
            script = data.consumeBoolean() ? script.then(Transcript.parse(lines(data))) : script;
            script = data.consumeBoolean() ? script.whenever("C: " + data.consumeString(8) + "*\nS: 1") : script;
            script = data.consumeInt(0, 4) == 0 ? script.exact() : script;
            replay = (data.consumeInt(0, 4) == 0 ? script.forever() : script).replay();
        } catch (IllegalArgumentException | IllegalStateException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        for (int port = 1; port < 4; port++) {
            try {
                Transport way = data.consumeBoolean() ? Transport.TCP : Transport.UDP;
                converse(replay.open(new Endpoint("a", port, way), Deadline.NEVER), data);
            } catch (Mismatch | WireException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
        try {
            replay.verify();
        } catch (Mismatch expected) {
            assertThat(expected.getMessage()).isNotBlank();
        }
    }

    private static void converse(Wire wire, FuzzedDataProvider data) throws Exception {
        try {
            for (int turn = data.consumeInt(0, 8); turn > 0; turn--) {
                byte[] said = data.consumeBoolean()
                        ? data.consumeBytes(data.consumeInt(0, 64))
                        : said(data.pickValue(LINES), data).toByteArray();
                for (int at = 0; at < said.length; ) {
                    int n = Math.min(data.consumeInt(1, 64), said.length - at);
                    wire.write(ByteBuffer.wrap(said, at, n), Deadline.NEVER);
                    at += n;
                }
                for (int reads = 0; reads < 16 && wire.await(Deadline.NEVER); reads++) {
                    wire.look();
                    if (wire.read(ByteBuffer.allocate(32), Deadline.NEVER) < 0) {
                        break;
                    }
                }
            }
        } finally {
            wire.close();
        }
    }

    private static String lines(FuzzedDataProvider data) {
        StringBuilder text = new StringBuilder();
        for (int n = data.consumeInt(0, 24); n > 0; n--) {
            String line = data.pickValue(LINES);
            int open = line.indexOf('[');
            while (open >= 0) {
                String made = data.consumeString(8).replace('[', '(');
                line = line.substring(0, open) + made + line.substring(open + "[text]".length());
                open = line.indexOf('[');
            }
            text.append(line).append('\n');
        }
        return text.toString();
    }

    /** The client's words of these lines, in which every star is something else. */
    private static ByteArrayOutputStream said(String lines, FuzzedDataProvider data) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String line : lines.split("\n", -1)) {
            if (line.startsWith("C:")) {
                String text = line.length() < 4 ? "" : line.substring(3);
                while (text.contains("*")) {
                    String hole = text.contains(Transcript.REDACTED) ? Transcript.REDACTED : "*";
                    int at = text.indexOf(hole);
                    text = text.substring(0, at) + plain(data) + text.substring(at + hole.length());
                }
                boolean piece = text.endsWith("\\");
                String bytes = piece ? text.substring(0, text.length() - 1).replace("\\x0d", "\r") : text + "\r\n";
                all.writeBytes(bytes.getBytes(ISO_8859_1));
            }
        }
        return all;
    }

    /** Text without what would be a line end, a star or an escape. */
    private static String plain(FuzzedDataProvider data) {
        StringBuilder out = new StringBuilder();
        for (byte b : data.consumeBytes(data.consumeInt(0, 12))) {
            char c = (char) (b & 0xff);
            out.append(c == '\r' || c == '\n' || c == '*' || c == '\\' ? '-' : c);
        }
        return out.toString();
    }

    /** What the client of a script says that says what the script has. */
    private static final List<String> WORDS = List.of(
            "QUIT",
            "RCPT TO:<*>",
            "* *a* b*",
            "**",
            "PASS ********",
            "AUTH PLAIN ********",
            "x ******** y *",
            "EHLO *",
            "MAIL FROM:<a> SIZE=12",
            "MAIL FROM:<*> SIZE=12 B",
            "Date: *",
            "Date: now",
            "X: a; boundary=\"b\"",
            "--b",
            "--b--",
            "cid:1 cid:2",
            "STAT",
            "",
            " ",
            "NOOP",
            "PORT 1,2,3,4,5,6",
            "XYZ *{12}",
            "a{3}",
            "********\\x0d\\",
            "ab\\",
            "boundary=*",
            "SIZE=1 *SIZE=2");

    @FuzzTest(maxDuration = "60s")
    void theWordsOfTheScript(FuzzedDataProvider data) throws Exception {
        boolean tagged = data.consumeBoolean();
        StringBuilder script = new StringBuilder(tagged ? "S: * OK ready\n" : "S: 220 ready\n");
        List<byte[]> said = new ArrayList<>();
        for (int n = data.consumeInt(1, 10); n > 0; n--) {
            String line = data.consumeInt(0, 3) > 0
                    ? data.pickValue(WORDS)
                    : plain(data).trim() + "*";
            boolean printable = line.chars().allMatch(c -> c >= ' ' && c <= '~');
            if (!printable || (tagged && line.endsWith("}"))) {
                // Behind the length of a literal of IMAP its bytes follow, and no other line.
                continue;
            }
            script.append("C: ").append(line).append('\n');
            said.add(said("C: " + line, data).toByteArray());
            body(tagged ? 0 : data.consumeInt(1, 9), data, script, said);
            if (data.consumeBoolean()) {
                script.append("S: 250 ok\n");
            }
        }
        Replay replay = Transcript.parse(script.toString()).replay();
        Wire wire = replay.open(new Endpoint("a", 25, Transport.TCP), Deadline.NEVER);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        said.forEach(all::writeBytes);
        byte[] bytes = all.toByteArray();
        for (int at = 0; at < bytes.length; ) {
            int n = data.remainingBytes() > 0 ? Math.min(data.consumeInt(1, 40), bytes.length - at) : bytes.length - at;
            try {
                wire.write(ByteBuffer.wrap(bytes, at, n), Deadline.NEVER);
            } catch (Mismatch wrong) {
                throw new AssertionError(script + "but said " + new String(bytes, ISO_8859_1), wrong);
            }
            at += n;
        }
        wire.close();
        replay.verify();
    }

    /** A body of any bytes behind the line, in one of the forms that say where it ends. */
    private static void body(int form, FuzzedDataProvider data, StringBuilder script, List<byte[]> said) {
        byte[] bytes = plain(data).getBytes(ISO_8859_1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (form) {
            case 1 -> {
                script.append("C: DATA\nC|\n");
                out.writeBytes("DATA\r\n".getBytes(ISO_8859_1));
                out.writeBytes(bytes.length > 0 && bytes[0] == '.' ? new byte[0] : bytes);
                out.writeBytes("\r\n.\r\n".getBytes(ISO_8859_1));
            }
            case 2 -> {
                script.append("C: POST /* HTTP/1.1\nC: X: *\nC: Content-Length: 9\nC:\nC|\n");
                String head = "POST / HTTP/1.1\r\nContent-Length: " + bytes.length + "\r\nx: 1\r\nX: \r\n\r\n";
                out.writeBytes(head.getBytes(ISO_8859_1));
                out.writeBytes(bytes);
            }
            case 3 -> {
                script.append("C: PUT / HTTP/1.1\nC:\nC|\n");
                out.writeBytes("PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(ISO_8859_1));
                if (bytes.length > 0) {
                    out.writeBytes((Integer.toHexString(bytes.length) + ";x\r\n").getBytes(ISO_8859_1));
                    out.writeBytes(bytes);
                    out.writeBytes("\r\n".getBytes(ISO_8859_1));
                }
                out.writeBytes("0\r\nT: x\r\n\r\n".getBytes(ISO_8859_1));
            }
            case 0 -> {
                script.append("C: b2 APPEND x {5}\nC|\nC:\n");
                out.writeBytes(("t9 APPEND x {" + bytes.length + "}\r\n").getBytes(ISO_8859_1));
                out.writeBytes(bytes);
                out.writeBytes("\r\n".getBytes(ISO_8859_1));
            }
            default -> {
                return;
            }
        }
        said.add(out.toByteArray());
    }
}
