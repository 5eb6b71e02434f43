package protocols.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Where the modules of this project stand, and a compiler for what a test plants beside them. */
final class Checkout {
    static final Path ROOT = root();
    static final Path API = ROOT.resolve("protocols-api");
    static final Path IMPL = ROOT.resolve("protocols-impl");
    static final Path EXAMPLES = ROOT.resolve("examples");

    private Checkout() {}

    static Path classes(Path module) {
        return module.resolve("target/classes");
    }

    static Path sources(Path module) {
        return module.resolve("src/main/java");
    }

    static ModuleDescriptor descriptor(Path module) throws IOException {
        try (InputStream in = Files.newInputStream(classes(module).resolve("module-info.class"))) {
            return ModuleDescriptor.read(in);
        }
    }

    static List<Path> javaFiles(Path directory) {
        return files(directory, ".java");
    }

    static List<Path> files(Path directory, String suffix) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the sources under {@code work} and compiles them for Java 17 to {@code work/classes}.
     *
     * @param sources path to text, such as {@code app/App.java}
     * @param options of javac, such as {@code --class-path}
     */
    static Path compile(Path work, Map<String, String> sources, String... options) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = work.resolve("src").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, source.getValue()));
        }
        Path classes = Files.createDirectories(work.resolve("classes"));
        List<String> all = new ArrayList<>(List.of("--release", "17", "-Xlint:all", "-d", classes.toString()));
        all.addAll(List.of(options));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            var units = manager.getJavaFileObjectsFromPaths(files);
            if (!compiler.getTask(said, manager, null, all, null, units).call()) {
                throw new AssertionError("does not compile:\n" + said);
            }
        }
        return classes;
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("protocols-api"))) {
            here = here.getParent();
            if (here == null) {
                throw new IllegalStateException("run the tests inside the project");
            }
        }
        return here;
    }
}
