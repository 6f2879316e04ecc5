package sundown.membership;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
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
    public boolean begin(Walk walk, Instant date) {
        AtomicBoolean begun = new AtomicBoolean();
        walks.compute(walk.group(), (group, before) -> {
            begun.set(before == null || before.begunAt().isBefore(date));
            return begun.get() ? walk : before;
        });
        return begun.get();
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
    public void finish(GroupId group, Instant begunAt, int shard) {
        walks.computeIfPresent(group, (id, walk) -> walk.begunAt().equals(begunAt) ? finished(walk, shard) : walk);
    }

    private static Walk finished(Walk walk, int shard) {
        return new Walk(walk.group(), walk.begunAt(), walk.sentAt(), with(walk.done(), shard));
    }

    private static Set<Integer> with(Set<Integer> done, int shard) {
        return Stream.concat(done.stream(), Stream.of(shard)).collect(Collectors.toUnmodifiableSet());
    }
}
