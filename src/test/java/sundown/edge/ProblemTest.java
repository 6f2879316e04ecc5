package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class ProblemTest {
    private final Problem problem = Problem.of("some-name", 409, "A title.", "A detail.");

    @Test
    void getsMoreMembersWithoutLosingAny() {
        assertThat(problem.with("one", 1).with("two", 2).extensions())
                .containsEntry("one", 1)
                .containsEntry("two", 2);
        assertThat(problem.extensions()).isEmpty();
    }

    @Test
    void keepsItsMembersToItself() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> problem.with("one", 1).extensions().clear());
    }

    @Test
    void showsOnlyItsNameInALog() {
        assertThat(problem.asException()).hasMessage("some-name");
        assertThat(problem.asException().problem()).isEqualTo(problem);
    }
}
