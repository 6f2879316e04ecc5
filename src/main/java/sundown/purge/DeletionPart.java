package sundown.purge;

import java.util.Optional;
import java.util.stream.Stream;
import sundown.job.JobId;
import sundown.timeline.GroupId;

/** The parts of a deletion, one after the other; each is a job. */
public enum DeletionPart {
    /** The first accounts of each chunk, which are then checked. */
    CANARY("canary"),

    /** All accounts. */
    ALL("deletion");

    private final String work;

    DeletionPart(String work) {
        this.work = work;
    }

    /** The job of a group. */
    public JobId job(GroupId group) {
        return new JobId(work, group);
    }

    /** The part that a job does. */
    public static Optional<DeletionPart> of(JobId job) {
        return Stream.of(values()).filter(part -> part.work.equals(job.work())).findAny();
    }
}
