package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;

class ApiResponseTest {
    private static final ApiResponse ANSWER = ApiResponse.ok("{}").lookAgainIn(5);

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
}
