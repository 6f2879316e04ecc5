package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import sundown.edge.ApiResponse;
import sundown.edge.Json;
import sundown.edge.Problem;

/** What an answer says is wrong. */
final class Problems {
    private Problems() {}

    /** The last part of the problem's type. */
    static String typeOf(ApiResponse response) {
        assertThat(response.headers()).containsEntry("content-type", "application/problem+json");
        return Json.read(response.body()).path("type").textValue().substring(Problem.TYPE_PREFIX.length());
    }
}
