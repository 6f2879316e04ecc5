package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.job.ChunkWork;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.timeline.GroupId;

/**
 * A part of the folders of a group, in {@link ObjectKey#ORDER}.
 *
 * @param after the last folder of the part before; empty for the first part
 * @param last the last folder of this part, whether or not there is such a folder; empty for the last part
 */
@RegisterForReflection
public record FolderRange(String after, Optional<String> last) {
    /** The work of a chunk of folders, which the checkpoint knows by their own names. */
    interface FolderWork<S> extends ChunkWork<String, S> {
        @Override
        default String name(String folder) {
            return folder;
        }

        @Override
        default String readName(String name) {
            return name;
        }
    }

    /** All folders. */
    public static final FolderRange ALL = new FolderRange("", Optional.empty());

    /**
     * Divides all folders into parts of about the same size, as far as a sample tells. A part may be empty.
     *
     * @param part from 0
     * @param parts the number of parts
     */
    public static FolderRange part(Stream<String> sample, int part, int parts) {
        List<String> folders = sample.distinct().sorted(ObjectKey.ORDER).toList();
        return new FolderRange(
                bound(folders, part, parts),
                part + 1 == parts ? Optional.empty() : Optional.of(bound(folders, part + 1, parts)));
    }

    /**
     * Lists a page of the folders of a group in this part, of all buckets together that keep groups apart. Each bucket
     * lists its first folders, so that the first of all are among them.
     *
     * @param gallery the layout of the buckets
     * @param before the last folder of the page before
     * @param limit 1 to 1,000
     */
    public List<String> folders(
            BucketListing buckets, GalleryLayout gallery, GroupId group, Optional<String> before, int limit) {
        Optional<String> from = before.or(() -> Optional.of(after).filter(name -> !name.isEmpty()));
        Collection<String> folders = new TreeSet<>(ObjectKey.ORDER);
        PurgedBucket.parts(gallery)
                .filter(part -> part.layout().keepsGroupsApart())
                .map(part -> buckets.folders(part.bucket(), part.layout().prefix(group), from, limit))
                .forEach(folders::addAll);
        return folders.stream().limit(limit).filter(this::has).toList();
    }

    /** True for a folder that is not after the last one. */
    boolean has(String folder) {
        return last.filter(end -> ObjectKey.ORDER.compare(folder, end) > 0).isEmpty();
    }

    private static String bound(List<String> folders, int part, int parts) {
        int before = Math.toIntExact((long) part * folders.size() / parts);
        return before == 0 ? "" : folders.get(before - 1);
    }
}
