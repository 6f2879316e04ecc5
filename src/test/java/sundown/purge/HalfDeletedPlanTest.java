package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.purge.PurgedGroup.ANN;
import static sundown.purge.PurgedGroup.ONE;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Plan.PlanId;

/** A plan was given up before it had finished a single account, and its successor deleted the rest. */
class HalfDeletedPlanTest {
    private static final PlanId GIVEN_UP = new PlanId("plan00000");
    private static final Instant LEFT = Instant.parse("2023-07-05T00:00:00Z");

    private final PurgedGroup functions = new PurgedGroup();

    @Test
    void countsWhatItDeletedAndNoAccount() {
        functions.planned(ONE, GIVEN_UP, PurgedGroup.standard());
        half(ANN, new Totals(400, 30, 2, 5_000));
        functions.purged(ONE);
        JsonNode certificate = functions.certify(ONE).path("certificate");
        assertThat(certificate.path("deleted").toString())
                .isEqualTo("{\"accounts\":2,\"versions\":403,\"markers\":31,\"uploads\":3,\"bytes\":5027,"
                        + "\"rows\":7,\"appeared\":5}");
        assertThat(certificate.at("/plans/0/planId").asText()).isEqualTo(GIVEN_UP.value());
        assertThat(certificate.at("/plans/0/accounts").asInt(-1)).isZero();
        assertThat(certificate.at("/plans/0/versions").asInt()).isEqualTo(400);
        assertThat(certificate.at("/times/firstDeleted").asText()).isEqualTo(LEFT.toString());
    }

    @Test
    void isNoProofThatAnAccountOfTheLastPlanIsDeleted() {
        functions.purged(ONE);
        functions.planned(ONE, GIVEN_UP, List.of(PurgedGroup.listed(ANN, PurgedGroup.ONE_PHOTO)));
        half(ANN, PurgedGroup.ONE_PHOTO);
        assertThat(functions.certify(ONE).at("/differences/0/kind").asText()).isEqualTo("NOT_RECORDED");
    }

    private void half(UserId user, Totals deleted) {
        functions.records.put(
                ONE, new Deletion(PurgedGroup.place(user), GIVEN_UP, deleted, 1, 5, Deletion.Progress.PARTIAL, LEFT));
    }
}
