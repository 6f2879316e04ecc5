package sundown.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.edge.Correlation;
import sundown.edge.QueueEvents;
import sundown.runtime.ManualClock;
import sundown.sweep.SweepFunction.ScheduledEvent;
import sundown.sweep.SweepTask.TaskName;

class SweepFunctionTest {
    private static final int MESSAGES =
            Stream.of(TaskName.values()).mapToInt(TaskName::shards).sum();

    private final ManualClock clock = new ManualClock(Instant.parse("2023-05-01T00:00:00Z"));
    private final List<SweepMessage> queue = new ArrayList<>();
    private final Map<String, Integer> runs = new HashMap<>();
    private final SweepFunction sweep = Sweeps.function((sent, delay) -> queue.addAll(sent), clock);
    private final RunSweepTaskFunction worker =
            Sweeps.worker(Stream.of(TaskName.values()).map(this::counted).toList(), clock);

    @Test
    void sendsForEachShardOfEachTask() {
        sweep.handle(new ScheduledEvent("sweep-1"));

        assertThat(queue)
                .hasSize(MESSAGES)
                .doesNotHaveDuplicates()
                .contains(
                        new SweepMessage(TaskName.TRANSFERS, 7, clock.instant(), new Correlation("sweep-1")),
                        new SweepMessage(TaskName.ARCHIVES, 15, clock.instant(), new Correlation("sweep-1")),
                        new SweepMessage(TaskName.MILESTONES, 0, clock.instant(), new Correlation("sweep-1")))
                .allMatch(message -> message.shard() < message.task().shards());
    }

    @Test
    void sendsWhatCanBeRead() {
        sweep.handle(new ScheduledEvent("sweep-1"));

        assertThat(queue)
                .allSatisfy(message ->
                        assertThat(SweepMessage.read(message.write())).isEqualTo(message));
    }

    /** However long no worker ran, and in whatever order the queue gives the messages. */
    @Test
    void aBacklogOfAnHourIsWorthOneSweep() {
        for (int minute = 0; minute < 60; minute++) {
            clock.advance(SweepMessage.PERIOD);
            sweep.handle(new ScheduledEvent("sweep"));
        }
        assertThat(queue).hasSize(60 * MESSAGES);

        Collections.shuffle(queue, new Random(1));
        workOnAll();

        assertThat(runs)
                .hasSize(MESSAGES)
                .allSatisfy((shard, times) -> assertThat(times).isEqualTo(1));
    }

    /** Workers that come to a tenth of the messages spend no time on what is stale, and no task is left out. */
    @Test
    void aBacklogDoesNotGrowWhereWorkersAreTooFew() {
        int most = 0;
        for (int minute = 0; minute < 600; minute++) {
            sweep.handle(new ScheduledEvent("sweep"));
            Collections.shuffle(queue, new Random(minute));
            workOn(MESSAGES / 10);
            most = Math.max(most, queue.size());
            clock.advance(SweepMessage.PERIOD);
        }

        assertThat(most).isLessThan(15 * MESSAGES);
        assertThat(runs).hasSize(MESSAGES);
        assertThat(runs.values().stream().mapToInt(times -> times).sum()).isEqualTo(600 * (MESSAGES / 10));
    }

    private void workOnAll() {
        queue.forEach(this::work);
        queue.clear();
    }

    /** A message that is dropped costs no time. */
    private void workOn(int most) {
        int before = total();
        while (!queue.isEmpty() && total() < before + most) {
            work(queue.removeFirst());
        }
    }

    private void work(SweepMessage message) {
        assertThat(worker.handle(QueueEvents.of(message.write())).batchItemFailures())
                .isEmpty();
    }

    private int total() {
        return runs.values().stream().mapToInt(times -> times).sum();
    }

    private SweepTask counted(TaskName name) {
        return new SweepTask() {
            @Override
            public TaskName name() {
                return name;
            }

            @Override
            public int run(SweepRun run) {
                runs.merge(name + "#" + run.shard(), 1, Integer::sum);
                return 0;
            }
        };
    }
}
