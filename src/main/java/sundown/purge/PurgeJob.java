package sundown.purge;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.job.Job.JobId;
import sundown.timeline.GroupId;

/** The jobs of a group's purge, in their order. */
public enum PurgeJob {
    /** A plan lists the users whom the accounts list. */
    LIST_ACCOUNTS("plan"),

    /** A plan lists the other users with a folder in a bucket: a user with a line needs no second one. */
    LIST_FOLDERS("folders"),

    /** Counts the users of a plan who have left the group. */
    COUNT_LEAVERS("leavers"),

    /** Deletes the first accounts of each chunk, and checks them. */
    DELETE_CANARY("canary"),

    /** Deletes all accounts. */
    DELETE_ALL("deletion"),

    /** Verifies the users of the approved manifest: a chunk for each of its chunks. */
    VERIFY_USERS("verification"),

    /** Verifies the users with a folder in a bucket: half as many chunks, as many as a manifest has of folders. */
    VERIFY_FOLDERS("leftovers");

    /** Two jobs, one after the other. */
    static final List<PurgeJob> PLAN = List.of(LIST_ACCOUNTS, LIST_FOLDERS);

    /** Two jobs, one after the other. */
    static final List<PurgeJob> DELETION = List.of(DELETE_CANARY, DELETE_ALL);

    /** Two jobs at the same time. */
    public static final List<PurgeJob> VERIFICATION = List.of(VERIFY_USERS, VERIFY_FOLDERS);

    private final String work;

    PurgeJob(String work) {
        this.work = work;
    }

    /** Returns the job of a group. */
    public JobId of(GroupId group) {
        return new JobId(work, group);
    }

    /** Returns the kind of a job, or empty for a job that is not part of a purge. */
    public static Optional<PurgeJob> kind(JobId job) {
        return Stream.of(values()).filter(kind -> kind.work.equals(job.work())).findAny();
    }
}
