package sundown.purge;

import java.util.List;
import java.util.Optional;
import sundown.account.UserId;

/**
 * A part of the folders of a group, in {@link BucketListing#ORDER}.
 *
 * @param after the last folder of the part before; empty for the first part
 * @param last the last folder of this part, whether or not there is such a folder; nothing for the last part
 */
record FolderRange(String after, Optional<String> last) {
    /** All folders. */
    static final FolderRange ALL = new FolderRange("", Optional.empty());

    /**
     * Divides all folders into parts that have about as many users each, as far as a sample of the users tells. A part
     * may be empty.
     *
     * @param part from 0
     * @param parts how many there are
     */
    static FolderRange part(List<UserId> sample, int part, int parts) {
        List<String> folders = sample.stream()
                .map(FolderRange::folder)
                .distinct()
                .sorted(BucketListing.ORDER)
                .toList();
        return new FolderRange(
                bound(folders, part, parts),
                part + 1 == parts ? Optional.empty() : Optional.of(bound(folders, part + 1, parts)));
    }

    /** A user's folder. */
    static String folder(UserId user) {
        return user + "/";
    }

    /** True for a folder that is not after its last one. */
    boolean has(String folder) {
        return last.filter(end -> BucketListing.ORDER.compare(folder, end) > 0).isEmpty();
    }

    private static String bound(List<String> folders, int part, int parts) {
        int before = Math.toIntExact((long) part * folders.size() / parts);
        return before == 0 ? "" : folders.get(before - 1);
    }
}
