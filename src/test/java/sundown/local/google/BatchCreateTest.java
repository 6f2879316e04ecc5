package sundown.local.google;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.local.google.GoogleFixture.ANA;
import static sundown.local.google.GoogleFixture.BEN;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.local.fault.Fault;
import sundown.local.google.GoogleFixture.Answer;
import sundown.local.google.gate.Call;
import sundown.local.google.gate.Effect;
import sundown.local.google.library.DuplicateAnswer;
import sundown.local.google.oauth.Scopes;

class BatchCreateTest {
    @AutoClose
    private final GoogleFixture fixture = new GoogleFixture();

    private String accessToken;

    @BeforeEach
    void signIn() throws Exception {
        accessToken = fixture.accessToken(ANA);
    }

    @Test
    void createsItemsInTheOrderOfTheBatchAndTakesTheirRoom() throws Exception {
        Answer answer = fixture.create(accessToken, upload(1), upload(2));

        assertThat(answer.status()).isEqualTo(200);
        JsonNode first = answer.json().path("newMediaItemResults").path(0);
        assertThat(first.path("status")).hasToString("{\"message\":\"Success\"}");
        assertThat(first.path("mediaItem").path("filename").asText()).isEqualTo("IMG_0.jpg");
        assertThat(first.path("mediaItem").path("id").asText()).hasSizeGreaterThanOrEqualTo(55);
        assertThat(fixture.google.holdings(ANA))
                .extracting(Holding::sha256)
                .containsExactly(sha256(Photos.jpeg(1)), sha256(Photos.jpeg(2)));
        assertThat(fixture.google.account(ANA).storage().usage()).isEqualTo(2000);
    }

    @Test
    void refusesBytesThatAreNoMedia() throws Exception {
        Answer answer = fixture.create(accessToken, upload(1), fixture.upload(accessToken, Photos.text()));

        assertThat(answer.status()).isEqualTo(207);
        assertThat(codes(answer)).containsExactly(0, 3);
        assertThat(answer.text()).contains("Failed: There was an error while trying to create this media item.");
    }

    @Test
    void canAnswerADuplicateWithTheItemThatIsThere() throws Exception {
        try (GoogleFixture other = GoogleFixture.withRules(rules -> rules.with(DuplicateAnswer.SAME_ITEM))) {
            String token = other.accessToken(ANA);

            Answer answer =
                    other.create(token, other.upload(token, Photos.jpeg(1)), other.upload(token, Photos.jpeg(1)));

            assertThat(codes(answer)).containsExactly(0, 0);
            assertThat(other.google.holdings(ANA)).hasSize(1);
        }
    }

    @Test
    void forgetsAnUploadTokenAfterADay() throws Exception {
        String old = upload(1);
        fixture.clock.advance(Duration.ofHours(24));
        accessToken = fixture.accessToken(ANA);

        assertThat(codes(fixture.create(accessToken, old, upload(2)))).containsExactly(3, 0);
        assertInvalid(fixture.create(accessToken, old), "Request must contain a valid upload token.");
    }

    @Test
    void takesFiftyItemsAndNoMore() throws Exception {
        String[] tokens = new String[51];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = upload(i);
        }

        assertInvalid(fixture.create(accessToken, tokens), "Request must have less than 50 items.");
        assertThat(fixture.create(accessToken, List.of(tokens).subList(0, 50).toArray(String[]::new))
                        .status())
                .isEqualTo(200);
        assertInvalid(fixture.create(accessToken), "Request must have at least one item.");
        assertThat(fixture.google.metrics().batchSizes()).containsExactly(51, 50, 0);
    }

    @Test
    void letsOneUserCreateOneBatchAtATime() throws Exception {
        fixture.google.faults().add(Fault.every(Call.BATCH_CREATE, 1, new Effect.Delay(2_000)));
        String ben = fixture.accessToken(BEN);
        List<String[]> batches =
                List.of(new String[] {accessToken, upload(1)}, new String[] {accessToken, upload(2)}, new String[] {
                    ben, fixture.upload(ben, Photos.jpeg(3))
                });

        List<Answer> answers = atOnce(batches);

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(429).hasSize(3);
        assertThat(answers.getLast().status()).isEqualTo(200);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 429)
                .allSatisfy(answer -> assertThat(
                                answer.json().path("error").path("message").asText())
                        .isEqualTo("Quota exceeded for quota 'concurrent write request' of service"
                                + " 'photoslibrary.googleapis.com'."));
        assertThat(fixture.google.metrics().mostConcurrentBatchCreates()).isEqualTo(2);
    }

    @Test
    void refusesATokenThatMayOnlyRead() throws Exception {
        Answer answer = fixture.create(fixture.accessToken(ANA, Set.of(Scopes.PHOTOS_READ_CREATED)), upload(1));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("error").path("status").asText()).isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void refusesWhatIsNotJson() throws Exception {
        Answer answer = fixture.postJson("/v1/mediaItems:batchCreate", accessToken, "x");

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusesADescriptionOfMoreThanAThousandCharacters() throws Exception {
        assertInvalid(
                fixture.postJson(
                        "/v1/mediaItems:batchCreate",
                        accessToken,
                        Map.of(
                                "newMediaItems",
                                List.of(Map.of(
                                        "description",
                                        "x".repeat(1001),
                                        "simpleMediaItem",
                                        Map.of("uploadToken", upload(1)))))),
                "Description must not exceed 1000 characters.");
    }

    private String upload(int number) throws Exception {
        return fixture.upload(accessToken, Photos.jpeg(number));
    }

    private List<Answer> atOnce(List<String[]> batches) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Answer>> answers = batches.stream()
                    .map(batch -> CompletableFuture.supplyAsync(() -> create(batch[0], batch[1]), threads))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }

    private Answer create(String token, String uploadToken) {
        try {
            return fixture.create(token, uploadToken);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Integer> codes(Answer answer) throws IOException {
        JsonNode results = answer.json().path("newMediaItemResults");
        return IntStream.range(0, results.size())
                .mapToObj(i -> results.path(i).path("status").path("code").asInt())
                .toList();
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Photos.digest("SHA-256", bytes));
    }

    private static void assertInvalid(Answer answer, String message) throws IOException {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").path("status").asText()).isEqualTo("INVALID_ARGUMENT");
        assertThat(answer.json().path("error").path("message").asText()).isEqualTo(message);
    }
}
