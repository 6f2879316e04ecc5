package sundown.contract;

import java.time.Instant;
import sundown.purge.Approval;
import sundown.purge.Approvals;
import sundown.purge.ManifestHash;
import sundown.purge.Operator;
import sundown.purge.Plan;
import sundown.purge.PlanId;

/** Plans and approvals of purges. */
public final class SamplePurges {
    /** An instant with all nine places. */
    public static final Instant NOW = SampleTransfers.NOW;

    /** Two people who approve. */
    public static final Approvals APPROVALS = new Approvals(
            new Approval(new Operator("Ada Lovelace"), NOW), new Approval(new Operator("Grace"), NOW.plusSeconds(1)));

    private SamplePurges() {}

    /** The plan of this number. */
    public static Plan plan(int number) {
        return new Plan(
                new PlanId("%024d".formatted(number)),
                new ManifestHash("%064x".formatted(number)),
                new Operator("Zoë"),
                NOW,
                100_000,
                5_000_000_000L,
                20_000_000_000_000L + number,
                7,
                12);
    }
}
