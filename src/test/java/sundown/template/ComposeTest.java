package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code make cloud} starts in Docker. */
class ComposeTest {
    private static final Pattern IMAGE = Pattern.compile("image: (\\S+):(\\S+)");
    private static final Pattern PORT = Pattern.compile("ports: \\[(.*)]");

    private final String compose = read("infra/compose.yaml");

    ComposeTest() throws IOException {}

    @Test
    void isReachedByThisMachineAlone() {
        assertThat(found(PORT)).hasSize(2).allMatch(port -> port.group(1).equals("\"127.0.0.1:4566:4566\""));
    }

    @Test
    void hasVersionsThatTheDocumentNames() throws IOException {
        String document = read("docs/local-aws.md");
        assertThat(found(IMAGE)).hasSize(2).allSatisfy(image -> {
            assertThat(image.group(2)).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
            String shown = image.group(2).replaceFirst("\\.0?[0-9]+$", "");
            assertThat(document).contains(image.group(1)).contains(shown);
        });
    }

    @Test
    void isTheLocalStackThatTestsStart() throws IOException {
        String container = read("src/container/java/sundown/container/LocalStackCloud.java");
        assertThat(found(IMAGE)).anyMatch(image -> container.contains("\"" + image.group(1) + ":" + image.group(2)));
    }

    private List<MatchResult> found(Pattern pattern) {
        return pattern.matcher(compose).results().toList();
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }
}
