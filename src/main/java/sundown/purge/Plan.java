package sundown.purge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import sundown.operator.Operator;
import sundown.purge.ManifestRoot.ManifestHash;
import sundown.timeline.GroupId;

/**
 * A plan whose manifest is made: all that two people approve, and that a purge carries out.
 *
 * @param at when its listing began
 * @param users accounts with entries in the manifest
 * @param objects versions, delete markers, and unfinished uploads in the manifest
 * @param bytes of all of them
 * @param timelineVersion the timeline in force when the listing began
 * @param holdChanges how often holds of the group had been changed or released by then
 * @param chunks of the manifest
 */
public record Plan(
        PlanId id,
        ManifestHash manifest,
        Operator plannedBy,
        Instant at,
        long users,
        long objects,
        long bytes,
        int timelineVersion,
        long holdChanges,
        int chunks) {
    public Plan {
        if (users < 0 || objects < 0 || bytes < 0) {
            throw new IllegalArgumentException("a count of a plan is negative");
        }
    }

    /**
     * A plan's row, from the call that begins the plan. Jobs list the group for it; in the end it is made.
     *
     * @param by the operator who asked for it
     * @param begunAt names the runs of its jobs; later than that of the plan that it replaces
     * @param timeline the version of the timeline by which the group has closed
     * @param chunks into how many each of its jobs is split; fixed, so that both parts of the manifest fit together
     * @param holdChanges how often holds of the group had been changed or released when it began
     * @param insteadOf the plan that it replaces; empty for the first plan of a group
     * @param planned the result
     */
    public record Begun(
            GroupId group,
            PlanId id,
            Operator by,
            Instant begunAt,
            int timeline,
            int chunks,
            long holdChanges,
            Optional<PlanId> insteadOf,
            Optional<Planned> planned) {
        /** The plan, if it is made. */
        public Optional<Plan> made() {
            return planned.map(end -> new Plan(
                    id,
                    end.hash(),
                    by,
                    begunAt,
                    end.users(),
                    end.totals().entries(),
                    end.totals().bytes(),
                    timeline,
                    holdChanges,
                    end.chunks()));
        }
    }

    /**
     * The result of a plan.
     *
     * @param hash over the manifest, which the approvers name
     * @param users how many users have entries that are listed
     * @param held how many users are under hold, and left out
     * @param foreign how many users are of another group or none, and left out
     * @param chunks of the manifest
     */
    public record Planned(ManifestHash hash, long users, long held, long foreign, Totals totals, int chunks) {}

    /**
     * The id of a plan. Each plan of a group has another one.
     *
     * @param value 8 to 32 letters and digits
     */
    @RegisterForReflection
    public record PlanId(@JsonValue String value) {
        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{8,32}");

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public PlanId {
            if (!FORM.matcher(value).matches()) {
                throw new IllegalArgumentException("a plan id is 8 to 32 letters and digits");
            }
        }

        @Override
        public String toString() {
            return value;
        }
    }
}
