package sundown.simulation;

import java.util.Optional;
import sundown.timeline.Publication;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/** A store in which a publication that succeeded may look as if somebody else had been faster. */
final class TroubledTimelines implements TimelineStore {
    private final TimelineStore real;
    private final Troubles troubles;

    TroubledTimelines(TimelineStore real, Troubles troubles) {
        this.real = real;
        this.troubles = troubles;
    }

    @Override
    public Timeline inForce() {
        return real.inForce();
    }

    @Override
    public Publication current() {
        return real.current();
    }

    @Override
    public Optional<Publication> replaced(int version) {
        return real.replaced(version);
    }

    @Override
    public boolean begin(Publication start) {
        return real.begin(start);
    }

    @Override
    public boolean publish(Publication read, Publication next) {
        return real.publish(read, next) && !troubles.echoLost();
    }
}
