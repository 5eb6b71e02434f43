package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import protocols.peers.RealServer;

/** The answers of a server on loopback as the example prints them, and as dig does; blanks made one space. */
final class PrintedAnswers {

    /** What is asked for: a name and a type. */
    record Asked(String name, String type) {}

    private PrintedAnswers() {}

    static List<String> ours(Asked one, int port, List<String> options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Program program = new Program(
                InputStream.nullInputStream(), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        List<String> words = new ArrayList<>(List.of("@127.0.0.1:" + port, one.name(), one.type()));
        words.addAll(options);
        int status = DnsLookup.run(program, words.toArray(String[]::new));
        assertThat(status).as(err.toString(UTF_8)).isZero();
        return out.toString(UTF_8).lines().map(PrintedAnswers::spaced).toList();
    }

    static List<String> dig(Path folder, List<Asked> asked, int port, String... options) throws Exception {
        Path batch = folder.resolve("batch");
        Files.write(
                batch, asked.stream().map(one -> one.name() + " " + one.type()).toList());
        List<String> command = new ArrayList<>(
                List.of(RealServer.DIG.program(), "@127.0.0.1", "-p", "" + port, "+norecurse", "+noall"));
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-f", batch.toString()));
        return output(folder, command);
    }

    private static List<String> output(Path folder, List<String> command) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Process dig = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(dig.waitFor(60, TimeUnit.SECONDS)).as("dig ended in time").isTrue();
        String printed = Files.readString(out, UTF_8);
        assertThat(dig.exitValue()).as(printed).isZero();
        // It warns of a signature over a message, which zones should not have, and prints it.
        return printed.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(";;"))
                .map(PrintedAnswers::spaced)
                .toList();
    }

    static String spaced(String line) {
        return line.strip().replaceAll("[ \t]+", " ");
    }
}
