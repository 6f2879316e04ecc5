package sundown.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The guard outside our code holds alone. */
class BucketPolicyTest {
    private static final int SEEDS = 300;

    /** They do try, again and again; what else goes wrong without them is not looked at here. */
    @Test
    void nothingGoesEarlyThoughTheFunctionsLookAtNoTime() {
        Report report = Simulation.throughout(new WithoutTimeChecks()).run(SEEDS);
        assertThat(report.violations().values())
                .extracting(Violation::invariant)
                .doesNotContain(DeletionChecks.CLOSE);
        assertThat(report.coverage().counts().get("entries denied by the policy"))
                .isGreaterThan(SEEDS);
    }
}
