package sundown.timeline;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The timeline in memory; a change is in force at once. */
public final class InMemoryTimelineStore implements TimelineStore {
    private final AtomicReference<Publication> current;
    private final Map<Integer, Publication> replaced = new ConcurrentHashMap<>();
    private final AtomicReference<Publication> proposed = new AtomicReference<>();

    /** The sample of a timeline is in force. */
    public InMemoryTimelineStore() {
        this(PublishedTimeline.inForce(PublishedTimeline.read()));
    }

    private InMemoryTimelineStore(Publication current) {
        this.current = new AtomicReference<>(current);
    }

    /** A store of which no operator has published anything. */
    public static InMemoryTimelineStore notAnnounced() {
        return new InMemoryTimelineStore(Publication.NONE);
    }

    /** Puts another timeline in force. */
    public void put(Timeline timeline) {
        current.set(PublishedTimeline.inForce(timeline));
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
    public Optional<Publication> proposed() {
        return Optional.ofNullable(proposed.get());
    }

    @Override
    public void propose(Publication proposal) {
        proposed.set(proposal);
    }

    @Override
    public synchronized boolean publish(Publication read, Publication next) {
        if (current().version() != read.version()) {
            return false;
        }
        if (read.timeline().announced()) {
            replaced.put(read.version(), read);
        }
        current.set(next);
        return true;
    }
}
