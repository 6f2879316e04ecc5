package sundown.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import sundown.gallery.Tally;
import sundown.timeline.GroupId;

/**
 * The counting for a report: the one under way, or the last.
 *
 * @param heardAt when a worker was last heard of, or messages were last sent
 * @param groups those of the timeline when it began
 * @param known of each shard what its galleries hold, as far as that need not be counted again
 * @param counted the shards that are in
 * @param composed whether the report has been written
 */
public record Counting(
        ReportId id,
        Instant begunAt,
        Instant heardAt,
        List<GroupId> groups,
        Map<Shard, GalleryCount> known,
        Map<Shard, Figures> counted,
        boolean composed) {
    public Counting {
        groups = List.copyOf(groups);
        known = Map.copyOf(known);
        counted = Map.copyOf(counted);
    }

    /** The shards that are not in yet. */
    public List<Shard> left() {
        return shards().stream().filter(shard -> !counted.containsKey(shard)).toList();
    }

    /** Whose messages are to be sent: those that are left, or any one of them, so that the report is composed. */
    public List<Shard> toSend() {
        return left().isEmpty() ? List.of(shards().getFirst()) : left();
    }

    /** All its shards. */
    public List<Shard> shards() {
        return groups.stream().flatMap(group -> Shard.of(group).stream()).toList();
    }

    /** With what a shard's count begins. */
    public Figures begun(Shard shard) {
        GalleryCount galleries = known.getOrDefault(shard, new GalleryCount(begunAt, Tally.NONE));
        return Figures.none(begunAt, galleries);
    }
}
