package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Peer;
import protocols.Script;
import protocols.Transcript;

/** How the examples end where the machine they run on is what is wrong. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "/dev/full, signals and locales as Linux has them")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ProgramEndsTest {

    private static final String WHOIS =
            "C: example.org\nS: domain: EXAMPLE.ORG\nS: registrar: Example\n* closed by peer\n";

    @TempDir
    private Path folder;

    /** Its status and what it says on standard error, where standard output is a disk that is full. */
    private String onFullDisk(List<String> line) throws Exception {
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(line)
                .redirectOutput(Path.of("/dev/full").toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + " " + Files.readString(err, UTF_8);
    }

    @Test
    void outputThatCannotBeWrittenIsAFailure() throws Exception {
        try (Peer peer = Transcript.parse(WHOIS).serve()) {
            List<String> line = ExampleProcess.line(
                    WhoisLookup.class, "-h", "127.0.0.1:" + peer.port(), "--no-follow", "example.org");
            assertThat(onFullDisk(line)).isEqualTo("1 the output cannot be written\n");
            peer.verify();
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                DnsByHand.class,
                DnsLookup.class,
                FetchMail.class,
                FtpShell.class,
                HttpGet.class,
                ReadMail.class,
                SendMail.class,
                ServeTranscript.class,
                TelnetSession.class,
                WhoisLookup.class
            })
    void soIsAHelpTextThatNobodyCanRead(Class<?> program) throws Exception {
        assertThat(onFullDisk(ExampleProcess.line(program, "--help"))).isEqualTo("1 the output cannot be written\n");
    }

    /** The shell hands a byte on that is no character of the locale. */
    @Test
    void anArgumentThatTheLocaleCannotReadIsRefused() throws Exception {
        List<String> line = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" \"$(printf 'caf\\351')\"", "sh"));
        line.addAll(ExampleProcess.line(WhoisLookup.class, "-h", "127.0.0.1:9"));
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(err.toFile());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(err).content().startsWith("an argument cannot be read in this locale (LC_ALL=C.UTF-8 may help): ");
    }

    @Test
    void theTranscriptIsThereAlsoWhenTheProgramIsEnded() throws Exception {
        Path transcript = folder.resolve("transcript");
        Script script = Script.of(Transcript.parse("S: login: \\\n* gap\n"));
        try (Peer peer = script.serve()) {
            Process process = new ProcessBuilder(ExampleProcess.line(
                            TelnetSession.class,
                            "127.0.0.1",
                            Integer.toString(peer.port()),
                            "--transcript",
                            transcript.toString()))
                    .redirectError(folder.resolve("err").toFile())
                    .start();
            String prompt = new String(process.getInputStream().readNBytes(7), UTF_8);
            assertThat(prompt).isEqualTo("login: ");
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(128 + 15);
        }
        assertThat(transcript).content().contains("S: login: ");
    }

    @ParameterizedTest
    @CsvSource({
        "HttpGet, URL is missing",
        "DnsByHand, SERVER is missing",
        "TelnetSession, HOST is missing",
        "WhoisLookup, QUERY is missing",
        "ServeTranscript, FILE is missing"
    })
    void whatIsMissingIsNamed(String program, String said) throws Exception {
        var run = new ExampleProcess(folder, "").run(Class.forName("protocols.examples." + program));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith(said);
    }

    @Test
    void aFileThatIsNotThereIsToldInWords() throws IOException, InterruptedException {
        var run = new ExampleProcess(folder, "")
                .run(ServeTranscript.class, folder.resolve("none").toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).isEqualTo(folder.resolve("none") + ": no such file\n");
    }
}
