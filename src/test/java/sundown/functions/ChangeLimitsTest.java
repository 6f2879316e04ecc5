package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Limits that an operator sets in an incident, and gives back after it. */
@FunctionTest
class ChangeLimitsTest {
    @Inject
    Installation sundown;

    @Test
    void setsLimitsAndGivesThemBack() throws Exception {
        Event event = Event.of("change-limits");
        JsonNode set = sundown.operate("change-limits", event).json();
        assertThat(set.at("/limits/0/inForce").asInt()).isEqualTo(10);
        assertThat(set.at("/limits/1/inForce").asInt()).isEqualTo(1);
        assertThat(set.path("reason").asText()).isEqualTo("DynamoDB throttles");

        Event without = event.without("/purgeAccountsPerMinute").without("/purgeConcurrency");
        sundown.operate("change-limits", without.with("/giveBack", "purgeConcurrency"));
        JsonNode back = sundown.operate("change-limits", without.with("/giveBack", "purgeAccountsPerMinute"))
                .json();
        assertThat(back.path("limits"))
                .hasSize(6)
                .allSatisfy(limit -> assertThat(limit.path("inForce")).isEqualTo(limit.path("parameter")));
    }
}
