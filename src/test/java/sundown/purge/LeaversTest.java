package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.account.Account;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.runtime.Records;

/** Approvers see how many accounts have left the group since the plan. */
class LeaversTest {
    private static final PlanId SECOND = new PlanId("plan00002");

    private final PurgedGroup functions = new PurgedGroup();
    private Plan plan;

    @BeforeEach
    void plan() {
        functions.purged(PurgedGroup.ONE);
        register(PurgedGroup.ANN, "IN");
        register(PurgedGroup.BEN, "IN");
        register(PurgedGroup.HELD, "BR");
        List<List<ManifestLine>> chunks = List.of(
                PurgedGroup.standard().subList(0, 1), PurgedGroup.standard().subList(1, 3));
        ManifestRoot root = Manifests.put(functions.files, functions.layout, PurgedGroup.ONE, SECOND, chunks);
        plan = functions.planOnly(PurgedGroup.ONE, SECOND, root.hash());
    }

    @Test
    void areCountedOnceThePlanIsMade() {
        assertThat(leavers().isMissingNode()).isTrue();
        register(PurgedGroup.BEN, "CN");
        functions.sweep();
        assertThat(leavers().path("accounts").asInt()).isEqualTo(1);
        assertThat(leavers().path("chunksDone").asInt()).isEqualTo(2);
        assertThat(leavers().path("chunks").asInt()).isEqualTo(2);
        assertThat(leavers().path("since").asText()).isEqualTo("2023-07-10T00:00:00Z");
    }

    @Test
    void areCountedAgainEachHalfDay() {
        functions.sweep();
        register(PurgedGroup.ANN, "BR");
        functions.accounts.remove(PurgedGroup.BEN);
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
        register(PurgedGroup.ANN, "BR");
        functions.clock.advance(Duration.ofDays(2));
        functions.sweep();
        assertThat(leavers().path("since").asText()).isEqualTo("2023-08-01T00:00:00Z");
        assertThat(leavers().path("accounts").asInt(-1)).isZero();
    }

    /** A hold was released since: it cannot be approved. */
    @Test
    void areNotCountedForAPlanThatIsOutdated() {
        functions.holds.release(PurgedGroup.ONE, PurgedGroup.HELD);
        functions.sweep();
        assertThat(leavers().isMissingNode()).isTrue();
    }

    @Test
    void areNotCountedAnyMoreOnceThePlanDeletes() {
        functions.sweep();
        register(PurgedGroup.ANN, "BR");
        functions.approvals.save(PurgedGroup.approvals(plan, PurgedGroup.ONE, 1));
        functions.purges.save(new Purge(PurgedGroup.ONE, plan, new PurgeState.Waves(PurgedGroup.NOW), 1));
        functions.clock.advance(Duration.ofDays(1));
        functions.sweep();
        assertThat(leavers().path("accounts").asInt(-1)).isZero();
    }

    @Test
    void countForThePlanAloneThatTheyWereCountedFor() {
        functions.sweep();
        functions.plans.put(PurgedGroup.ONE, Records.with(plan, "at", PurgedGroup.NOW.plusSeconds(1)));
        assertThat(leavers().isMissingNode()).isTrue();
    }

    @Test
    void areNoneOfAManifestThatIsNotWhatWasPlanned() {
        functions.planOnly(PurgedGroup.ONE, SECOND, Given.hash("b"));
        functions.sweep();
        assertThat(leavers().path("chunksDone").asInt(-1)).isZero();
    }

    private void register(UserId user, String region) {
        functions.accounts.put(new Account(user, new Region(region)));
    }

    private JsonNode leavers() {
        return functions.look(PurgedGroup.ONE).path("leavers");
    }
}
