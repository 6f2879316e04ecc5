package sundown.notify;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;
import sundown.edge.Correlation;
import sundown.edge.QueueEvent;
import sundown.edge.StreamEvent;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.metrics.Fault;
import sundown.milestone.Milestone.Milestones;
import sundown.notify.ChangeReader.Change;

/**
 * Publishes events for changes in the tables; runs with the records of a table's stream. If publishing fails, the
 * failed change and all later ones come again, which keeps their order. A row that cannot be read is logged and
 * skipped, because it would block all others. A refund that became manual is logged here, and the log line raises an
 * alarm: the function that changed the row may have crashed before it could log it.
 */
@Singleton
public record PublishEventsFunction(ChangeReader reader, EventBus bus, Milestones milestones, Clock clock) {
    private static final Logger LOG = Logger.getLogger(PublishEventsFunction.class);

    /** The changes published together: the bus takes ten events in one call. */
    private static final int CHANGES_PER_CALL = 10;

    /** Takes the changes of one shard of a stream, oldest first. */
    @Funq("publish-events")
    public QueueEvent.Answer handle(StreamEvent event) {
        List<StreamEvent.Change> records = event.records() == null ? List.of() : event.records();
        List<QueueEvent.Answer.Failed> failed = records.stream()
                .gather(Gatherers.windowFixed(CHANGES_PER_CALL))
                .filter(changes -> !correlation(changes).during(() -> published(changes)))
                .findFirst()
                .map(changes -> new QueueEvent.Answer.Failed(changes.getFirst().sequence()))
                .stream()
                .toList();
        return new QueueEvent.Answer(failed);
    }

    /** A change does not name the call that it came from, so its own id is used. */
    private static Correlation correlation(List<StreamEvent.Change> changes) {
        return Correlation.from(Optional.ofNullable(changes.getFirst().eventId()));
    }

    private boolean published(List<StreamEvent.Change> changes) {
        try {
            List<Change> readable =
                    changes.stream().flatMap(change -> read(change).stream()).toList();
            readable.forEach(PublishEventsFunction::alarm);
            List<Event> events = readable.stream()
                    .flatMap(change -> EventRules.events(change, milestones, clock.instant()).stream())
                    .toList();
            if (!events.isEmpty()) {
                bus.publish(events);
                LOG.infof("%d events published", events.size());
            }
            return true;
        } catch (RuntimeException failed) {
            LOG.errorf(
                    LoggableFailure.of(failed),
                    "changes from %s on cannot be told and come again",
                    changes.getFirst().eventId());
            return false;
        }
    }

    private static void alarm(Change change) {
        if (change instanceof Change.OfRefund refund) {
            EventRules.becameManual(refund).ifPresent(reason -> {
                LOG.errorf(
                        "the refund of user %s needs people: %s", refund.after().user(), reason);
                Fault.MANUAL_REFUNDS.report();
            });
        }
    }

    private Optional<Change> read(StreamEvent.Change change) {
        try {
            return reader.read(change);
        } catch (PermanentFailure unreadable) {
            LOG.errorf(
                    LoggableFailure.of(unreadable),
                    "change %s of %s cannot be read, and nobody is told of it",
                    change.eventId(),
                    change.table());
            Fault.UNREAD_CHANGES.report();
            return Optional.empty();
        }
    }
}
