package sundown.timeline;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The timeline in memory; a change is in force at once. */
public final class InMemoryTimelineStore implements TimelineStore {
    private static final Publication START = Publication.start(PublishedTimeline.read(), Optional.empty());

    private final AtomicReference<Publication> current = new AtomicReference<>(START);
    private final Map<Integer, Publication> replaced = new ConcurrentHashMap<>();

    /** Puts another timeline in force, as what a deployment starts from. */
    public void put(Timeline timeline) {
        current.set(Publication.start(timeline, Optional.empty()));
    }

    @Override
    public Timeline inForce() {
        return current().timeline();
    }

    @Override
    public Publication current() {
        return current.get();
    }

    @Override
    public Optional<Publication> replaced(int version) {
        return Optional.ofNullable(replaced.get(version));
    }

    @Override
    public boolean begin(Publication start) {
        return current.compareAndSet(START, start);
    }

    @Override
    public synchronized boolean publish(Publication read, Publication next) {
        if (current().version() != read.version()) {
            return false;
        }
        replaced.put(read.version(), read);
        current.set(next);
        return true;
    }
}
