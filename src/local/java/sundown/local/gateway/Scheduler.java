package sundown.local.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import sundown.local.lambda.AwsAccount;
import sundown.local.lambda.FunctionInvoker;
import sundown.local.lambda.FunctionLog;
import sundown.local.lambda.Invocation;
import sundown.local.template.Deployment.Schedule;

/**
 * Calls functions at their rates, the first time after one period. Unlike EventBridge it skips the calls that fall due
 * while one still runs, and does not repeat a call that failed: the next period does.
 */
public final class Scheduler implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, FunctionInvoker> functions = new ConcurrentHashMap<>();
    private final ScheduleEvent event;
    private final FunctionLog log;
    private final Clock clock;

    /**
     * Starts the schedules.
     *
     * @param period how often to call every function, in place of the schedules' own rates
     */
    Scheduler(
            Map<Schedule, FunctionInvoker> schedules,
            Optional<Duration> period,
            AwsAccount account,
            FunctionLog log,
            Clock clock) {
        this.event = new ScheduleEvent(account);
        this.log = log;
        this.clock = clock;
        schedules.forEach((schedule, function) -> {
            functions.put(schedule.name(), function);
            threads.execute(() -> run(schedule.name(), period.orElse(schedule.rate())));
        });
    }

    private void run(String schedule, Duration period) {
        try {
            Instant due = clock.instant().plus(period);
            while (true) {
                Thread.sleep(Duration.between(clock.instant(), due));
                fire(schedule);
                due = nextDue(schedule, due, period);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Instant nextDue(String schedule, Instant due, Duration period) {
        long passed = Duration.between(due, clock.instant()).dividedBy(period);
        if (passed > 0) {
            log.note(schedule, "The schedule skipped %d calls while one still ran".formatted(passed));
        }
        return due.plus(period.multipliedBy(passed + 1));
    }

    /** Calls a schedule's function now, even while another call runs, and waits for its end. */
    public Invocation fire(String schedule) throws InterruptedException {
        FunctionInvoker function = functions.get(schedule);
        if (function == null) {
            throw new IllegalArgumentException("No such schedule: " + schedule);
        }
        Invocation invocation = function.invoke(event.of(schedule, clock.instant()));
        if (!(invocation instanceof Invocation.Succeeded)) {
            log.note(schedule, "The schedule's call failed: " + invocation);
        }
        return invocation;
    }

    /** Stops without waiting for the calls that run. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
