package sundown.contract;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.purge.close.ClosingStore;
import sundown.purge.close.ClosingStore.Closing;
import sundown.timeline.GroupId;

/** What every store of closings promises. */
public abstract class ClosingStoreContract extends GroupRowsContract<Closing> {
    private static final Instant CLOSE = SampleTransfers.NOW;
    private static final Instant LATER = CLOSE.plusSeconds(3_600);

    /** Checks a store that is empty at first. */
    protected ClosingStoreContract(ClosingStore store) {
        super(store::find, store::save);
    }

    @Override
    protected List<Closing> rows(GroupId group, long version) {
        Optional<Closing.Counted> counted = Optional.of(new Closing.Counted(LATER, 5_000_000_000L));
        return List.of(
                new Closing(group, CLOSE, LATER, Optional.empty(), Optional.empty(), version),
                new Closing(group, CLOSE, LATER, counted, Optional.of(LATER), version),
                new Closing(group, LATER, LATER, Optional.empty(), Optional.empty(), version));
    }
}
