package sundown.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.edge.LogRecords;
import sundown.edge.ScheduledEvent;
import sundown.failure.RetryableFailure;
import sundown.runtime.ManualClock;
import sundown.template.CountedWords;

class SweepFunctionTest {
    private static final Logger LOG = Logger.getLogger(SweepFunctionTest.class);

    private final List<String> processed = new ArrayList<>();
    private final List<String> due = new ArrayList<>();

    @AutoClose
    private final LogRecords log = LogRecords.of(SweepFunction.class);

    @Test
    void anItemThatFailsUnexpectedlyDelaysNeitherOtherItemsNorOtherTasks() {
        due.addAll(List.of("first", "faulty", "last"));

        assertThatExceptionOfType(SweepFunction.Incomplete.class).isThrownBy(() -> sweep(this::items, this::another));

        assertThat(processed).containsExactly("first", "last", "another", "another");
    }

    @Test
    void itemsThatFailUnexpectedlyDelayNoOtherHoweverManyTheyAre() {
        due.addAll(List.of("faulty, 1", "faulty, 2", "faulty, 3", "last"));

        assertThatExceptionOfType(SweepFunction.Incomplete.class)
                .isThrownBy(() -> sweep(this::twoItemsAtOnce))
                .withMessage("3 failed unexpectedly");

        assertThat(processed).containsExactly("last");
    }

    /** A service that fails one item is likely to fail the next. */
    @Test
    void goesOnToNoOtherItemsWhileAServiceFailsThem() {
        due.addAll(List.of("unanswered", "unanswered, too", "last"));

        sweep(this::twoItemsAtOnce);

        assertThat(processed).isEmpty();
    }

    @Test
    void aTaskThatFailsAsAWholeDelaysNoOtherTask() {
        SweepTask broken = run -> {
            throw new RetryableFailure("DynamoDB cannot be reached");
        };

        assertThatExceptionOfType(SweepFunction.Incomplete.class).isThrownBy(() -> sweep(broken, this::another));

        assertThat(processed).containsExactly("another");
        assertThat(log.lines()).anyMatch(line -> line.matches("ERROR .* failed \\| .*DynamoDB cannot be reached"));
    }

    @Test
    void countsWhatFailedUnexpectedlyForTheAlarm() {
        due.addAll(List.of("faulty", "faulty, too"));

        assertThatExceptionOfType(SweepFunction.Incomplete.class)
                .isThrownBy(() -> sweep(this::items))
                .withMessage("2 failed unexpectedly");

        assertThat(log.lines()).containsExactly("INFO processed 0", "ERROR 2 " + CountedWords.of("SweepFaults"));
    }

    @Test
    void doesNotFailWhenAServiceFailsAnItem() {
        due.addAll(List.of("first", "unanswered"));

        sweep(this::items);

        assertThat(processed).containsExactly("first");
        assertThat(log.lines()).containsExactly("INFO processed 1");
    }

    private static void sweep(SweepTask... tasks) {
        new SweepFunction(List.of(tasks), new ManualClock(Instant.EPOCH)).handle(new ScheduledEvent("sweep"));
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
        }
        processed.add(item);
        due.remove(item);
        return 1;
    }

    private int another(SweepRun run) {
        processed.add("another");
        return 0;
    }
}
