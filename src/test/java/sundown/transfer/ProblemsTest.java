package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.edge.ApiResponse;
import sundown.edge.HttpEdge;
import sundown.edge.Json;
import sundown.edge.LogRecords;
import sundown.edge.Problem;
import sundown.edge.ProblemType;

/** Every type of problem answers some request, describes the problem, and changes nothing. */
class ProblemsTest extends Functions {
    static Stream<Refusals.Refusal> refusals() {
        return Refusals.all();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void areSaidInTheFormOfRfc9457AndRepeatNothingThatWasSent(Refusals.Refusal refusal) {
        refusal.prepare().accept(this);

        try (LogRecords log = LogRecords.of(HttpEdge.class)) {
            ApiResponse response = refusal.request().apply(this);

            JsonNode body = Json.read(response.body());
            assertThat(response.statusCode()).isEqualTo(refusal.problem().status());
            assertThat(response.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(body.path("status").intValue())
                    .isEqualTo(refusal.problem().status());
            assertThat(body.path("type").textValue())
                    .isEqualTo(Problem.TYPE_PREFIX + refusal.problem().code());
            assertThat(body.path("title").textValue()).matches("[A-Z].*\\.");
            assertThat(body.path("detail").textValue()).matches("[A-Z].*\\.");
            assertThat(Refusals.SECRETS).noneMatch(response.body()::contains);
            assertThat(log.lines()).hasSizeLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void changeNothing(Refusals.Refusal refusal) {
        refusal.prepare().accept(this);
        Optional<Transfer> before = transfers.find(USER);
        int messages = queue.size();

        assertThat(refusal.request().apply(this).statusCode())
                .isEqualTo(refusal.problem().status());

        Optional<Transfer> after = transfers.find(USER);
        assertThat(after.map(ProblemsTest::compared)).isEqualTo(before.map(ProblemsTest::compared));
        assertThat(after.flatMap(Transfer::grant).isPresent())
                .isEqualTo(before.flatMap(Transfer::grant).isPresent());
        assertThat(queue.size()).isEqualTo(messages);
        assertThat(library.requests()).isEmpty();
    }

    /** Another request may have saved the same transfer meanwhile, and a new consent may be in place of the old one. */
    private static Transfer compared(Transfer transfer) {
        return version(transfer, 0).granted(Optional.empty());
    }

    @Test
    void areAllMet() {
        Set<ProblemType> met = refusals().map(Refusals.Refusal::problem).collect(Collectors.toSet());

        assertThat(met)
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.range(ProblemType.INVALID_REQUEST, ProblemType.NOTHING_LEFT).stream()
                                .filter(type -> type != ProblemType.UNKNOWN_REGION)
                                .toList());
    }
}
