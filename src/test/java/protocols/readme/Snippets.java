package protocols.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The programs in the README, in the pages and in the Javadoc, each after a line {@code <!-- run: NAME -->}: found, compiled as a user
 * would compile them, and run.
 */
public final class Snippets {

    private static final String MARK = "<!-- run: ";
    private static final String BEGIN = "<pre>{@code\n";
    private static final String END = "}</pre>";

    private static final String HEAD =
            """
            import java.io.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.Callable;
            import java.util.regex.Pattern;
            import protocols.*;
            import protocols.Observer;
            import protocols.dns.*;
            import protocols.ftp.*;
            import protocols.http.*;
            import protocols.imap.*;
            import protocols.mail.*;
            import protocols.net.*;
            import protocols.pop3.*;
            import protocols.smtp.*;
            import protocols.telnet.*;
            import protocols.whois.*;
            """;

    private Snippets() {}

    /** A program. */
    public record Snippet(String name, String code) {

        /** With another text for each of these, such as the port of a peer. */
        Snippet with(Map<String, String> replacements) {
            String there = code;
            for (Map.Entry<String, String> one : replacements.entrySet()) {
                there = there.replace(one.getKey(), one.getValue());
            }
            return new Snippet(name, there);
        }

        private String type() {
            StringBuilder type = new StringBuilder("Snippet");
            for (String word : name.split("-")) {
                type.append(word.substring(0, 1).toUpperCase(java.util.Locale.ROOT))
                        .append(word.substring(1));
            }
            return type.toString();
        }

        /** What a program imports of others' stands before it. */
        private String source() {
            StringBuilder imports = new StringBuilder(HEAD);
            StringBuilder statements = new StringBuilder();
            code.lines().forEach(line -> (line.startsWith("import ") ? imports : statements)
                    .append(line)
                    .append('\n'));
            return imports + "public class " + type() + " {\n"
                    + "  public static void run(PrintStream out, PrintStream err, String password, Path folder)"
                    + " throws Exception {\n" + statements + "\n  }\n}\n";
        }

        /** Compiles it into a folder, with all lints but those that a newcomer's program need not heed. */
        public void compile(Path folder) throws IOException {
            Path source = Files.writeString(folder.resolve(type() + ".java"), source(), UTF_8);
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            String[] options = {
                "-encoding",
                "UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString()
            };
            int status = ToolProvider.getSystemJavaCompiler().run(null, said, said, options);
            assertThat(status).as(name + "\n" + said.toString(UTF_8)).isZero();
        }

        /** Compiles and runs it; gives what it printed, and fails if it complained. */
        String run(Path folder, String password) throws Exception {
            compile(folder);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            try (URLClassLoader loader =
                    new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
                loader.loadClass(type())
                        .getMethod("run", PrintStream.class, PrintStream.class, String.class, Path.class)
                        .invoke(
                                null,
                                new PrintStream(out, true, UTF_8),
                                new PrintStream(err, true, UTF_8),
                                password,
                                folder);
            }
            assertThat(err.toString(UTF_8)).as(name + " complains").isEmpty();
            return out.toString(UTF_8);
        }
    }

    /** Those of the README, by name. */
    public static Map<String, Snippet> readme() throws IOException {
        return page(root().resolve("README.md"));
    }

    /** Those of the pages, by name. */
    public static Map<String, Snippet> pages() throws IOException {
        Map<String, Snippet> found = new LinkedHashMap<>();
        for (Path page : pageFiles()) {
            page(page).forEach((name, snippet) -> assertThat(found.put(name, snippet))
                    .as("a second " + name)
                    .isNull());
        }
        return found;
    }

    static List<Path> pageFiles() throws IOException {
        try (Stream<Path> all = Files.list(root().resolve("src/site/markdown"))) {
            return all.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }

    private static Map<String, Snippet> page(Path file) throws IOException {
        String text = Files.readString(file, UTF_8);
        Map<String, Snippet> found = new LinkedHashMap<>();
        for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + 1)) {
            String name = text.substring(at + MARK.length(), text.indexOf(" -->", at));
            int from = text.indexOf("```java\n", at) + "```java\n".length();
            found.put(name, new Snippet(name, text.substring(from, text.indexOf("```", from))));
        }
        return found;
    }

    /** Those of the Javadoc of the api, by name. */
    public static Map<String, Snippet> javadoc() throws IOException {
        Path sources = root().resolve("protocols-api/src/main/java/protocols");
        Map<String, Snippet> found = new LinkedHashMap<>();
        try (Stream<Path> all = Files.walk(sources)) {
            List<Path> files = all.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            for (Path file : files) {
                for (Snippet snippet : in(Files.readString(file, UTF_8))) {
                    assertThat(found.put(snippet.name(), snippet))
                            .as("a second " + snippet.name())
                            .isNull();
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return found;
    }

    private static List<Snippet> in(String source) {
        String text = source.replaceAll("(?m)^ *\\* ?", "");
        List<Snippet> found = new ArrayList<>();
        for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + 1)) {
            String name = text.substring(at + MARK.length(), text.indexOf(" -->", at));
            int from = text.indexOf(BEGIN, at) + BEGIN.length();
            found.add(new Snippet(name, text.substring(from, text.indexOf(END, from))));
        }
        return found;
    }

    /** The tests run in the folder of their module. */
    static Path root() {
        return List.of(Path.of(""), Path.of("../..")).stream()
                .filter(folder ->
                        Files.exists(folder.resolve("README.md")) && Files.exists(folder.resolve("protocols-api")))
                .findFirst()
                .orElseThrow();
    }
}
