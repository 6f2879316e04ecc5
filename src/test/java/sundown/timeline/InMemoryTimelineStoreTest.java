package sundown.timeline;

import sundown.contract.TimelineStoreContract;

class InMemoryTimelineStoreTest extends TimelineStoreContract {
    private final InMemoryTimelineStore store = InMemoryTimelineStore.notAnnounced();

    @Override
    protected TimelineStore store() {
        return store;
    }
}
