package protocols.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application of three lines that has protocols-impl, what that brings along, and nothing else: no annotation jar, no
 * test library. It is compiled and run as a user would do it, in a process of its own.
 */
class ConsumerTest {
    /** The three lines: a session, without a network. They print {@link #SAID}. */
    private static final String THREE_LINES =
            """
            var talk = protocols.Transcript.parse("S: 220 mx\\nC: EHLO [127.0.0.1]\\nS: 250 mx\\nC: QUIT\\nS: 221 bye\\n");
            var smtp = protocols.smtp.Smtp.at("localhost").via(talk.replay()).connect();
            try (smtp) { System.out.println(smtp.greeting()); smtp.quit(); }
            """;

    private static final String SAID = "220 mx";

    private static final String BOTH =
            Checkout.classes(Checkout.API) + File.pathSeparator + Checkout.classes(Checkout.IMPL);

    private static final Map<String, String> CLASS_PATH_APP = Map.of("app/App.java", app(THREE_LINES));

    @TempDir
    Path work;

    @Test
    void runsOnTheClassPath() throws Exception {
        Path classes = Checkout.compile(work, CLASS_PATH_APP, "-Werror", "--class-path", BOTH);
        assertThat(java("--class-path", classes + File.pathSeparator + BOTH, "app.App"))
                .isEqualTo(SAID);
    }

    @Test
    void runsAsAModuleThatRequiresTheApi() throws Exception {
        assertThat(runAsModule("protocols.api", THREE_LINES)).isEqualTo(SAID);
    }

    @Test
    void runsAsAModuleThatRequiresTheImplementation() throws Exception {
        assertThat(runAsModule("protocols.impl", THREE_LINES)).isEqualTo(SAID);
    }

    @Test
    void theImplementationIsResolvedThoughOnlyTheApiIsRequired() throws Exception {
        assumeThat(Checkout.descriptor(Checkout.API).uses())
                .as("services that the api asks for")
                .isNotEmpty();
        String looks = "System.out.println(ModuleLayer.boot().findModule(\"protocols.impl\").isPresent());";
        assertThat(runAsModule("protocols.api", looks)).isEqualTo("true");
    }

    private String runAsModule(String required, String lines) throws Exception {
        Map<String, String> sources =
                Map.of("app/App.java", app(lines), "module-info.java", "module app { requires " + required + "; }");
        Path classes = Checkout.compile(work, sources, "-Werror", "--module-path", BOTH);
        return java("--module-path", classes + File.pathSeparator + BOTH, "--module", "app/app.App");
    }

    private static String app(String lines) {
        return "package app; public class App { public static void main(String[] args) throws Exception {\n" + lines
                + "}}\n";
    }

    private String java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx64m");
        command.addAll(List.of(arguments));
        Path output = work.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ends within a minute")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output).strip();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
