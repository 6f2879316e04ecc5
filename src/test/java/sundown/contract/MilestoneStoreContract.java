package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneStore;
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.timeline.GroupId;

/** What every store of how far the groups are promises. */
public abstract class MilestoneStoreContract extends GroupRowsContract<ReachedMilestones> {
    private static final Instant AT = Instant.parse("2023-02-01T00:00:00Z");

    private final MilestoneStore store;

    /** Checks a store that is empty at first. */
    protected MilestoneStoreContract(MilestoneStore store) {
        super(
                group -> Optional.of(store.find(group)).filter(found -> found.version() > 0),
                row -> store.save(row) ? Optional.of(store.find(row.group())) : Optional.empty());
        this.store = store;
    }

    @Override
    protected List<ReachedMilestones> rows(GroupId group, long version) {
        return List.of(
                new ReachedMilestones(group, Map.of(Milestone.Fixed.CLOSE, AT), version),
                new ReachedMilestones(
                        group,
                        Map.of(
                                Milestone.Fixed.NOTICE,
                                AT.minusSeconds(1),
                                Milestone.Fixed.EXPORTS_OPEN,
                                AT.plusNanos(1)),
                        version),
                new ReachedMilestones(group, Map.of(Milestone.Fixed.NOTICE, AT), version));
    }

    @Test
    void knowsNothingOfAGroupAtItsBeginning() {
        assertThat(store.find(GROUP)).isEqualTo(ReachedMilestones.begun(GROUP));
    }
}
