package sundown.local.demo.purge;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.Json;

class GroupPurgeTest {
    @ParameterizedTest
    @ValueSource(strings = {"ABORTED", "VOIDED", "DIFFERS"})
    void doesNotWaitForAPurgeThatWasGivenUp(String state) {
        JsonNode status = Json.tree(Map.of("purge", Map.of("state", state, "reason", "the canary differs")));

        assertThatThrownBy(() -> GroupPurge.requireGoingOn(state, status))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(state)
                .hasMessageContaining("the canary differs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PLANNED", "CANARY", "WAVES", "PURGED"})
    void waitsForAPurgeThatGoesOn(String state) {
        assertThatCode(() -> GroupPurge.requireGoingOn(state, Json.tree(Map.of())))
                .doesNotThrowAnyException();
    }

    @Test
    void doesNotWaitForADeletionThatIsTriedNoMore() {
        JsonNode status = Json.tree(Map.of("purge", Map.of("state", "CANARY")));

        assertThatThrownBy(() -> GroupPurge.requireNothingGivenUp(1, status))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("purge-account cannot delete what it should")
                .hasMessageContaining("functions.log")
                .hasMessageContaining("CANARY");
        assertThatCode(() -> GroupPurge.requireNothingGivenUp(0, status)).doesNotThrowAnyException();
    }
}
