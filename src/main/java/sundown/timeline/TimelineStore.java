package sundown.timeline;

/** Where the timeline in force is kept. */
public interface TimelineStore {
    /** The version in force now; a new deployment starts with the one that was published with it. */
    Timeline inForce();
}
