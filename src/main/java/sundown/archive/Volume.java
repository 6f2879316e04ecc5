package sundown.archive;

import java.util.List;
import java.util.Optional;
import sundown.account.UserId;
import sundown.archive.plan.LeftOut;
import sundown.archive.plan.PlanId;
import sundown.archive.plan.VolumePlan;

/**
 * One volume of an archive: one row, changed like the archive's.
 *
 * @param number from 1
 * @param plan the plan that it is built after
 * @param bytes its size
 * @param items how many of the user's items are in it
 * @param leftOut how many should have been in it and are not
 * @param examples the first of these
 * @param upload the unfinished upload, when one was begun
 * @param uploaded how many of its bytes are known to be uploaded
 * @param version counts up with each save; 0 before the first
 */
public record Volume(
        UserId user,
        ArchiveId archive,
        int number,
        PlanId plan,
        long bytes,
        int items,
        int leftOut,
        List<LeftOut> examples,
        Optional<UploadId> upload,
        long uploaded,
        VolumeState state,
        long version) {
    /** How many examples are kept of what was left out: enough for a page, few enough for a row. */
    public static final int MOST_EXAMPLES = 20;

    public Volume {
        examples = List.copyOf(examples);
    }

    /** The same in another state. */
    public Volume in(VolumeState next) {
        return new Volume(
                user, archive, number, plan, bytes, items, leftOut, examples, upload, uploaded, next, version);
    }

    /** The same with another upload, or none. */
    public Volume with(Optional<UploadId> next) {
        return new Volume(user, archive, number, plan, bytes, items, leftOut, examples, next, uploaded, state, version);
    }

    /** The same, to be built after another plan and from its beginning. */
    public Volume planned(PlanId next, VolumePlan contents, long size) {
        return new Volume(
                user,
                archive,
                number,
                next,
                size,
                contents.photos(),
                contents.leftOut().size(),
                contents.leftOut().stream().limit(MOST_EXAMPLES).toList(),
                Optional.empty(),
                0,
                state,
                version);
    }

    /** The same, so far uploaded. */
    public Volume uploaded(long soFar) {
        return new Volume(user, archive, number, plan, bytes, items, leftOut, examples, upload, soFar, state, version);
    }

    /** The same as the store holds it after one more save. */
    public Volume saved() {
        return new Volume(
                user, archive, number, plan, bytes, items, leftOut, examples, upload, uploaded, state, version + 1);
    }
}
