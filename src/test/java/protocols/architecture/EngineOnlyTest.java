package protocols.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protocols.readme.Snippets;

/**
 * What only the engine calls is not in a user's completion list: it is behind a friend in {@code protocols.spi}, or it
 * stands here with a reason. Programs are the examples, and those in the README and in the Javadoc.
 */
class EngineOnlyTest {

    /** The most that may stay. */
    private static final int MOST = 60;

    private static final String KEPT = """
            """;

    @TempDir
    Path work;

    @Test
    void whatOnlyTheEngineCallsIsNotPublicWithoutAReason() throws Exception {
        for (Snippets.Snippet snippet : Snippets.readme().values()) {
            snippet.compile(work);
        }
        for (Snippets.Snippet snippet : Snippets.javadoc().values()) {
            snippet.compile(work);
        }
        Set<String> found = EngineOnly.methods(
                new ClassFileImporter().importPath(Checkout.classes(Checkout.IMPL)),
                new ClassFileImporter().importPaths(Checkout.classes(Checkout.EXAMPLES), work),
                NamesTest.fixed());
        assertThat(KEPT.lines()).allSatisfy(line -> assertThat(line.split(" {2,}", 2))
                .as("a method and a reason")
                .hasSize(2));
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        KEPT.lines().map(line -> line.split(" {2,}", 2)[0]).collect(Collectors.toSet()));
        assertThat(found).hasSizeLessThanOrEqualTo(MOST);
    }
}
