package sundown.milestone;

/** The version of the timeline that the schedules follow. Reads are strongly consistent. */
public interface FollowedTimeline {
    /** The last version for which all schedules were created; 0 when there was none. */
    int version();

    /** Notes that all schedules of a version have been created. */
    void follow(int version);
}
