package protocols.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sizes of the house, and a comment on everything that a user sees; each rule is shown to bite. */
class HouseStyleTest {
    private static final String LONG_METHOD = "class Long {\n    void body() {" + "\n".repeat(40) + "    }\n}\n";

    @TempDir
    Path work;

    @Test
    void filesMethodsAndParameterListsKeepTheSizes() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path module : List.of(Checkout.API, Checkout.IMPL, Checkout.EXAMPLES)) {
            all.addAll(Checkout.javaFiles(Checkout.sources(module)));
        }
        assertThat(all).isNotEmpty();
        assertThat(HouseStyle.sizes(all))
                .as("keep the size, or say why not on a line that starts with %s", HouseStyle.MARKER)
                .isEmpty();
    }

    @Test
    void everyPublicTypeAndMethodOfTheApiHasJavadoc() throws IOException {
        assertThat(HouseStyle.undocumented(Checkout.javaFiles(Checkout.sources(Checkout.API))))
                .isEmpty();
    }

    @Test
    void aMethodOfFortyLinesIsTheLongest() throws IOException {
        assertThat(sizes(LONG_METHOD.replaceFirst("\n\n", "\n"))).isEmpty();
        assertThat(sizes(LONG_METHOD)).containsExactly("Planted.java: body of 41 lines, more than 40");
    }

    @Test
    void aFileOfFourHundredLinesIsTheLongest() throws IOException {
        assertThat(sizes("class Long {}" + "\n".repeat(400))).isEmpty();
        assertThat(sizes("class Long {}" + "\n".repeat(401)))
                .containsExactly("Planted.java: a file of 401 lines, more than 400");
    }

    @Test
    void aMethodTakesFourParametersAtMost() throws IOException {
        assertThat(sizes("class C { void m(int a, int b, int c, int d) {} }")).isEmpty();
        assertThat(sizes("class C { void m(int a, int b, int c, int d, int e) {} }"))
                .containsExactly("Planted.java: m takes 5, more than 4");
    }

    @Test
    void aReasonExcusesASizeButAnEmptyOneDoesNot() throws IOException {
        assertThat(sizes(HouseStyle.MARKER + "one line for each record type\n" + LONG_METHOD))
                .isEmpty();
        assertThat(sizes(HouseStyle.MARKER + "\n" + LONG_METHOD)).hasSize(1);
    }

    @Test
    void aNameThatSaysNothingIsFound() throws IOException {
        assertThat(sizes("class FtpUtil {} abstract class AbstractClient {} class Utility {}"))
                .hasSize(2);
    }

    @Test
    void aPublicTypeOrMethodWithoutACommentIsFound() throws IOException {
        assertThat(undocumented("public class C { public void m() {} void hidden() {} }"))
                .containsExactly("Planted.java: C has no Javadoc", "Planted.java: m has no Javadoc");
        assertThat(undocumented("/** C. */ public interface C { void m(); }"))
                .containsExactly("Planted.java: m has no Javadoc");
        assertThat(undocumented("class C { public void m() {} }")).isEmpty();
    }

    private List<String> sizes(String source) throws IOException {
        return HouseStyle.sizes(List.of(planted(source)));
    }

    private List<String> undocumented(String source) throws IOException {
        return HouseStyle.undocumented(List.of(planted(source)));
    }

    private Path planted(String source) throws IOException {
        return Files.writeString(work.resolve("Planted.java"), source);
    }
}
