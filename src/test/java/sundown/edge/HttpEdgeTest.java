package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.edge.ApiResponse.NextLook;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

class HttpEdgeTest {
    private static final ApiResponse DONE = ApiResponse.ok("{}");

    private static final ApiResponse ANSWER = ApiResponse.ok("{}").lookAgainIn(5);

    private static final Instant NOW = Instant.parse("2023-01-15T12:00:00Z");

    private final HttpEdge edge = new HttpEdge();

    @AutoClose
    private final LogRecords log = LogRecords.of(HttpEdge.class);

    @Test
    void findsTheCallerInTheTokenAndNowhereElse() {
        AtomicReference<UserId> caller = new AtomicReference<>();
        ApiRequest request = ApiRequests.from(
                new UserId("u1"), Map.of("x-user-id", "u2"), Map.of("userId", "u2"), "{\"userId\": \"u2\"}");

        ApiResponse response = edge.answerUser(request, user -> {
            caller.set(user);
            return DONE;
        });

        assertThat(caller).hasValue(new UserId("u1"));
        assertThat(response).isEqualTo(DONE);
    }

    @ParameterizedTest
    @CsvSource({
        ",            access, 401, not-signed-in",
        "u1,          id,     403, wrong-token",
        "u1,          ,       403, wrong-token",
        "u1#T/../x,   access, 404, no-account",
    })
    void refusesATokenOfNobodyOrForSomethingElse(String subject, String use, int status, String problem) {
        Map<String, String> claims = new HashMap<>();
        Optional.ofNullable(subject).ifPresent(sub -> claims.put("sub", sub));
        Optional.ofNullable(use).ifPresent(told -> claims.put("token_use", told));
        assertProblem(edge.answerUser(ApiRequests.withClaims(claims), user -> DONE), status, problem);
    }

    @Test
    void refusesWhoHasNoToken() {
        assertProblem(edge.answerUser(ApiRequests.anonymous(Map.of()), user -> DONE), 401, "not-signed-in");
    }

    @Test
    void answersAnyoneOnAPublicRoute() {
        assertThat(edge.answer(ApiRequests.anonymous(Map.of()), () -> DONE)).isEqualTo(DONE);
    }

    @Test
    void turnsAProblemIntoAnAnswer() {
        Problem problem = Problem.of(ProblemType.NO_HOLD, "A detail.").with("free", 7);

        ApiResponse response = edge.answer(ApiRequests.anonymous(Map.of()), () -> {
            throw problem;
        });

        assertProblem(response, 404, "no-hold");
        assertThat(response.headers())
                .containsEntry("content-type", "application/problem+json")
                .containsEntry("cache-control", "no-store");
        assertThat(Json.read(response.body())).isEqualTo(Json.read("""
            {"type": "urn:sundown:problem:no-hold", "title": "There is no such hold.", "status": 404,
             "detail": "A detail.", "free": 7}
            """));
    }

    @Test
    void asksToComeBackWhenAServiceFails() {
        ApiResponse response = fails(new RetryableFailure("DynamoDb answered 503", new IllegalStateException("boom")));

        assertProblem(response, 503, "temporarily-unavailable");
        assertThat(response.headers()).containsEntry("retry-after", "60");
        assertThat(log.lines()).containsExactly("WARN unavailable: DynamoDb answered 503");
    }

    @Test
    void saysNothingOfAFaultOfItsOwn() {
        ApiResponse response = fails(new IllegalStateException("token=ya29.secret of someone@example.com"));

        assertProblem(response, 500, "internal-error");
        assertThat(response.body()).doesNotContain("secret").doesNotContain("example.com");
    }

    @Test
    void recordsAFaultWithoutWhatItsMessageQuotes() {
        fails(new PermanentFailure("Kms answered AccessDenied", new IllegalStateException("body: ya29.secret")));

        assertThat(log.lines()).singleElement().asString().contains("fault").doesNotContain("ya29.secret");
    }

