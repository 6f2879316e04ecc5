package sundown.purge;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import sundown.account.Account;
import sundown.job.Job;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

/** For which group a plan may be made, when, and which users it lists: pure. */
public final class PlanRules {
    private PlanRules() {}

    /** What is to be done when a plan is asked for. */
    public sealed interface Step {
        /** Begin one. */
        record Begin() implements Step {}

        /** Tell how far it is. */
        record Tell(Plan.Begun plan) implements Step {}

        /** The plan that is to be replaced is not the one that is there. */
        record OtherPlan() implements Step {}
    }

    /** What is to be done for a plan that is begun. */
    sealed interface Next {
        /** Advance the job of a part. */
        record Visit(PlanWork.Part part) implements Next {}

        /** Every part is listed: make the root of the manifest. */
        record Write() implements Next {}
    }

    /**
     * Decides what to do when a plan is asked for.
     *
     * @param instead the plan that the operator wants to replace, by its id
     */
    static Step asked(Optional<Plan.Begun> plan, Optional<PlanId> instead) {
        if (instead.isPresent()) {
            return plan.map(Plan.Begun::id).equals(instead) ? new Step.Begin() : new Step.OtherPlan();
        }
        return plan.<Step>map(Step.Tell::new).orElseGet(Step.Begin::new);
    }

    /** When a plan begins: its jobs give way to those of a plan that begins later, also where clocks differ. */
    static Instant begunAt(Optional<Plan.Begun> before, Instant now) {
        return before.map(Plan.Begun::begunAt)
                .filter(begun -> !begun.isBefore(now))
                .map(begun -> begun.plusMillis(1))
                .orElse(now);
    }

    /**
     * Decides how a plan goes on. The folders come when the accounts are listed: a user who has a line by then needs no
     * other.
     *
     * @param job the latest job of a part, whichever plan it was for
     */
    static Next next(Plan.Begun plan, Function<PlanWork.Part, Optional<Job>> job) {
        return Stream.of(PlanWork.Part.values())
                .filter(part -> !listed(plan, job.apply(part)))
                .findFirst()
                .<Next>map(Next.Visit::new)
                .orElseGet(Next.Write::new);
    }

    /** True when everybody of a part is listed, and nobody is set aside. */
    private static boolean listed(Plan.Begun plan, Optional<Job> job) {
        return job.filter(found -> found.run().equals(plan.begunAt()))
                .filter(Job::complete)
                .isPresent();
    }

    /**
     * Tells whether a user's entries under a group's prefix are listed. A user with an account in another group keeps
     * them, whatever lists the user here.
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
     * True for a user who is listed, and whom the group may not delete any more: they have an account of another group
     * by now, or theirs is gone, and only a plan that lists them without an account may delete their objects.
     */
    public static boolean hasLeft(Standing listed, Standing now) {
        return switch (now) {
            case FOREIGN -> true;
            case NO_ACCOUNT -> listed != Standing.NO_ACCOUNT;
            case ACCOUNT, HELD -> false;
        };
    }
}
