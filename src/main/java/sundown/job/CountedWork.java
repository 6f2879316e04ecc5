package sundown.job;

import java.time.Instant;
import java.util.Optional;
import sundown.timeline.Group;

/**
 * The work of a job that sums up only how many it acted for.
 *
 * @param <K> names those who are visited
 */
public interface CountedWork<K> extends ChunkWork<K, Long> {
    @Override
    default Long begin(Group group, int chunk, Instant run, Optional<Long> before) {
        return 0L;
    }

    @Override
    default String write(Long count) {
        return count.toString();
    }

    @Override
    default Long read(String text) {
        return Long.valueOf(text);
    }
}
