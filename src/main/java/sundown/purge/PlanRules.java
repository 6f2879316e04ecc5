package sundown.purge;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import sundown.account.Account;
import sundown.job.Job;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

/** Decides for which group a plan may be made, when, and which users it lists: pure. */
public final class PlanRules {
    private PlanRules() {}

    /** The answer to a request for a plan. */
    public sealed interface PlanStep {
        /** Begin a plan. */
        record Begin() implements PlanStep {}

        /** Tell the progress of the plan. */
        record Tell(Plan.Begun plan) implements PlanStep {}

        /** The plan to be replaced is not the existing one. */
        record OtherPlan() implements PlanStep {}
    }

    /**
     * Decides on a request for a plan.
     *
     * @param instead the id of the plan that the operator wants to replace
     */
    static PlanStep asked(Optional<Plan.Begun> plan, Optional<PlanId> instead) {
        if (instead.isPresent()) {
            return plan.map(Plan.Begun::id).equals(instead) ? new PlanStep.Begin() : new PlanStep.OtherPlan();
        }
        return plan.<PlanStep>map(PlanStep.Tell::new).orElseGet(PlanStep.Begin::new);
    }

    /**
     * Returns the begin of a plan. It is later than the begin of the plan before, even if clocks differ, so that the
     * jobs of the earlier plan end.
     */
    static Instant begunAt(Optional<Plan.Begun> before, Instant now) {
        return before.map(Plan.Begun::begunAt)
                .filter(begun -> !begun.isBefore(now))
                .map(begun -> begun.plusMillis(1))
                .orElse(now);
    }

    /**
     * Returns the next part of a plan, or empty if every part is listed, and the root of the manifest is to be written.
     * The folders come after the accounts, because a user with a line needs no other.
     *
     * @param job the latest job of a part, of whatever plan
     */
    static Optional<PlanWork.Part> nextPart(Plan.Begun plan, Function<PlanWork.Part, Optional<Job>> job) {
        return Stream.of(PlanWork.Part.values())
                .filter(part -> !listed(plan, job.apply(part)))
                .findFirst();
    }

    /** True if all users of a part are listed, and none is set aside. */
    private static boolean listed(Plan.Begun plan, Optional<Job> job) {
        return job.filter(found -> found.run().equals(plan.begunAt()))
                .filter(Job::complete)
                .isPresent();
    }

    /**
     * Returns the standing of a user in a group. A user with an account in another group keeps their entries, whatever
     * lists the user here.
     *
     * @param held whether the user is under hold now
     */
    public static Standing standing(Optional<Account> account, boolean held, GroupId group, Timeline timeline) {
        if (account.filter(found -> !timeline.has(group, found.region())).isPresent()) {
            return Standing.FOREIGN;
        }
        if (held) {
            return Standing.HELD;
        }
        return account.isPresent() ? Standing.ACCOUNT : Standing.NO_ACCOUNT;
    }

    /**
     * True for a listed user whom the group may not delete any more: their account is of another group, or is gone.
     * Only a plan that lists them without an account may then delete their objects.
     */
    public static boolean hasLeft(Standing listed, Standing now) {
        return switch (now) {
            case FOREIGN -> true;
            case NO_ACCOUNT -> listed != Standing.NO_ACCOUNT;
            case ACCOUNT, HELD -> false;
        };
    }
}
