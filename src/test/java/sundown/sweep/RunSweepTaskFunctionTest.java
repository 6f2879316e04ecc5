package sundown.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.edge.Correlation;
import sundown.edge.LogRecords;
import sundown.edge.QueueEvent;
import sundown.edge.QueueEvents;
import sundown.failure.RetryableFailure;
import sundown.metrics.Measurements;
import sundown.metrics.Metric;
import sundown.runtime.ManualClock;
import sundown.sweep.SweepTask.TaskName;

class RunSweepTaskFunctionTest {
    private static final Logger LOG = Logger.getLogger(RunSweepTaskFunctionTest.class);
    private static final Instant NOW = Instant.parse("2023-05-01T00:00:00Z");

    private final ManualClock clock = new ManualClock(NOW);
    private final List<String> processed = new ArrayList<>();
    private final List<String> due = new ArrayList<>();

    @AutoClose
    private final LogRecords log = LogRecords.of(RunSweepTaskFunction.class);

    @AutoClose
    private final Measurements measurements = new Measurements();

    @Test
    void anItemThatFailsUnexpectedlyDelaysNoOther() {
        due.addAll(List.of("first", "faulty", "last"));

        assertThat(work(this::items).batchItemFailures()).hasSize(1);

        assertThat(processed).containsExactly("first", "last");
    }

    @Test
    void itemsThatFailUnexpectedlyDelayNoOtherHoweverManyTheyAre() {
        due.addAll(List.of("faulty, 1", "faulty, 2", "faulty, 3", "last"));

        assertThat(work(this::twoItemsAtOnce).batchItemFailures()).hasSize(1);

        assertThat(processed).containsExactly("last");
    }

    /** A service that fails one item is likely to fail the next. */
    @Test
    void goesOnToNoOtherItemsWhileAServiceFailsThem() {
        due.addAll(List.of("unanswered", "unanswered, too", "last"));

        assertThat(work(this::twoItemsAtOnce).batchItemFailures()).isEmpty();

        assertThat(processed).isEmpty();
    }

    @Test
    void countsATaskThatFailsAsAWhole() {
        QueueEvent.Answer answer = work(run -> {
            throw new RetryableFailure("DynamoDB cannot be reached");
        });

        assertThat(answer.batchItemFailures()).hasSize(1);
        assertThat(log.lines())
                .anyMatch(line -> line.matches("ERROR TRANSFERS failed \\| .*DynamoDB cannot be reached"))
                .anyMatch(line -> line.contains("1 failed unexpectedly"));
        assertThat(measurements.faults()).containsExactly("UnexpectedFailures");
    }

    @Test
    void countsWhatFailedUnexpectedlyForTheAlarm() {
        due.addAll(List.of("faulty", "faulty, too"));

        work(this::items);

        assertThat(log.lines())
                .containsExactly("INFO TRANSFERS#3 has processed 0", "ERROR TRANSFERS#3: 2 failed unexpectedly");
        assertThat(measurements.faults()).containsExactly("UnexpectedFailures");
    }

    @Test
    void doesNotFailWhenAServiceFailsAnItem() {
        due.addAll(List.of("first", "unanswered"));

        assertThat(work(this::items).batchItemFailures()).isEmpty();

        assertThat(processed).containsExactly("first");
        assertThat(log.lines()).containsExactly("INFO TRANSFERS#3 has processed 1");
        assertThat(measurements.of(Metric.SWEPT)).containsExactly(1.0);
    }

    /** Without this report the heartbeat's alarm rings. */
    @Test
    void tellsTheHeartbeatThatItHasWorkedThoughNothingWasDue() {
        work(this::items);

        assertThat(log.lines()).containsExactly("INFO TRANSFERS#3 has processed 0");
        assertThat(measurements.of(Metric.SWEPT)).containsExactly(0.0);
    }

    @Test
    void dropsAMessageThatTheNextSweepHasSentAgainAndTellsTheHeartbeatNothing() {
        due.add("first");
        clock.advance(SweepMessage.PERIOD);

        assertThat(work(this::items).batchItemFailures()).isEmpty();

        assertThat(processed).isEmpty();
        assertThat(log.lines()).singleElement().asString().contains("is dropped");
        assertThat(measurements.of(Metric.SWEPT)).isEmpty();
    }

    @Test
    void takesAMessageUntilTheNextOneIsSent() {
        due.add("first");
        clock.advance(SweepMessage.PERIOD.minusNanos(1));

        work(this::items);

        assertThat(processed).containsExactly("first");
    }

    /** The message that failed comes again when its function's time is over six times. */
    @Test
    void aMessageThatFailedIsDroppedWhenItComesAgain() {
        due.add("faulty");
        assertThat(work(this::items).batchItemFailures()).hasSize(1);

        clock.advance(Duration.ofMinutes(12));

        assertThat(work(this::items).batchItemFailures()).isEmpty();
    }

    @Test
    void worksOnTheShardOfItsMessage() {
        work(run -> {
            processed.add("shard " + run.shard());
            return 0;
        });

        assertThat(processed).containsExactly("shard 3");
    }

    @Test
    void goesOnUntilNothingIsDue() {
        due.addAll(List.of("1", "2", "3", "4", "5"));

        work(this::twoItemsAtOnce);

        assertThat(processed).containsExactly("1", "2", "3", "4", "5");
    }

    /** However much a task reads at once, and however slow each of it is. */
    @Test
    void beginsNothingMoreWhenItsTimeIsOver() {
        for (int number = 0; number < 100; number++) {
            due.add("slow, " + number);
        }

        work(this::items);

        assertThat(processed).hasSize(5);
        assertThat(clock.instant()).isEqualTo(NOW.plus(RunSweepTaskFunction.RUN_MAX));
    }

    private QueueEvent.Answer work(ToIntFunction<SweepRun> run) {
        SweepTask task = new SweepTask() {
            @Override
            public TaskName name() {
                return TaskName.TRANSFERS;
            }

            @Override
            public int run(SweepRun sweep) {
                return run.applyAsInt(sweep);
            }
        };
        return Sweeps.worker(List.of(task), clock)
                .handle(QueueEvents.of(
                        new SweepMessage(TaskName.TRANSFERS, 3, NOW, new Correlation("sweep-1")).write()));
    }

    private int items(SweepRun run) {
        return run.each(List.copyOf(due), this::process, (failed, item) -> LOG.errorf(failed, "%s failed", item));
    }

    private int twoItemsAtOnce(SweepRun run) {
        List<String> some = run.due(most -> due.stream().limit(most).toList(), 2);
        return run.each(some, this::process, (failed, item) -> LOG.errorf(failed, "%s failed", item));
    }

    private int process(String item) {
        if (item.startsWith("faulty")) {
            throw new IllegalStateException("a fault");
        } else if (item.startsWith("unanswered")) {
            throw new RetryableFailure("no answer");
        } else if (item.startsWith("slow")) {
            clock.advance(Duration.ofSeconds(9));
        }
        processed.add(item);
        due.remove(item);
        return 1;
    }
}
