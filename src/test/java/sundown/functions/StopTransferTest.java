package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;

@FunctionTest
class StopTransferTest {
    @Inject
    Installation sundown;

    @Inject
    Users users;

    @Test
    void disconnectsTheAccountAtGoogleToo() throws Exception {
        UserId user = users.started("disconnects", Photo.jpegs(1));

        JsonNode first = disconnect(user).isJson(200).json();
        JsonNode second = disconnect(user).isJson(200).json();

        assertThat(first.path("state").asText()).isEqualTo("stopped");
        assertThat(first.path("code").asText()).isEqualTo("disconnected");
        assertThat(first.path("connected").booleanValue()).isFalse();
        assertThat(second).isEqualTo(first);
        assertThat(sundown.transferOf(user).orElseThrow().grant()).isEmpty();
        sundown.call("resume-transfer", Event.by(user, "resume-transfer").body("{}"))
                .isProblem(422, "consent-needed");
    }

    private HttpAnswer disconnect(UserId user) throws InterruptedException {
        return sundown.call("stop-transfer", Event.by(user, "disconnect-account"));
    }
}
