package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.transfer.Transfer;
import sundown.transfer.TransferMessage;

@FunctionTest
class StartTransferTest {
    @Inject
    Installation sundown;

    @Inject
    TestGoogle google;

    @Inject
    Enrolment enrolment;

    @Test
    void startsAndSendsTheFirstMessage() throws Exception {
        UserId user = enrolment.user("starter", TestTimeline.OPEN, Photo.jpegs(3));
        google.account("starter@example.com");

        JsonNode answer =
                start(user, google.consent("starter@example.com")).isJson(201).json();

        assertThat(answer.path("state").asText()).isEqualTo("counting");
        assertThat(answer.at("/items/total/items").intValue()).isZero();
        Transfer transfer = sundown.transferOf(user).orElseThrow();
        assertThat(transfer.id().value()).isEqualTo(answer.path("id").asText());
        List<TransferMessage> messages = sundown.queue("TRANSFER").take(user).stream()
                .map(TransferMessage::read)
                .toList();
        assertThat(messages).hasSize(1);
        assertThat(messages.getFirst().transfer()).isEqualTo(transfer.id());
        assertThat(messages.getFirst().batch()).isEqualTo(1);
        assertThat(messages.getFirst().correlation().id()).isEqualTo("JKJaXmPLvHcESHA=");
    }

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

    @Test
    void startsForAPageThatDoesNotKnowItsDevice() throws Exception {
        UserId withoutDevice = enrolment.user("in-a-browser", TestTimeline.OPEN, Photo.jpegs(1));
        UserId withEmptyDevice = enrolment.user("in-another-browser", TestTimeline.OPEN, Photo.jpegs(1));
        google.account("browser@example.com");
        ObjectNode body = (ObjectNode) Json.read(google.consent("browser@example.com"));
        body.remove("device");

        start(withoutDevice, body.toString()).isJson(201);
        start(withEmptyDevice, google.consent("browser@example.com", Map.of())).isJson(201);
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
}
