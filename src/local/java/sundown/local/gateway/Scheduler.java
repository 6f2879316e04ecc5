package sundown.local.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.exception.SdkException;
import sundown.local.clock.MovableClock;
import sundown.local.gateway.Gateway.GatewaySettings.Pace;
import sundown.local.http.Json;
import sundown.local.lambda.FunctionHost.AwsAccount;
import sundown.local.lambda.FunctionHost.FunctionLog;
import sundown.local.lambda.FunctionInvoker;
import sundown.local.lambda.FunctionInvoker.Invocation;
import sundown.local.template.Deployment.Schedule;

/**
 * Calls functions at their rates, the first time one period after its start. Unlike EventBridge it skips the calls that
 * fall due while one still runs, or while the work of the last one waits, and does not repeat a call that failed: the
 * next period does. The rates are kept in real time: when the clock is moved, nothing falls due at once, and the next
 * call sees the new time.
 */
public final class Scheduler implements AutoCloseable {
    private static final Duration OFTEN = Duration.ofMinutes(1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, FunctionInvoker> functions = new ConcurrentHashMap<>();
    private final ScheduleEvent event;
    private final FunctionLog log;
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();
    private final MovableClock clock;

    /**
     * Calls nothing before {@link #start}.
     *
     * @param pace of the functions that are called every minute; rarer schedules keep their rates
     */
    Scheduler(
            Map<Schedule, FunctionInvoker> schedules,
            Optional<Pace> pace,
            AwsAccount account,
            FunctionLog log,
            MovableClock clock) {
        this.event = new ScheduleEvent(account);
        this.log = log;
        this.clock = clock;
        schedules.forEach((schedule, function) -> {
            functions.put(schedule.name(), function);
            paces.put(
                    schedule.name(),
                    pace.filter(ignored -> often(schedule)).orElse(new Pace(schedule.rate(), () -> false)));
        });
    }

    private static boolean often(Schedule schedule) {
        return schedule.rate().compareTo(OFTEN) <= 0;
    }

    /** Starts the schedules; called once. */
    void start() {
        paces.forEach((schedule, pace) -> threads.execute(() -> run(schedule, pace)));
    }

    private void run(String schedule, Pace pace) {
        try {
            Instant due = clock.real().instant().plus(pace.period());
            while (true) {
                Thread.sleep(Duration.between(clock.real().instant(), due));
                if (!waits(schedule, pace)) {
                    fire(schedule);
                }
                due = nextDue(schedule, due, pace.period());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On a slow machine, more work than it does would only grow old. */
    private boolean waits(String schedule, Pace pace) {
        try {
            return pace.waits().getAsBoolean();
        } catch (SdkException unknown) {
            log.note(schedule, "The schedule goes on without a look at what waits: " + unknown.getMessage());
            return false;
        }
    }

    private Instant nextDue(String schedule, Instant due, Duration period) {
        long passed = Duration.between(due, clock.real().instant()).dividedBy(period);
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

    /**
     * The event that a function gets from an EventBridge schedule rule.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html">Schedule a
     *     Lambda function with EventBridge</a>
     */
    record ScheduleEvent(AwsAccount account) {
        /** The event of a rule at this time, to the second. */
        String of(String rule, Instant time) {
            ObjectNode event = Json.MAPPER
                    .createObjectNode()
                    .put("version", "0")
                    .put("id", UUID.randomUUID().toString())
                    .put("detail-type", "Scheduled Event")
                    .put("source", "aws.events")
                    .put("account", account.id())
                    .put("time", time.truncatedTo(ChronoUnit.SECONDS).toString())
                    .put("region", account.region());
            event.putArray("resources").add(account.arn("events", "rule/" + rule));
            event.putObject("detail");
            return event.toString();
        }
    }
}
