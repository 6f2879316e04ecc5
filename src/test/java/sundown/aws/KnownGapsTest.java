package sundown.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A line of a test that was renamed or removed would tell nothing, and nobody would notice. */
class KnownGapsTest {
    private static final Path LISTS = Path.of("src", "test", "resources", "gaps");
    private static final Path TESTS = Path.of("src", "test", "java", "sundown", "aws");
    private static final Path DOCUMENT = Path.of("docs", "local-aws.md");

    static List<String> clouds() throws IOException {
        try (Stream<Path> lists = Files.list(LISTS)) {
            return lists.map(list -> list.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .map(name -> name.replace(".txt", ""))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void namesTestsThatRunOnAnyCloud(String cloud) {
        assertThat(KnownGaps.read(cloud).keySet())
                .isNotEmpty()
                .allSatisfy(test -> assertThat(isOnAnyCloud(test)).as(test).isTrue());
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void isNamedByTheDocument(String cloud) throws IOException {
        assertThat(Files.readString(DOCUMENT)).contains("`GAPS=" + cloud + "`");
    }

    @Test
    void refusesTheNameOfACloudWithoutAList() {
        assertThatIllegalArgumentException().isThrownBy(() -> KnownGaps.read("floki"));
    }

    private static boolean isOnAnyCloud(String test) {
        String[] names = test.split("\\.", 2);
        return testClass(names[0])
                .filter(found -> found.isAnnotationPresent(OnAnyCloud.class))
                .filter(found -> hasMethod(found, names[1]))
                .isPresent();
    }

    private static Optional<Class<?>> testClass(String name) {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.endsWith(name + ".java"))
                    .map(file ->
                            "sundown.aws." + TESTS.relativize(file).toString().replace('/', '.'))
                    .<Class<?>>map(file -> load(file.replaceFirst("\\.java$", "")))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, KnownGapsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A test is often one of the contract that the class extends. */
    private static boolean hasMethod(Class<?> type, String method) {
        return Stream.<Class<?>>iterate(type, above -> above != null, Class::getSuperclass)
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                .map(Method::getName)
                .anyMatch(method::equals);
    }
}
