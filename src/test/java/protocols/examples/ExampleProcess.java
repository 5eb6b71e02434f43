package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An example in a process of its own, as a shell runs it. */
final class ExampleProcess {

    /**
     * What a run left behind.
     *
     * @param status the exit status
     * @param out standard output
     * @param err standard error
     */
    record Run(int status, String out, String err) {
        /** Asserts that all went well, and gives standard output. */
        String ok() {
            assertThat(err).isEmpty();
            assertThat(status).isZero();
            return out;
        }
    }

    private final Path folder;
    private final String password;
    private String input = "";

    /**
     * @param folder for its output
     * @param password what the environment variable holds
     */
    ExampleProcess(Path folder, String password) {
        this.folder = folder;
        this.password = password;
    }

    /** What the next run reads from standard input. */
    ExampleProcess reading(String text) {
        input = text;
        return this;
    }

    Run run(Class<?> program, String... words) throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("stdin"), input, UTF_8);
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        Process process = builder(program, words)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    private ProcessBuilder builder(Class<?> program, String... words) {
        ProcessBuilder builder = new ProcessBuilder(line(program, words));
        builder.environment().put("PROTOCOLS_PASSWORD", password);
        return builder;
    }

    /** The command line that runs an example as this test runs. */
    static List<String> line(Class<?> program, String... words) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        line.addAll(List.of(words));
        return line;
    }
}
