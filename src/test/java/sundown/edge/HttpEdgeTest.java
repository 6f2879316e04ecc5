package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

class HttpEdgeTest {
    private static final ApiResponse DONE = ApiResponse.ok("{}");

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
}
