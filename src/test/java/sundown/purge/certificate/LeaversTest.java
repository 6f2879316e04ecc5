package sundown.purge.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.account.Account;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.purge.approval.Given;
import sundown.purge.approval.Purge;
import sundown.purge.approval.PurgeState;
import sundown.purge.plan.ManifestLine;
import sundown.purge.plan.ManifestRoot;
import sundown.purge.plan.Manifests;
import sundown.purge.plan.Plan;
import sundown.purge.plan.PlanId;
import sundown.runtime.Records;

/** Approvers see how many accounts have left the group since the plan. */
class LeaversTest {
    private static final PlanId SECOND = new PlanId("plan00002");

    private final Functions functions = new Functions();
    private Plan plan;

    @BeforeEach
    void plan() {
        functions.purged(Functions.ONE);
        register(Functions.ANN, "IN");
        register(Functions.BEN, "IN");
        register(Functions.HELD, "BR");
        List<List<ManifestLine>> chunks =
                List.of(Functions.standard().subList(0, 1), Functions.standard().subList(1, 3));
        ManifestRoot root = Manifests.put(functions.files, functions.layout, Functions.ONE, SECOND, chunks);
        plan = functions.planOnly(Functions.ONE, SECOND, root.hash());
    }

    @Test
    void areCountedOnceThePlanIsMade() {
        assertThat(leavers().isMissingNode()).isTrue();
        register(Functions.BEN, "CN");
        functions.sweep();
        assertThat(leavers().path("accounts").asInt()).isEqualTo(1);
        assertThat(leavers().path("chunksDone").asInt()).isEqualTo(2);
        assertThat(leavers().path("chunks").asInt()).isEqualTo(2);
        assertThat(leavers().path("since").asText()).isEqualTo("2023-07-10T00:00:00Z");
    }

    @Test
    void areCountedAgainEachHalfDay() {
        functions.sweep();
        register(Functions.ANN, "BR");
        functions.accounts.remove(Functions.BEN);
        functions.clock.advance(Duration.ofHours(11));
        functions.sweep();
        assertThat(leavers().path("accounts").asInt(-1)).isZero();
        functions.clock.advance(Duration.ofHours(1));
        functions.sweep();
        assertThat(leavers().path("accounts").asInt()).isEqualTo(2);
        assertThat(leavers().path("since").asText()).isEqualTo("2023-07-10T12:00:00Z");
    }

    @Test
    void areNotCountedAnyMoreOnceThePlanIsOld() {
        functions.clock.advance(Duration.ofDays(22));
        functions.sweep();
        assertThat(leavers().path("since").asText()).isEqualTo("2023-08-01T00:00:00Z");
        register(Functions.ANN, "BR");
        functions.clock.advance(Duration.ofDays(2));
        functions.sweep();
        assertThat(leavers().path("since").asText()).isEqualTo("2023-08-01T00:00:00Z");
        assertThat(leavers().path("accounts").asInt(-1)).isZero();
    }

    /** A hold was released since: it cannot be approved. */
    @Test
    void areNotCountedForAPlanThatIsOutdated() {
        functions.holds.release(Functions.ONE, Functions.HELD);
        functions.sweep();
        assertThat(leavers().isMissingNode()).isTrue();
    }

    @Test
    void areNotCountedAnyMoreOnceThePlanDeletes() {
        functions.sweep();
        register(Functions.ANN, "BR");
        functions.approvals.save(Functions.approvals(plan, Functions.ONE, 1));
        functions.purges.save(new Purge(Functions.ONE, plan, new PurgeState.Waves(Functions.NOW), 1));
        functions.clock.advance(Duration.ofDays(1));
        functions.sweep();
        assertThat(leavers().path("accounts").asInt(-1)).isZero();
    }

    @Test
    void countForThePlanAloneThatTheyWereCountedFor() {
        functions.sweep();
        functions.plans.put(Functions.ONE, Records.with(plan, "at", Functions.NOW.plusSeconds(1)));
        assertThat(leavers().isMissingNode()).isTrue();
    }

    @Test
    void areNoneOfAManifestThatIsNotWhatWasPlanned() {
        functions.planOnly(Functions.ONE, SECOND, Given.hash("b"));
        functions.sweep();
        assertThat(leavers().path("chunksDone").asInt(-1)).isZero();
    }

    private void register(UserId user, String region) {
        functions.accounts.put(new Account(user, new Region(region)));
    }

    private JsonNode leavers() {
        return functions.look(Functions.ONE).path("leavers");
    }
}
