package sundown.timeline;

import sundown.contract.TimelineStoreContract;

class InMemoryTimelineStoreTest extends TimelineStoreContract {
    private final InMemoryTimelineStore store = new InMemoryTimelineStore();

    @Override
    protected TimelineStore store() {
        return store;
    }

    @Override
    protected void put(String document) {
        store.put(TimelineDocument.read(document));
    }
}