    @Test
    void logsUnderTheRequestsId() {
        fails(new RetryableFailure("S3 answered 500", null));

        assertThat(log.correlations()).containsExactly(ApiRequests.REQUEST_ID);
    }

    private ApiResponse fails(RuntimeException failure) {
        return edge.answer(ApiRequests.anonymous(Map.of()), () -> {
            throw failure;
        });
    }

    private static void assertProblem(ApiResponse response, int status, String name) {
        JsonNode body = Json.read(response.body());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(body.path("status").intValue()).isEqualTo(status);
        assertThat(body.path("type").textValue()).isEqualTo(Problem.TYPE_PREFIX + name);
    }

    @Test
    void hasNothingWhenTheEventIsEmpty() {
        ApiRequest empty = new ApiRequest(null, null, null, null, null, null, false);

        assertThat(empty.requestId()).isEmpty();
        assertThat(empty.query("region")).isEmpty();
        assertThat(empty.header("accept")).isEmpty();
        assertThat(empty.claims()).isEmpty();
        assertThat(empty.text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"eyJhIjoiw7wifQ==, true, '{\"a\":\"ü\"}'", "e30=, false, e30=", "' \n', false,", "'', true,"})
    void decodesABodyInBase64AndTakesABlankOneForNone(String body, boolean base64, String text) {
        assertThat(ApiRequests.withBody(body, base64).text()).isEqualTo(Optional.ofNullable(text));
    }

    @Test
    void refusesABodyThatIsSaidToBeBase64AndIsNot() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> ApiRequests.withBody("{}", true).text())
                .extracting(Problem::name)
                .isEqualTo("invalid-request");
    }

    @Test
    void showsNothingOfTheUserInALog() {
        assertThat(ApiRequests.withBody("{\"authorizationCode\":\"4/secret\"}", false))
                .hasToString("ApiRequest[POST /transfers]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"ab12\"", "\"ab12\"", "\"other\", W/\"ab12\"", "*"})
    void sendsNothingThatTheClientHas(String known) {
        ApiResponse short304 = ANSWER.unlessKnown(asking(Map.of("if-none-match", known)), "ab12");

        assertThat(short304.statusCode()).isEqualTo(304);
        assertThat(short304.body()).isEmpty();
        assertThat(short304.headers())
                .containsOnlyKeys("cache-control", "etag", "retry-after")
                .containsEntry("etag", "W/\"ab12\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab12", "\"ab1\"", "\"ab123\"", "w/\"ab12\"", ",,", "\"*\""})
    void sendsEverythingToAClientThatHasSomethingElse(String known) {
        ApiResponse whole = ANSWER.unlessKnown(asking(Map.of("if-none-match", known)), "ab12");

        assertThat(whole).isEqualTo(ANSWER.unlessKnown(asking(Map.of()), "ab12"));
        assertThat(whole).returns(200, ApiResponse::statusCode).returns("{}", ApiResponse::body);
        assertThat(whole.headers()).containsEntry("etag", "W/\"ab12\"").containsEntry("retry-after", "5");
    }

    @Test
    void keepsItsHeadersWhenSomethingIsNew() {
        assertThat(ANSWER.created().statusCode()).isEqualTo(201);
        assertThat(ANSWER.created().headers()).isEqualTo(ANSWER.headers());
    }

    private static ApiRequest asking(Map<String, String> headers) {
        return ApiRequests.from(new UserId("u1"), headers, Map.of(), null);
    }

    @ParameterizedTest
    @CsvSource({"PT1M30S, 90", "PT1M30.000000001S, 91", "PT-1S, 5", "PT2H, 3600"})
    void aNextLookIsWhenSomethingHappensWithinItsLimits(Duration ahead, long seconds) {
        assertThat(NextLook.secondsUntil(NOW.plus(ahead), NOW)).isEqualTo(seconds);
    }
}
