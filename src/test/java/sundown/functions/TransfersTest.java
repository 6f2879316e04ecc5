package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.local.fault.FaultScript.Fault;
import sundown.local.google.Gate.Call;
import sundown.local.google.Gate.Effect;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;

/** The functions of a transfer. */
@FunctionTest
class TransfersTest {

    @Inject
    Installation sundown;

    @Inject
    TestGoogle google;

    @Inject
    Enrolment enrolment;

    @Inject
    Users users;

    @Test
    void refusesADeviceWithoutGooglesService() throws Exception {
        UserId user = enrolment.user("old-phone", TestTimeline.OPEN, Photo.jpegs(1));
        google.account("old@example.com");
        String body = google.consent("old@example.com", Map.of("model", "Ancient", "androidVersion", 9));

        JsonNode problem = start(user, body).isProblem(422, "not-eligible").json();

        assertThat(problem.path("hindrances")).extracting(JsonNode::textValue).containsExactly("ANDROID_VERSION");
        assertThat(problem.at("/reasons/0/code").textValue()).isEqualTo("android-version");
        assertThat(problem.at("/reasons/0/message").textValue()).endsWith("newer Android version.");

        requireNothingHappenedTo(user);
    }

    /** A code without its verifier would be worth something to anybody who has seen it. */
    @Test
    void requiresTheVerifierOfTheCode() throws Exception {
        UserId user = enrolment.user("without-a-verifier", TestTimeline.OPEN, Photo.jpegs(1));
        google.account("verifier@example.com");
        ObjectNode body = (ObjectNode) Json.read(google.consent("verifier@example.com"));

        start(user, body.deepCopy().without("codeVerifier").toString()).isProblem(400, "invalid-request");
        start(user, body.deepCopy().put("codeVerifier", " ").toString()).isProblem(400, "invalid-request");
        start(user, body.put("codeVerifier", "another".repeat(7)).toString()).isProblem(422, "code-refused");

        requireNothingHappenedTo(user);
    }

    private HttpAnswer start(UserId user, String body) throws InterruptedException {
        return sundown.call("start-transfer", Event.by(user, "start-transfer").body(body));
    }

    private void requireNothingHappenedTo(UserId user) {
        assertThat(sundown.rowsOf(user)).isEmpty();
        assertThat(sundown.queue("TRANSFER").take(user)).isEmpty();
    }

    /** Google asks for it by a detail of its answer, which the executable must be able to read. */
    @Test
    void waitsAsLongAsGoogleAsks() throws Exception {
        UserId user = users.started("throttled", Photo.jpegs(1));
        google.standIn().faults().add(Fault.next(Call.BATCH_CREATE, Effect.Answer.of(429, 3_600)));

        assertThat(work(firstMessage(user))).isEmpty();

        Transfer waiting = sundown.transferOf(user).orElseThrow();
        assertThat(waiting.state())
                .isInstanceOfSatisfying(
                        TransferState.Waiting.class,
                        state -> assertThat(state.wakeAt())
                                .isAfter(sundown.clock.instant().plus(Duration.ofMinutes(50))));
    }

    @Test
    void listsWhatArrivedAndCountsItOnTheReceipt() throws Exception {
        UserId user = users.started("looks-up", Photo.jpegs(2));
        assertThat(work(firstMessage(user))).isEmpty();

        JsonNode items = sundown.call("list-items", Event.by(user, "list-items"))
                .isJson(200)
                .isForNobodyElse()
                .json()
                .path("items");
        JsonNode moved = sundown.call("get-status", Event.by(user, "get-receipt"))
                .isJson(200)
                .json()
                .path("moved");

        assertThat(items).extracting(item -> item.path("state").textValue()).containsExactly("moved", "moved");
        assertThat(items)
                .extracting(item -> item.path("link").textValue())
                .containsExactlyInAnyOrderElementsOf(google.standIn().holdings(Users.emailOf(user)).stream()
                        .map(held -> "https://photos.google.com/lr/photo/" + held.id())
                        .toList());
        assertThat(moved.path("years").findValuesAsText("items")).isNotEmpty();
        sundown.call("list-items", Event.by(user, "list-items").query("after", "i1"))
                .isProblem(400, "invalid-request");
    }

    private List<String> work(String... messages) throws InterruptedException {
        return sundown.work("transfer-batch", messages);
    }

    private String firstMessage(UserId user) {
        return sundown.queue("TRANSFER").take(user).getFirst();
    }

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
