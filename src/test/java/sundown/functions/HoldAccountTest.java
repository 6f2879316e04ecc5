package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;

/** An operator keeps an account and lets it go. */
@FunctionTest
class HoldAccountTest {
    @Inject
    Installation sundown;

    @Test
    void placesAHoldAndReleasesIt() throws Exception {
        UserId user = new Enrolment(sundown).user("hold-placed", TestTimeline.OPEN, List.of());

        JsonNode held = call("hold-account", event("hold-account", user)).json();
        assertThat(held.path("held").asBoolean()).isTrue();
        assertThat(held.path("until").asText()).isEqualTo("2030-01-01T00:00:00Z");
        LogAudit.require(sundown.log.awaited(1, "audit: hold-account, by Ada (op-Ada), group 1, user " + user));

        JsonNode released = call("release-hold", event("release-hold", user)).json();
        assertThat(released.path("held").asBoolean()).isFalse();
        LogAudit.require(sundown.log.awaited(1, "audit: release-hold, by Ada (op-Ada), group 1, user " + user));
        call("release-hold", event("release-hold", user)).isProblem(404, "no-hold");
    }

    private static Event event(String function, UserId user) {
        return Event.of(function).with("/userId", user.value());
    }

    private OperatorAnswer call(String function, Event event) throws InterruptedException {
        return sundown.operate(function, event);
    }
}
