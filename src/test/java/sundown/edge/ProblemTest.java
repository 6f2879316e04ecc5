package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private final Problem problem = Problem.of(ProblemType.NO_HOLD, "A detail.");

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
