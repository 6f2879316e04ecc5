package sundown.timeline;

import java.time.Instant;
import java.util.Optional;
import sundown.operator.Operator;

/**
 * A version of the timeline, with who put it in force, why and when.
 *
 * @param at nothing for what a deployment starts from, until it is stored
 */
public record Publication(Timeline timeline, Operator by, String reason, Optional<Instant> at) {
    /** The name under which a deployment starts. */
    public static final Operator DEPLOYMENT = Operator.unproven("deployment");

    /** The reason of that version. */
    public static final String START = "what this deployment started from";

    /** The timeline that a deployment starts from. */
    public static Publication start(Timeline timeline, Optional<Instant> at) {
        return new Publication(timeline, DEPLOYMENT, START, at);
    }

    /** The number of the version. */
    public int version() {
        return timeline.version();
    }
}
