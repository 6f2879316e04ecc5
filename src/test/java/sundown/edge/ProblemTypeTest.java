package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemTypeTest {
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([a-z-]+ ?` \\| \\d{3}) \\|");

    private final Problem problem = Problem.of(ProblemType.NO_HOLD, "A detail.");

    @Test
    void isDocumentedWithItsStatus() throws IOException {
        List<String> documented = DOCUMENTED
                .matcher(Files.readString(Path.of("docs", "problems.md")))
                .results()
                .map((MatchResult row) -> row.group(1).replace("` | ", " "))
                .toList();

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(Stream.of(ProblemType.values())
                        .map(type -> type.code() + " " + type.status())
                        .toList());
    }

    @Test
    void hasASentenceAsItsTitle() {
        assertThat(Stream.of(ProblemType.values()).map(ProblemType::title))
                .allMatch(title -> title.matches("[A-Z][^.]*\\."));
    }

    @Test
    void addsMembersWithoutLosingAny() {
        assertThat(problem.with("one", 1).with("two", 2).members()).containsAllEntriesOf(Map.of("one", 1, "two", 2));
        assertThat(problem.members()).containsOnlyKeys("type", "title", "status", "detail");
    }

    @Test
    void showsOnlyItsNameInALog() {
        assertThat(problem).hasMessage("no-hold");
    }
}
