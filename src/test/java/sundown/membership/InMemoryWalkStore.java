package sundown.membership;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.timeline.GroupId;

/** The walks in memory. */
public final class InMemoryWalkStore implements WalkStore {
    private final Map<GroupId, Walk> walks = new ConcurrentHashMap<>();

    @Override
    public Optional<Walk> find(GroupId group) {
        return Optional.ofNullable(walks.get(group));
    }

    @Override
    public boolean begin(Walk walk) {
        return walks.putIfAbsent(walk.group(), walk) == null;
    }

    @Override
    public boolean sendAgain(Walk read, Instant now) {
        return find(read.group())
                .filter(walk -> walk.sentAt().equals(read.sentAt()))
                .filter(walk ->
                        walks.replace(walk.group(), walk, new Walk(walk.group(), walk.begunAt(), now, walk.done())))
                .isPresent();
    }

    @Override
    public void finish(GroupId group, int shard) {
        walks.computeIfPresent(
                group, (id, walk) -> new Walk(id, walk.begunAt(), walk.sentAt(), with(walk.done(), shard)));
    }

    private static Set<Integer> with(Set<Integer> done, int shard) {
        return Stream.concat(done.stream(), Stream.of(shard)).collect(Collectors.toUnmodifiableSet());
    }
}
