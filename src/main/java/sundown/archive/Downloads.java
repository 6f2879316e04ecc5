package sundown.archive;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which volumes have arrived at the user, as his page or app says.
 *
 * @param volumes their numbers
 * @param finishedAt when the last one had arrived
 */
public record Downloads(Set<Integer> volumes, Optional<Instant> finishedAt) {
    /** None yet. */
    public static final Downloads NONE = new Downloads(Set.of(), Optional.empty());

    public Downloads {
        volumes = Set.copyOf(volumes);
    }

    /** The same with one more, of so many. */
    public Downloads plus(int volume, int all, Instant now) {
        Set<Integer> more = Stream.concat(volumes.stream(), Stream.of(volume)).collect(Collectors.toUnmodifiableSet());
        return new Downloads(more, more.size() == all ? finishedAt.or(() -> Optional.of(now)) : finishedAt);
    }
}
