package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sundown.purge.Plan;
import sundown.purge.Plans;
import sundown.timeline.GroupId;

/** What all plans promise. */
public abstract class PlansContract {
    private static final GroupId GROUP = new GroupId("1");

    /** The plans under test, none at first. */
    protected abstract Plans plans();

    /** Gives a group a plan. */
    protected abstract void put(GroupId group, Plan plan);

    @Test
    void knowNoPlanOfAGroupThatWasGivenNone() {
        put(new GroupId("11"), SamplePurges.plan(1));
        assertThat(plans().latest(GROUP)).isEmpty();
    }

    @Test
    void giveTheLatestPlanAsItWasMade() {
        put(GROUP, SamplePurges.plan(1));
        put(GROUP, SamplePurges.plan(2));
        assertThat(plans().latest(GROUP)).contains(SamplePurges.plan(2));
    }
}
