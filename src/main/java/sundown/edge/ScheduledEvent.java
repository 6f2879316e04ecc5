package sundown.edge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/**
 * The part of an EventBridge scheduled event that Sundown reads.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html">Scheduled
 *     events</a>
 */
@RegisterForReflection
public record ScheduledEvent(String id) {
    public Optional<String> eventId() {
        return Optional.ofNullable(id);
    }
}
