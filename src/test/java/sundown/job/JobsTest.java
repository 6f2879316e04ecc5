package sundown.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sundown.edge.InMemoryQueue;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.Job.JobId;
import sundown.runtime.ManualClock;
import sundown.timeline.GroupId;

class JobsTest {
    private static final Instant NOW = Instant.parse("2022-12-01T00:00:00Z");
    private static final JobId ID = new JobId("visits", new GroupId("1"));

    private final ManualClock clock = new ManualClock(NOW);
    private final InMemoryQueue<ChunkMessage> queue =
            new InMemoryQueue<>(clock, new Random(1), Duration.ofMinutes(12), 5);

    /** Their ends are writes of one row. */
    @Test
    void beginsNoMoreThan250ChunksInASecond() {
        Jobs jobs = new Jobs(new InMemoryJobStore(), new GroupChunks(600), clock);
        assertThat(jobs.advance(ID, queue, NOW)).isEqualTo(600);
        assertThat(begun()).isEqualTo(250);
        clock.advance(Duration.ofMillis(999));
        assertThat(begun()).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(begun()).isEqualTo(250);
        clock.advance(Duration.ofSeconds(1));
        assertThat(begun()).isEqualTo(100);
    }

    private int begun() {
        return queue.takeAll().size();
    }
}
