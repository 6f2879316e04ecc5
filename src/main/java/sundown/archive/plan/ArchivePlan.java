package sundown.archive.plan;

import java.time.Instant;
import java.util.List;

/**
 * The plan of a whole archive.
 *
 * @param volumes numbered from 1; at least one
 * @param files what {@link VolumePlan.Source.Written} entries refer to
 */
public record ArchivePlan(List<VolumePlan> volumes, List<WrittenFile> files) {
    public ArchivePlan {
        volumes = List.copyOf(volumes);
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
