package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @Test
    void refusesWhoIsNotSignedIn() {
        assertProblem(answerUser(ApiRequests.anonymous(Map.of())), 401, "not-signed-in");
        assertProblem(answerUser(ApiRequests.withClaims(Map.of("token_use", "access"))), 401, "not-signed-in");
    }

    @Test
    void refusesAnIdToken() {
        assertProblem(answerUser(ApiRequests.withClaims(Map.of("sub", "u1", "token_use", "id"))), 403, "wrong-token");
    }

    @Test
    void refusesATokenThatDoesNotSayWhatItIsFor() {
        assertProblem(answerUser(ApiRequests.withClaims(Map.of("sub", "u1"))), 403, "wrong-token");
    }

    @Test
    void knowsNoAccountForASubjectOfAnotherForm() {
        assertProblem(
                answerUser(ApiRequests.withClaims(Map.of("sub", "u1#T/../x", "token_use", "access"))),
                404,
                "no-account");
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

    private ApiResponse answerUser(ApiRequest request) {
        return edge.answerUser(request, user -> DONE);
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

    @Test
    void hasNoClaimsOnAPublicRoute() {
        assertThat(ApiRequests.anonymous(Map.of()).claims()).isEmpty();
    }

    @Test
    void decodesABodyInBase64() {
        assertThat(ApiRequests.withBody("eyJhIjoiw7wifQ==", true).text()).contains("{\"a\":\"ü\"}");
    }

    @Test
    void takesABodyAsItIsOtherwise() {
        assertThat(ApiRequests.withBody("e30=", false).text()).contains("e30=");
    }

    @Test
    void takesABlankBodyForNone() {
        assertThat(ApiRequests.withBody(" \n", false).text()).isEmpty();
        assertThat(ApiRequests.withBody("", true).text()).isEmpty();
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

    @Test
    void namesWhatItSays() {
        ApiResponse tagged = ANSWER.unlessKnown(asking(Map.of()), "ab12");

        assertThat(tagged.statusCode()).isEqualTo(200);
        assertThat(tagged.body()).isEqualTo("{}");
        assertThat(tagged.headers()).containsEntry("etag", "W/\"ab12\"").containsEntry("retry-after", "5");
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
        assertThat(ANSWER.unlessKnown(asking(Map.of("if-none-match", known)), "ab12")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void keepsItsHeadersWhenSomethingIsNew() {
        assertThat(ANSWER.created().statusCode()).isEqualTo(201);
        assertThat(ANSWER.created().headers()).isEqualTo(ANSWER.headers());
    }

    private static ApiRequest asking(Map<String, String> headers) {
        return ApiRequests.from(new UserId("u1"), headers, Map.of(), null);
    }

    @Test
    void isWhenSomethingHappens() {
        assertThat(NextLook.secondsUntil(NOW.plusSeconds(90), NOW)).isEqualTo(90);
    }

    @Test
    void isNeverBeforeThat() {
        assertThat(NextLook.secondsUntil(NOW.plusSeconds(90).plusNanos(1), NOW)).isEqualTo(91);
    }

    @Test
    void staysWithinItsLimits() {
        assertThat(NextLook.secondsUntil(NOW.minusSeconds(1), NOW)).isEqualTo(NextLook.WORKING_SECONDS);
        assertThat(NextLook.secondsUntil(Instant.MAX, NOW)).isEqualTo(NextLook.IDLE_SECONDS);
    }
}
