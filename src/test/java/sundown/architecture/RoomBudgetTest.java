package sundown.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each room has a budget of code lines: lines that are no blanks, comments, imports, or package declarations. A room
 * that needs more gives its reason in a decision (docs/adr) before its budget is raised.
 */
class RoomBudgetTest {
    private static final Path PRODUCT = Path.of("src", "main", "java", "sundown");

    private static final Map<String, Integer> CODE_LINES_MAX = new TreeMap<>(Map.ofEntries(
            Map.entry("account", 225),
            Map.entry("archive", 2_940),
            Map.entry("audit", 150),
            Map.entry("aws", 4_600),
            Map.entry("digest", 190),
            Map.entry("edge", 1_400),
            Map.entry("failure", 150),
            Map.entry("gallery", 340),
            Map.entry("google", 1_350),
            Map.entry("hold", 180),
            Map.entry("job", 620),
            Map.entry("limit", 210),
            Map.entry("mail", 940),
            Map.entry("media", 690),
            Map.entry("membership", 200),
            Map.entry("metrics", 200),
            Map.entry("milestone", 310),
            Map.entry("notify", 430),
            Map.entry("oidc", 130),
            Map.entry("operator", 340),
            Map.entry("purge", 4_300),
            Map.entry("queue", 220),
            Map.entry("readiness", 1_470),
            Map.entry("receipt", 310),
            Map.entry("refund", 1_840),
            Map.entry("report", 930),
            Map.entry("runtime", 100),
            Map.entry("secret", 110),
            Map.entry("status", 530),
            Map.entry("stripe", 680),
            Map.entry("sweep", 270),
            Map.entry("timeline", 1_165),
            Map.entry("transfer", 4_290),
            Map.entry("web", 190)));

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern NO_CODE = Pattern.compile("\\s*|\\s*//.*|\\s*(import|package)\\s.*");

    @Test
    void everyRoomKeepsItsBudget() throws IOException {
        Map<String, Integer> lines = countCodeLines();
        assertThat(lines.keySet()).isEqualTo(CODE_LINES_MAX.keySet());
        assertThat(lines)
                .allSatisfy((room, count) -> assertThat(count).as(room).isLessThanOrEqualTo(CODE_LINES_MAX.get(room)));
    }

    /** A budget far above what a room has bounds nothing. */
    @Test
    void noBudgetIsMuchLargerThanItsRoom() throws IOException {
        assertThat(countCodeLines())
                .allSatisfy((room, count) ->
                        assertThat(CODE_LINES_MAX.get(room)).as(room).isLessThanOrEqualTo(count * 3 / 2 + 50));
    }

    private static Map<String, Integer> countCodeLines() throws IOException {
        try (Stream<Path> files = Files.walk(PRODUCT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(
                            file -> PRODUCT.relativize(file).getName(0).toString(),
                            TreeMap::new,
                            Collectors.summingInt(RoomBudgetTest::countCodeLines)));
        }
    }

    private static int countCodeLines(Path file) {
        try {
            return (int) COMMENT.matcher(Files.readString(file))
                    .replaceAll("")
                    .lines()
                    .filter(line -> !NO_CODE.matcher(line).matches())
                    .count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
