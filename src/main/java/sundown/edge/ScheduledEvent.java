package sundown.edge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/**
 * What Sundown reads of an EventBridge scheduled event.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html">Scheduled
 *     events</a>
 */
@RegisterForReflection
public record ScheduledEvent(String id) {
    /** The event's id, where it has one. */
    public Optional<String> eventId() {
        return Optional.ofNullable(id);
    }
}
