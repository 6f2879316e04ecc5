package sundown.milestone;

/** Which version of the timeline the schedules follow. What is read is as it is after every write that came before. */
public interface FollowedTimeline {
    /** The last version for which all schedules were put; 0 when there was none. */
    int version();

    /** Notes that all schedules of a version have been put. */
    void follow(int version);
}
