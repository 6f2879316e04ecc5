package sundown.archive.plan;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import sundown.gallery.Tally;

/**
 * The plan of a whole archive.
 *
 * @param gallery the items that the gallery lists, whether they are in a volume or left out
 * @param volumes numbered from 1; at least one; each is made again when it is asked for, because a large gallery's do
 *     not fit into memory together
 * @param files what {@link VolumePlan.Source.Written} entries refer to
 */
public record ArchivePlan(Tally gallery, List<VolumePlan> volumes, List<WrittenFile> files) {
    public ArchivePlan {
        volumes = Collections.unmodifiableList(volumes);
        files = List.copyOf(files);
    }

    /**
     * The size limits of a plan.
     *
     * @param volumeBytes a volume with everything in it; a larger item gets a volume of its own
     * @param itemBytes the largest item that an archive takes
     */
    public record Limits(long volumeBytes, long itemBytes) {
        public Limits {
            if (volumeBytes < 1 || itemBytes < 1) {
                throw new IllegalArgumentException("a limit is more than 0 bytes");
            }
        }
    }

    /**
     * When an archive is available.
     *
     * @param until the first instant at which it can no longer be downloaded
     */
    public record Availability(Instant createdAt, Instant until) {}
}
