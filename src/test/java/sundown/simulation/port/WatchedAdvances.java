package sundown.simulation.port;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneStore;
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.simulation.invariant.WaitingFees;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;

/** Checks every milestone at the moment at which it is noted. */
public record WatchedAdvances(
        MilestoneStore real, Predicate<Instant> walkBegunSince, WaitingFees fees, Surroundings around) {
    private static final Duration MOST_SKEW = Duration.ofSeconds(5);

    public boolean save(ReachedMilestones advance) {
        ReachedMilestones before = real.find(advance.group());
        boolean saved = real.save(advance);
        if (saved) {
            advance.acted().entrySet().stream()
                    .filter(noted -> !noted.getValue().equals(before.acted().get(noted.getKey())))
                    .forEach(noted -> noted(noted.getKey(), noted.getValue()));
        }
        return saved;
    }

    private void noted(Milestone milestone, Instant at) {
        around.count("milestones noted " + milestone);
        around.tell(() -> "notes " + milestone + " of " + at);
        Violation.unless(!at.isAfter(around.now().plus(MOST_SKEW)), "no milestone is noted before it comes", milestone);
        switch (milestone) {
            case Milestone.Fixed.EXPORTS_OPEN ->
                Violation.unless(walkBegunSince.test(at), "memberships begin to end before that is noted", milestone);
            case Milestone.Fixed.REFUNDS_BEGIN -> {
                Violation.unless(fees.areSentForSince(at), "waiting fees are sent for before that is noted", at);
                fees.check(at);
                Violation.unless(
                        walkBegunSince.test(at), "users who were missed are looked for before that is noted", at);
            }
            case Milestone.Fixed.NOTICE, Milestone.Fixed.CLOSE -> {}
            case Milestone.DaysLeft _ -> {}
        }
    }
}
