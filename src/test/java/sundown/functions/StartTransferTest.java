package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.local.google.oauth.Scopes;
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
    void keepsTheRefreshTokenSealed() throws Exception {
        UserId user = enrolment.user("sealed", TestTimeline.OPEN, Photo.jpegs(1));
        google.account("sealed@example.com");

        start(user, google.consent("sealed@example.com")).isJson(201);

        assertThat(sundown.rowsOf(user).stream().flatMap(row -> Stream.ofNullable(row.get("grant"))))
                .singleElement()
                .satisfies(grant -> assertThat(grant.s()).isNotEmpty().doesNotContain("1//0"));
    }

    @Test
    void answersASecondStartWithTheRunningTransfer() throws Exception {
        UserId user = enrolment.user("starts-twice", TestTimeline.OPEN, Photo.jpegs(1));
        google.account("twice@example.com");
        JsonNode first =
                start(user, google.consent("twice@example.com")).isJson(201).json();

        JsonNode second =
                start(user, google.consent("twice@example.com")).isJson(200).json();

        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(sundown.queue("TRANSFER").take(user)).hasSize(1);
    }

    @Test
    void refusesAnotherAccountWhileATransferRuns() throws Exception {
        UserId user = enrolment.user("switches", TestTimeline.OPEN, Photo.jpegs(1));
        google.account("one@example.com");
        google.account("other@example.com");
        start(user, google.consent("one@example.com")).isJson(201);
        Transfer before = sundown.transferOf(user).orElseThrow();

        start(user, google.consent("other@example.com")).isProblem(409, "stop-first");

        assertThat(sundown.transferOf(user)).contains(before);
    }

    @Test
    void waitsForRoomAfterTheCountAndSaysHowMuchIsMissing() throws Exception {
        UserId user = enrolment.user("without-room", TestTimeline.OPEN, Photo.jpegs(3));
        google.account(Users.emailOf(user), 100);
        new Users(sundown, google).start(user);
        String batch = sundown.queue("TRANSFER").take(user).getFirst();

        sundown.invoke("transfer-batch", Event.of("transfer-batch").withMessages(batch));
        JsonNode answer = sundown.call("get-status", Event.by(user, "get-status"))
                .isJson(200)
                .json()
                .path("transfer");

        assertThat(answer.path("state").asText()).isEqualTo("waiting");
        assertThat(answer.path("reason").asText()).isEqualTo("ROOM");
        assertThat(answer.at("/room/bytesNeeded").longValue()).isEqualTo(600);
        assertThat(answer.at("/room/bytesFree").longValue()).isEqualTo(100);
        assertThat(answer.at("/room/offer/name").asText()).isEqualTo("introductory-100-gb");
        assertThat(sundown.queue("TRANSFER").take(user)).isEmpty();
    }

    @Test
    void takesABodyInBase64() throws Exception {
        UserId user = enrolment.user("base64", TestTimeline.OPEN, Photo.jpegs(1));
        google.account("base64@example.com");
        byte[] body = google.consent("base64@example.com").getBytes(StandardCharsets.UTF_8);
        Event request = Event.by(user, "start-transfer")
                .body(Base64.getEncoder().encodeToString(body))
                .with("/isBase64Encoded", true);

        sundown.call("start-transfer", request).isJson(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{}",
                "{\"authorizationCode\":1,\"codeVerifier\":\"v\",\"redirectUri\":\"http://127.0.0.1/\"}",
                "{\"authorizationCode\":\"c\",\"codeVerifier\":\"v\",\"redirectUri\":\"nowhere\"}",
                "{\"authorizationCode\":\"c\",\"codeVerifier\":\"v\",\"redirectUri\":\"http://127.0.0.1/\","
                        + "\"device\":{\"model\":\"M\",\"androidVersion\":\"13\"}}",
                "{\"authorizationCode\":\"c\",\"codeVerifier\":\"v\",\"redirectUri\":\"http://127.0.0.1/\","
                        + "\"device\":7}"
            })
    void refusesABodyThatIsNoWish(String body) throws Exception {
        UserId user = enrolment.user("sends-nonsense", TestTimeline.OPEN, Photo.jpegs(1));

        start(user, body).isProblem(400, "invalid-request");

        requireNothingHappenedTo(user);
    }

    @Test
    void refusesABodyThatIsNotTheBase64ThatItIsSaidToBe() throws Exception {
        Event request =
                Event.by(new UserId("sends-no-base64"), "start-transfer").with("/isBase64Encoded", true);

        sundown.call("start-transfer", request).isProblem(400, "invalid-request");
    }

    @Test
    void refusesAnOversizedBody() throws Exception {
        UserId user = new UserId("sends-much");

        start(user, TestGoogle.startBody("c".repeat(20_000))).isProblem(413, "request-too-large");

        requireNothingHappenedTo(user);
    }

    @Test
    void refusesAStrangerAndARegionWhereNothingIsOpen() throws Exception {
        UserId late = enrolment.user("too-late", TestTimeline.CLOSED, Photo.jpegs(1));
        UserId early = enrolment.user("too-early", TestTimeline.NOT_OPEN, Photo.jpegs(1));
        UserId exempt = enrolment.user("exempt", TestTimeline.EXEMPT, Photo.jpegs(1));
        UserId stranger = new UserId("stranger");
        String body = TestGoogle.startBody("never looked at");

        start(late, body).isProblem(409, "exports-closed");
        start(early, body).isProblem(409, "exports-not-open");
        start(exempt, body).isProblem(409, "nothing-ends");
        start(stranger, body).isProblem(404, "no-account");

        List.of(late, early, exempt, stranger).forEach(this::requireNothingHappenedTo);
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

    @Test
    void refusesACodeThatGoogleDoesNotKnowOrThatWasUsed() throws Exception {
        UserId user = enrolment.user("wrong-code", TestTimeline.OPEN, Photo.jpegs(1));
        UserId first = enrolment.user("first-with-the-code", TestTimeline.OPEN, Photo.jpegs(1));
        google.account("code@example.com");
        String used = google.consent("code@example.com");
        start(first, used).isJson(201);

        start(user, TestGoogle.startBody("4/0A-made-up")).isProblem(422, "code-refused");
        start(user, used).isProblem(422, "code-refused");

        requireNothingHappenedTo(user);
    }

    @Test
    void refusesAConsentToAPartOnly() throws Exception {
        UserId user = enrolment.user("half-consent", TestTimeline.OPEN, Photo.jpegs(1));
        google.account("half@example.com");

        start(user, google.consent("half@example.com", Set.of(Scopes.PHOTOS_APPEND)))
                .isProblem(422, "consent-incomplete");

        requireNothingHappenedTo(user);
    }

    @Test
    void refusesAnEmptyGallery() throws Exception {
        UserId user = enrolment.user("empty-gallery", TestTimeline.OPEN, List.of());
        google.account("empty@example.com");

        start(user, google.consent("empty@example.com")).isProblem(422, "empty-gallery");

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
