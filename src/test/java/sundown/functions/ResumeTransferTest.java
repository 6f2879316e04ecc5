package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.transfer.Transfer;
import sundown.transfer.TransferState;

@FunctionTest
class ResumeTransferTest {
    @Inject
    Installation sundown;

    @Inject
    TestGoogle google;

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

    @Test
    void goesOnWithoutRoomWhenTheUserSaysSo() throws Exception {
        UserId user = new Enrolment(sundown).user("resumes-without-room", TestTimeline.OPEN, Photo.jpegs(1));
        google.account(Users.emailOf(user), 10);
        users.start(user);
        String batch = sundown.queue("TRANSFER").take(user).getFirst();
        sundown.invoke("transfer-batch", Event.of("transfer-batch").withMessages(batch));
        Transfer waiting = sundown.transferOf(user).orElseThrow();

        resume(user, "{}").isProblem(409, "room-missing");
        assertThat(sundown.transferOf(user)).contains(waiting);
        resume(user, "{\"withoutRoom\":true}").isJson(200);

        assertThat(sundown.transferOf(user).orElseThrow().state()).isInstanceOf(TransferState.Running.class);
        assertThat(sundown.queue("TRANSFER").take(user)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[true]",
                "{\"withoutRoom\":\"yes\"}",
                "{\"retryNow\":1}",
                "{\"authorizationCode\":\"c\"}",
                "{\"authorizationCode\":\"c\",\"codeVerifier\":{},\"redirectUri\":\"http://127.0.0.1/\"}"
            })
    void refusesABodyThatIsNoWish(String body) throws Exception {
        UserId user = new UserId("resumes-with-nonsense");

        resume(user, body).isProblem(400, "invalid-request");
    }

    @Test
    void doesNotReachAnotherUsersTransfer() throws Exception {
        UserId owner = users.started("resume-owner", Photo.jpegs(1));
        UserId other = users.enrolled("resume-other", Photo.jpegs(1));
        Transfer before = sundown.transferOf(owner).orElseThrow();

        resume(other, "{}").isProblem(404, "no-transfer");

        assertThat(sundown.transferOf(owner)).contains(before);
    }

    private HttpAnswer resume(UserId user, String body) throws InterruptedException {
        return sundown.call("resume-transfer", Event.by(user, "resume-transfer").body(body));
    }
}
