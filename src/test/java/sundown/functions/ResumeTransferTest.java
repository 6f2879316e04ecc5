package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;

@FunctionTest
class ResumeTransferTest {
    @Inject
    Installation sundown;

    @Inject
    Users users;

    @Test
    void goesOnAfterAStop() throws Exception {
        UserId user = users.started("resumer", Photo.jpegs(1));
        sundown.call("stop-transfer", Event.by(user, "stop-transfer")).isJson(200);
        sundown.queue("TRANSFER").take(user);

        HttpAnswer answer = resume(user, "").isJson(200);

        assertThat(answer.json().path("state").asText()).isEqualTo("running");
        assertThat(sundown.queue("TRANSFER").take(user)).hasSize(1);
    }

    private HttpAnswer resume(UserId user, String body) throws InterruptedException {
        return sundown.call("resume-transfer", Event.by(user, "resume-transfer").body(body));
    }
}
