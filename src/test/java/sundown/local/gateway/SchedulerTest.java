package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import sundown.local.clock.MovableClock;
import sundown.local.gateway.GatewaySettings.Pace;
import sundown.local.lambda.FunctionInvoker;
import sundown.local.lambda.Invocation;
import sundown.local.lambda.TestFunctions;
import sundown.local.template.Deployment.Schedule;

class SchedulerTest {
    private static final Schedule EVERY_MINUTE = new Schedule("sweep", Duration.ofMinutes(1));

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();
    private final MovableClock clock = MovableClock.system();

    @AutoClose
    private Scheduler scheduler;

    @Test
    void callsAtAPeriodInPlaceOfTheRate() throws Exception {
        scheduler = start(this::record, every(Duration.ofMillis(20)));

        for (int i = 0; i < 3; i++) {
            assertThat(events.poll(10, TimeUnit.SECONDS)).contains("\"Scheduled Event\"", "rule/sweep");
        }
    }

    @Test
    void leavesRarerSchedulesTheirRates() throws Exception {
        BlockingQueue<String> hourly = new LinkedBlockingQueue<>();
        FunctionInvoker rare = payload -> {
            hourly.add(payload);
            return new Invocation.Succeeded("null");
        };
        scheduler = start(
                Map.of(EVERY_MINUTE, this::record, new Schedule("report", Duration.ofHours(1)), rare),
                every(Duration.ofMillis(20)));

        for (int i = 0; i < 3; i++) {
            assertThat(events.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(hourly).isEmpty();
    }

    @Test
    void waitsForTheFirstPeriodAndCanBeFiredByHand() throws Exception {
        scheduler = start(this::record, Optional.empty());

        assertThat(events).isEmpty();
        assertThat(scheduler.fire("sweep")).isInstanceOf(Invocation.Succeeded.class);
        assertThat(events).hasSize(1);
    }

    @Test
    void skipsWhatFallsDueDuringACallAndSaysSo() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        scheduler = start(
                payload -> {
                    // Nobody counts down, so that the call lasts ten periods.
                    if (running.await(200, TimeUnit.MILLISECONDS)) {
                        throw new IllegalStateException("the call ended early");
                    }
                    return record(payload);
                },
                every(Duration.ofMillis(20)));

        assertThat(notes.poll(10, TimeUnit.SECONDS)).contains("The schedule skipped");
    }

    @Test
    void callsAgainOnlyWhenNothingOfTheLastCallWaits() throws Exception {
        Semaphore looks = new Semaphore(0);
        AtomicBoolean waits = new AtomicBoolean();
        Pace pace = new Pace(Duration.ofMillis(5), () -> {
            looks.release();
            return waits.get();
        });
        scheduler = start(
                payload -> {
                    waits.set(true);
                    return record(payload);
                },
                Optional.of(pace));

        assertThat(events.poll(10, TimeUnit.SECONDS)).isNotNull();
        looks.drainPermits();
        assertThat(looks.tryAcquire(3, 10, TimeUnit.SECONDS)).isTrue();
        assertThat(events).isEmpty();

        waits.set(false);
        assertThat(events.poll(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void goesOnWhereItIsUnknownWhatWaits() throws Exception {
        Pace pace = new Pace(Duration.ofMillis(5), () -> {
            throw SdkClientException.create("no answer");
        });
        scheduler = start(this::record, Optional.of(pace));

        assertThat(events.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(notes.poll(10, TimeUnit.SECONDS)).contains("no answer");
        assertThat(events.poll(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void saysThatACallFailedAndGoesOn() throws Exception {
        scheduler = start(payload -> new Invocation.Crashed(1), every(Duration.ofMillis(20)));

        assertThat(nextFailure()).contains("Crashed");
        assertThat(nextFailure()).contains("Crashed");
    }

    @Test
    void keepsItsPaceWhenTheClockIsMovedAndTellsTheNewTime() throws Exception {
        scheduler = start(this::record, every(Duration.ofSeconds(2)));

        clock.set(Instant.parse("2099-01-01T00:00:00Z"));

        assertThat(events.poll(10, TimeUnit.SECONDS)).contains("2099-01-01T00:0");
        assertThat(events.poll(10, TimeUnit.SECONDS)).contains("2099-01-01T00:0");
        assertThat(notes).isEmpty();
    }

    @Test
    void refusesToFireAnUnknownSchedule() {
        scheduler = start(this::record, Optional.empty());

        assertThatIllegalArgumentException().isThrownBy(() -> scheduler.fire("other"));
    }

    /** What a slow machine skips between two calls is no failure. */
    private String nextFailure() throws InterruptedException {
        String note = notes.poll(10, TimeUnit.SECONDS);
        while (note != null && note.contains("skipped")) {
            note = notes.poll(10, TimeUnit.SECONDS);
        }
        return note;
    }

    private Invocation record(String payload) {
        events.add(payload);
        return new Invocation.Succeeded("null");
    }

    private static Optional<Pace> every(Duration period) {
        return Optional.of(new Pace(period, () -> false));
    }

    private Scheduler start(FunctionInvoker function, Optional<Pace> pace) {
        return start(Map.of(EVERY_MINUTE, function), pace);
    }

    private Scheduler start(Map<Schedule, FunctionInvoker> functions, Optional<Pace> pace) {
        Scheduler made = new Scheduler(
                functions, pace, TestFunctions.ACCOUNT, (name, line) -> notes.add(name + " " + line), clock);
        made.start();
        return made;
    }
}
