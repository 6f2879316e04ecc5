package sundown.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every public top-level type of the product, and every package, says what it is for. */
class JavadocTest {
    private static final Path PRODUCT = Path.of("src", "main", "java");
    private static final Pattern ANNOTATION = Pattern.compile("\\s*@\\w+(\\([^()]*\\))?$");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("public (?:[a-z-]+ )*(?:class|record|enum|interface|@interface) \\w+.*");

    @Test
    void everyPublicTypeHasIt() throws IOException {
        List<String> without = new ArrayList<>();
        for (Path source : sources()) {
            without.addAll(typesWithout(source));
        }
        assertThat(without).isEmpty();
    }

    @Test
    void everyPackageHasIt() throws IOException {
        assertThat(sources().stream().map(Path::getParent).distinct())
                .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                        .content()
                        .startsWith("/**"));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(PRODUCT)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static List<String> typesWithout(Path source) {
        List<String> lines = lines(source);
        List<String> without = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            if (PUBLIC_TYPE.matcher(lines.get(index)).matches() && !documented(lines.subList(0, index))) {
                without.add(source + ": " + lines.get(index).strip());
            }
        }
        return without;
    }

    /** Annotations, of several lines too, may stand between a type and its comment. */
    private static boolean documented(List<String> before) {
        String text = String.join("\n", before).strip();
        for (Matcher last = ANNOTATION.matcher(text); last.find(); last = ANNOTATION.matcher(text)) {
            text = text.substring(0, last.start());
        }
        return text.endsWith("*/");
    }

    private static List<String> lines(Path source) {
        try {
            return Files.readAllLines(source);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
