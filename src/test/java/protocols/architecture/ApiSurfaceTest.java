package protocols.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users compile against changes on purpose: the surface of the api is the one written in api.txt. */
class ApiSurfaceTest {
    private static final Path FILE = Checkout.API.resolve("api.txt");
    private static final String UPDATE = "mvn test -Dtest=ApiSurfaceTest -Dapi.update=true";

    @Test
    void theSurfaceIsTheOneInTheFile() throws Exception {
        List<String> actual = ApiSurface.of(Checkout.API).lines();
        if (Boolean.getBoolean("api.update")) {
            Files.write(FILE, actual);
        }
        List<String> expected = Files.exists(FILE) ? Files.readAllLines(FILE) : List.of();
        assertThat(difference(expected, actual))
                .as("protocols-api/api.txt and the classes differ; if that is meant, run: %s", UPDATE)
                .isEmpty();
    }

    @Test
    void theSurfaceNamesNothingHidden() throws Exception {
        assertThat(ApiSurface.of(Checkout.API).hidden()).isEmpty();
    }

    @Test
    void theDifferenceShowsWhatCameAndWhatWent() {
        assertThat(difference(List.of("A", "B"), List.of("B", "C"))).isEqualTo("\n- A\n+ C");
        assertThat(difference(List.of("A"), List.of("A"))).isEmpty();
    }

    @Test
    void allThatAUserCanNameIsInTheSurfaceAndNothingElse() {
        String outer = ApiSurfaceTest.class.getPackageName();
        assertThat(ApiSurface.of(Shown.class, Shown.Point.class).lines())
                .containsExactly(
                        outer + ".Shown  abstract class<T extends java.lang.Comparable<T>> is java.io.Closeable",
                        outer + ".Shown  constructor (int[])",
                        outer + ".Shown  field static final LIMIT: int",
                        outer + ".Shown  method <X extends java.lang.Exception> run(java.util.List<? extends T>): X"
                                + " throws X, java.io.IOException",
                        outer + ".Shown  method close(): void",
                        outer + ".Shown  method inherited(): " + outer + ".Hidden",
                        outer + ".Shown  method protected abstract hook(): void",
                        outer + ".Shown.Point  component x: int",
                        outer + ".Shown.Point  constructor (int)",
                        outer + ".Shown.Point  method x(): int",
                        outer + ".Shown.Point  static final record");
    }

    @Test
    void aHiddenTypeInASignatureIsFound() {
        assertThat(ApiSurface.of(Shown.class).hidden())
                .containsExactly(ApiSurfaceTest.class.getPackageName() + ".Hidden");
    }

    private static String difference(List<String> expected, List<String> actual) {
        Stream<String> gone =
                expected.stream().filter(line -> !actual.contains(line)).map(line -> "\n- " + line);
        Stream<String> come =
                actual.stream().filter(line -> !expected.contains(line)).map(line -> "\n+ " + line);
        return Stream.concat(gone, come).collect(Collectors.joining());
    }
}
