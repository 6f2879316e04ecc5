package sundown.timeline;

import java.time.Instant;
import java.util.Optional;
import sundown.operator.Operator;

/**
 * A version of the timeline, with who put it in force, why and when.
 *
 * @param at nothing while nothing is announced
 */
public record Publication(Timeline timeline, Operator by, String reason, Optional<Instant> at) {
    /** Stands for the version in force until an operator has published the first one. */
    public static final Publication NONE = new Publication(
            Timeline.NOT_ANNOUNCED, Operator.unproven("nobody"), "nothing is announced", Optional.empty());

    /** The number of the version. */
    public int version() {
        return timeline.version();
    }
}
