package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.refund.RefundList.Total;
import sundown.refund.RefundState.StateName;

class FeeCountsTest {
    @Test
    void sayByWhichWayFeesWentBackAndHowManyAreWithPeople() {
        FeeCounts counts = FeeCounts.of(Map.of(
                StateName.SUCCEEDED,
                Map.of(
                        "EUR", new Total(5, 500, Map.of("stripe", 3L, "google-play", 2L)),
                        "INR", new Total(1, 100, Map.of("stripe", 1L))),
                StateName.RESOLVED,
                total(1, "apple"),
                StateName.ELSEWHERE,
                total(2, "apple"),
                StateName.MANUAL,
                total(3, "stripe"),
                StateName.INTENT,
                total(4, "stripe"),
                StateName.SENT,
                total(5, "stripe"),
                StateName.PENDING,
                total(6, "stripe")));

        assertThat(counts).isEqualTo(new FeeCounts(Map.of("google-play", 2L, "stripe", 4L), 1, 5, 15));
        assertThat(counts.through()).isEqualTo(7);
        assertThat(counts.all()).isEqualTo(27);
    }

    private static Map<String, Total> total(long refunds, String service) {
        return Map.of("EUR", new Total(refunds, 100, Map.of(service, refunds)));
    }
}
