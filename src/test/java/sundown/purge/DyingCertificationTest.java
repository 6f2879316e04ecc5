package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.purge.PurgedGroup.ONE;
import static sundown.purge.PurgedGroup.TWO;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.Json;
import sundown.purge.PurgeStore.PurgeState.StateName;
import sundown.runtime.Death;
import sundown.timeline.GroupId;

/** A certification may die at any call; another group's comes in between, and the chain has neither gap nor fork. */
@Tag("thorough")
class DyingCertificationTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesOneChainWhereverItDies(boolean after) {
        long calls = Death.atEachCall(
                after,
                DyingCertificationTest::twoGroups,
                PurgedGroup::observe,
                functions -> functions.certify(ONE),
                DyingCertificationTest::chains);
        assertThat(calls).isPositive();
    }

    private static void chains(PurgedGroup functions) {
        functions.clock.advance(Duration.ofHours(1));
        JsonNode two = certified(functions, TWO);
        JsonNode one = certified(functions, ONE);
        assertThat(functions.state(ONE)).isEqualTo(StateName.CERTIFIED);
        assertThat(functions.state(TWO)).isEqualTo(StateName.CERTIFIED);
        assertChained(functions, one, two);
    }

    /** Nobody calls again before the sweep has sent what is late. */
    private static JsonNode certified(PurgedGroup functions, GroupId group) {
        functions.sweep();
        JsonNode answer = functions.certify(group);
        assertThat(answer.path("state").asText()).isEqualTo("CERTIFIED");
        return answer.path("certificate");
    }

    private static void assertChained(PurgedGroup functions, JsonNode one, JsonNode two) {
        boolean inOrder = one.path("number").asInt() == 1;
        JsonNode first = inOrder ? one : two;
        JsonNode second = inOrder ? two : one;
        assertThat(first.has("previous")).isFalse();
        assertThat(second.path("number").asInt()).isEqualTo(2);
        assertThat(second.at("/previous/sha256")).isEqualTo(first.path("sha256"));
        assertThat(functions.chain.last().orElseThrow().document()).isEqualTo(second.toString());
        assertThat(Stream.of("1", "2")
                        .map(group -> Json.read(functions.file("certificates/" + group + "/plan00001.json"))))
                .containsExactlyInAnyOrder(one, two);
    }

    private static PurgedGroup twoGroups() {
        PurgedGroup functions = new PurgedGroup();
        functions.purgedOfOne(ONE);
        functions.purgedOfOne(TWO);
        return functions;
    }
}
