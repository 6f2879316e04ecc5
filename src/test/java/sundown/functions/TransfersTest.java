package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Tally;
import sundown.local.fault.Fault;
import sundown.local.google.Call;
import sundown.local.google.Effect;
import sundown.local.google.StandInAccount.Holding;
import sundown.transfer.FailureReason;
import sundown.transfer.Transfer;
import sundown.transfer.TransferMessage;
import sundown.transfer.TransferState;
import sundown.transfer.TransferStore.FailedItem;

/** The functions of a transfer. */
@FunctionTest
class TransfersTest {
    private static final Instant AT = Instant.parse("2026-11-24T12:34:56Z");

    @Inject
    Installation sundown;

    @Inject
    TestGoogle google;

    @Inject
    Enrolment enrolment;

    @Inject
    Users users;

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

    @Test
    void goesOnAfterAStop() throws Exception {
        UserId user = users.started("resumer", Photo.jpegs(1));
        sundown.call("stop-transfer", Event.by(user, "stop-transfer")).isJson(200);
        sundown.queue("TRANSFER").take(user);

        HttpAnswer answer = sundown.call(
                        "resume-transfer", Event.by(user, "resume-transfer").body(""))
                .isJson(200);

        assertThat(answer.json().path("state").asText()).isEqualTo("running");
        assertThat(sundown.queue("TRANSFER").take(user)).hasSize(1);
    }

    @Test
    void listsAsATable() throws Exception {
        UserId user = users.started("lists-a-table", Photo.jpegs(1));
        sundown.transfers()
                .saveFailures(
                        sundown.transferOf(user).orElseThrow(),
                        List.of(new FailedItem(new ItemId("item-1"), "One 1.jpg", 0, FailureReason.EMPTY, AT)));
        Event request = Event.by(user, "list-failures").with("/headers/accept", "text/csv");

        HttpAnswer answer = sundown.call("list-failures", request);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("text/csv");
        assertThat(answer.text())
                .isEqualTo("name,bytes,reason,can be tried again\r\n\"One 1.jpg\",0,\"The file is empty.\",\"no\"\r\n");
    }

    @Test
    void movesBatchAfterBatch() throws Exception {
        List<Photo> gallery = Photo.jpegs(60);
        UserId user = users.started("moves", gallery);

        assertThat(work(firstMessage(user))).isEmpty();

        Transfer moved = sundown.transferOf(user).orElseThrow();
        assertThat(moved.counts().done()).isEqualTo(new Tally(60, 12_000));
        assertThat(moved.progress().batch()).isEqualTo(3);
        assertThat(moved.state()).isInstanceOf(TransferState.Finished.class);
        assertThat(sundown.queue("TRANSFER").take(user)).isEmpty();
        assertThat(google.standIn().holdings(Users.emailOf(user)))
                .extracting(Holding::sha256)
                .containsExactlyInAnyOrderElementsOf(
                        gallery.stream().map(photo -> photo.digest("SHA-256")).toList());
    }

    @Test
    void givesBackAllThatFollowAFailureForTheQueueIsInOrder() throws Exception {
        UserId user = users.started("behind-the-unreadable", Photo.jpegs(1));
        Transfer before = sundown.transferOf(user).orElseThrow();

        assertThat(work("unreadable", firstMessage(user))).containsExactly("message-1", "message-2");

        assertThat(sundown.transferOf(user)).contains(before);
        assertThat(google.standIn().holdings(Users.emailOf(user))).isEmpty();
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

    private List<String> work(String... messages) throws InterruptedException {
        return sundown.work("transfer-batch", messages);
    }

    private String firstMessage(UserId user) {
        return sundown.queue("TRANSFER").take(user).getFirst();
    }
}
