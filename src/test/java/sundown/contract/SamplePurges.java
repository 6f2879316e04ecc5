package sundown.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.account.ReachStore.Reach;
import sundown.digest.Sha256;
import sundown.gallery.Tally;
import sundown.operator.SampleOperators;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.ApprovalStore.Approvals.Approval;
import sundown.purge.Plan;
import sundown.purge.Plan.PlanId;
import sundown.receipt.Safety;
import sundown.receipt.Safety.Headcount;
import sundown.receipt.Safety.Sums;
import sundown.timeline.GroupId;

/** Plans and approvals of purges. */
public final class SamplePurges {
    /** An instant with all nine places. */
    public static final Instant NOW = SampleTransfers.NOW;

    /** Somebody who approves. */
    public static final Approval ADA = new Approval(SampleOperators.named("Ada Lovelace"), NOW);

    /** Somebody else who approves. */
    public static final Approval GRACE = new Approval(SampleOperators.named("Grace"), NOW.plusSeconds(1));

    /** Users of each standing. */
    public static final Sums SAFETY = new Sums(
            Map.of(
                    Safety.Standing.MOVED, new Headcount(60_000, new Tally(300_000_000, 15_000_000_000_000L)),
                    Safety.Standing.PARTLY_SAFE, new Headcount(10_000, new Tally(20_000_000, 1_000_000_000_000L)),
                    Safety.Standing.NOTHING_TAKEN, new Headcount(30_000, Tally.NONE)),
            412);

    private SamplePurges() {}

    /** Both of them approve a plan, and nobody did before. */
    public static Approvals approvals(GroupId group, Plan plan) {
        return new Approvals(group, plan, List.of(ADA, GRACE), Optional.of(NOW.plusSeconds(2)), 0);
    }

    /** The plan of this number. */
    public static Plan plan(int number) {
        return new Plan(
                new PlanId("%024d".formatted(number)),
                new Sha256("%064x".formatted(number)),
                SampleOperators.named("Zoë"),
                NOW,
                100_000,
                5_000_000_000L,
                20_000_000_000_000L + number,
                SAFETY,
                7,
                12,
                32,
                Map.of(Reach.REACHED, 99_000L, Reach.NOT_REACHABLE, 1_000L));
    }
}
