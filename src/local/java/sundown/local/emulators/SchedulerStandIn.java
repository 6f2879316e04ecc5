package sundown.local.emulators;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import sundown.local.http.LoopbackServer;

/**
 * EventBridge Scheduler on one machine, as far as Sundown needs it: schedules that fire once, at a time in UTC, into a
 * queue. Signatures and roles are not looked at. Unlike EventBridge it never sends twice, and tries until it has sent.
 */
final class SchedulerStandIn implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SchedulerStandIn.class.getName());

    /** The clock may be moved at any moment: nobody waits for a date, somebody looks whether it has come. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /** Source: EventBridge Scheduler user guide, "Adding context attributes". */
    private static final String EXECUTION = "<aws.scheduler.execution-id>";

    private final LoopbackServer server = LoopbackServer.bind(0);
    private final ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduleGroups groups;

    private SchedulerStandIn(Clock clock) {
        this.groups = new ScheduleGroups(clock);
    }

    static SchedulerStandIn start(Clock clock) {
        SchedulerStandIn scheduler = new SchedulerStandIn(clock);
        scheduler.server.serve(new SchedulerEndpoints(scheduler.groups));
        return scheduler;
    }

    /** Begins to fire, into these queues. */
    void sendTo(SqsClient sqs, URI queues) {
        looks.execute(() -> look(schedule -> sent(schedule, sqs, queues)));
    }

    private void look(Predicate<StandInSchedule> sent) {
        try {
            while (true) {
                groups.fireDue(sent);
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean sent(StandInSchedule schedule, SqsClient sqs, URI queues) {
        try {
            sqs.sendMessage(request -> request.queueUrl(queues + "/" + schedule.queue())
                    .messageBody(schedule.input()
                            .replace(EXECUTION, UUID.randomUUID().toString())));
            return true;
        } catch (SdkException failed) {
            LOG.log(Level.WARNING, "A schedule could not be sent to " + schedule.queue() + " yet", failed);
            return false;
        }
    }

    URI endpoint() {
        return server.address();
    }

    @Override
    public void close() {
        looks.shutdownNow();
        server.close();
    }
}
