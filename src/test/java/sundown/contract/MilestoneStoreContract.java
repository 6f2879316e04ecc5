package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneStore;
import sundown.milestone.ReachedMilestones;
import sundown.timeline.GroupId;

/** What every store of how far the groups are promises. */
public abstract class MilestoneStoreContract {
    private static final GroupId GROUP = new GroupId("1");
    private static final GroupId OTHER = new GroupId("11");
    private static final Instant AT = Instant.parse("2023-02-01T00:00:00Z");

    /** The store under test, empty at first. */
    protected abstract MilestoneStore store();

    @Test
    void knowsNothingOfAGroupAtItsBeginning() {
        assertThat(store().find(GROUP)).isEqualTo(ReachedMilestones.begun(GROUP));
    }

    @Test
    void keepsWhatWasActedOnToTheNanosecond() {
        Map<Milestone, Instant> acted =
                Map.of(Milestone.NOTICE, AT.minusSeconds(1), Milestone.EXPORTS_OPEN, AT.plusNanos(1));
        assertThat(store().save(new ReachedMilestones(GROUP, acted, 0))).isTrue();
        assertThat(store().find(GROUP)).isEqualTo(new ReachedMilestones(GROUP, acted, 1));
    }

    @Test
    void savesOneOfTwoThatWereReadAtTheSameTime() {
        store().save(noted(Milestone.NOTICE, 0));
        assertThat(store().save(noted(Milestone.EXPORTS_OPEN, 1))).isTrue();
        assertThat(store().save(noted(Milestone.CLOSE, 1))).isFalse();
        assertThat(store().save(noted(Milestone.CLOSE, 0))).isFalse();
        assertThat(store().find(GROUP)).isEqualTo(noted(Milestone.EXPORTS_OPEN, 2));
    }

    @Test
    void letsOneOfManySave() throws Exception {
        assertThat(Race.between(4, number -> store().save(noted(Milestone.CLOSE, 0))))
                .containsOnlyOnce(true);
        assertThat(store().find(GROUP).version()).isEqualTo(1);
    }

    @Test
    void keepsGroupsApart() {
        store().save(noted(Milestone.NOTICE, 0));
        assertThat(store().find(OTHER)).isEqualTo(ReachedMilestones.begun(OTHER));
    }

    private static ReachedMilestones noted(Milestone milestone, long version) {
        return new ReachedMilestones(GROUP, Map.of(milestone, AT), version);
    }
}
