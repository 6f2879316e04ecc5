package sundown.contract;

import java.util.List;
import java.util.stream.Stream;
import sundown.operator.SampleOperators;
import sundown.purge.PurgeStore;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.timeline.GroupId;

/** What every store of purges promises. */
public abstract class PurgeStoreContract extends GroupRowsContract<Purge> {
    /** Checks a store that is empty at first. */
    protected PurgeStoreContract(PurgeStore store) {
        super(store::find, store::save);
    }

    @Override
    protected List<Purge> rows(GroupId group, long version) {
        return Stream.of(
                        new PurgeState.Planned(),
                        new PurgeState.Canary(SamplePurges.NOW),
                        new PurgeState.Waves(SamplePurges.NOW),
                        new PurgeState.Purged(SamplePurges.NOW),
                        new PurgeState.Certified(SamplePurges.NOW),
                        new PurgeState.Differs(SamplePurges.NOW),
                        new PurgeState.Voided(SamplePurges.NOW),
                        new PurgeState.Aborted(SampleOperators.named("Ada"), "a \"wrong\" list", SamplePurges.NOW),
                        new PurgeState.Planned())
                .map(state -> new Purge(group, SamplePurges.plan(1), state, version))
                .toList();
    }
}
