package sundown.archive;

import java.util.List;
import java.util.Optional;
import sundown.account.UserId;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.plan.LeftOut;
import sundown.archive.plan.PlanId;
import sundown.archive.plan.VolumePlan;

/**
 * One volume of an archive: one row, saved like the archive's.
 *
 * @param number from 1
 * @param plan the plan from which it is built
 * @param bytes its size
 * @param items the number of the user's items in it
 * @param leftOut the number of items that should have been in it and are not
 * @param examples the first of these
 * @param upload the unfinished upload, if one was begun
 * @param uploaded the number of its bytes that are known to be uploaded
 * @param version increases with each save; 0 before the first
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
    /** The most examples of items left out: enough for a page, few enough for a row. */
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

    /** The same, built from the beginning with another plan. */
    public Volume planned(PlanId next, VolumePlan contents, long size) {
        return new Volume(
                user,
                archive,
                number,
                next,
                size,
                contents.photos().size(),
                contents.leftOut().size(),
                contents.leftOut().stream().limit(MOST_EXAMPLES).toList(),
                Optional.empty(),
                0,
                state,
                version);
    }

    /** The same with this many bytes uploaded. */
    public Volume uploaded(long soFar) {
        return new Volume(user, archive, number, plan, bytes, items, leftOut, examples, upload, soFar, state, version);
    }

    /** The same as the store holds it after one more save. */
    public Volume saved() {
        return new Volume(
                user, archive, number, plan, bytes, items, leftOut, examples, upload, uploaded, state, version + 1);
    }
}
