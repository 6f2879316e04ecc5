package sundown.purge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import sundown.account.ReachStore.Reach;
import sundown.digest.Sha256;
import sundown.operator.Operator;
import sundown.purge.BucketEntry.Totals;
import sundown.receipt.Safety.Sums;
import sundown.timeline.GroupId;

/**
 * A plan whose manifest is made. Two people approve it, and a purge carries it out.
 *
 * @param at the begin of its listing
 * @param users the number of accounts with entries in the manifest
 * @param objects the number of versions, delete markers, and unfinished uploads in the manifest
 * @param bytes the size of all objects
 * @param safety how safe the photos of these users were
 * @param timelineVersion the timeline in force when the listing began
 * @param holdChanges the number of changes and releases of holds of the group by then
 * @param chunks the number of chunks of the manifest
 * @param reach the users with entries in the manifest by how far they were reached, as its listing found
 */
public record Plan(
        PlanId id,
        Sha256 manifest,
        Operator plannedBy,
        Instant at,
        long users,
        long objects,
        long bytes,
        Sums safety,
        int timelineVersion,
        long holdChanges,
        int chunks,
        Map<Reach, Long> reach) {
    public Plan {
        reach = Collections.unmodifiableMap(new TreeMap<>(reach));
        if (users < 0 || objects < 0 || bytes < 0) {
            throw new IllegalArgumentException("a count of a plan is negative");
        }
    }

    /**
     * The row of a plan, from the call that begins it. Jobs list the group; then the plan is made.
     *
     * @param by the operator who asked for it
     * @param begunAt the name of the runs of its jobs; later than that of the replaced plan
     * @param timeline the version of the timeline by which the group has closed
     * @param chunks the number of chunks of each of its jobs; fixed, so that both parts of the manifest fit together
     * @param holdChanges the number of changes and releases of holds of the group when it began
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
        /** Returns the plan, or empty until it is made. */
        public Optional<Plan> made() {
            return planned.map(end -> new Plan(
                    id,
                    end.hash(),
                    by,
                    begunAt,
                    end.users(),
                    end.totals().entries(),
                    end.totals().bytes(),
                    end.safety(),
                    timeline,
                    holdChanges,
                    end.chunks(),
                    end.reach()));
        }
    }

    /**
     * The result of a plan.
     *
     * @param hash the hash over the manifest, which the approvers name
     * @param users the number of users with listed entries
     * @param held the number of users who are left out because of a hold
     * @param foreign the number of users who are left out because they are of another group or none
     * @param safety how safe the photos of users with an account and listed entries were
     * @param chunks the number of chunks of the manifest
     * @param reach the users with listed entries by how far they were reached
     */
    public record Planned(
            Sha256 hash,
            long users,
            long held,
            long foreign,
            Totals totals,
            Sums safety,
            int chunks,
            Map<Reach, Long> reach) {
        public Planned {
            reach = Collections.unmodifiableMap(new TreeMap<>(reach));
        }
    }

    /**
     * The id of a plan, unique within its group.
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
