package sundown.archive.plan;

import java.util.List;

/**
 * The plan of a whole archive.
 *
 * @param volumes numbered from 1; at least one
 * @param files what {@link Source.Written} entries refer to
 */
public record ArchivePlan(List<VolumePlan> volumes, List<WrittenFile> files) {
    public ArchivePlan {
        volumes = List.copyOf(volumes);
        files = List.copyOf(files);
    }
}
