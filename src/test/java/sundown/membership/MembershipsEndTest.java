package sundown.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.membership.Functions.GROUP;
import static sundown.membership.Functions.OPENING;

import org.junit.jupiter.api.Test;
import sundown.advance.Milestone;

/** What the opening of a group brings. */
class MembershipsEndTest {
    private final Functions functions = new Functions();

    @Test
    void beginsTheWalkAtTheOpening() {
        assertThat(functions.open()).isEmpty();
        assertThat(functions.walks.find(GROUP)).contains(Walk.begun(GROUP, OPENING));
        assertThat(functions.queue.size()).isEqualTo(16);
        assertThat(functions.arrivesAt()).containsExactly(Milestone.EXPORTS_OPEN);
    }

    @Test
    void doesNothingThatTheSweepHasDoneAndTheReverse() {
        functions.open();
        functions.open();
        functions.sweep();
        assertThat(functions.queue.size()).isEqualTo(16);
    }
}
