package sundown.report;

import java.util.List;
import java.util.stream.IntStream;
import sundown.job.GroupUsers;
import sundown.timeline.GroupId;

/** A part of a group's users, as the accounts' index spreads them. */
public record Shard(GroupId group, int number) {
    public Shard {
        if (number < 0 || number >= GroupUsers.CHUNKS) {
            throw new IllegalArgumentException("there is no such shard");
        }
    }

    /** All shards of a group. */
    public static List<Shard> of(GroupId group) {
        return IntStream.range(0, GroupUsers.CHUNKS)
                .mapToObj(number -> new Shard(group, number))
                .toList();
    }

    @Override
    public String toString() {
        return "%s#%02d".formatted(group, number);
    }
}
