package sundown.purge.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static sundown.purge.certificate.Functions.ONE;
import static sundown.purge.certificate.Functions.TWO;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.Json;
import sundown.purge.approval.PurgeState.StateName;
import sundown.runtime.Calls;
import sundown.runtime.Death;
import sundown.runtime.ObservedPort;
import sundown.timeline.GroupId;

/** A certification may die at any call; another group's comes in between, and the chain has neither gap nor fork. */
class DyingCertificationTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesOneChainWhereverItDies(boolean after) {
        assertThat(IntStream.rangeClosed(1, calls())).isNotEmpty().allSatisfy(call -> {
            Functions functions = died(call, after);
            JsonNode two = certified(functions, TWO);
            JsonNode one = certified(functions, ONE);
            assertThat(functions.state(ONE)).isEqualTo(StateName.CERTIFIED);
            assertThat(functions.state(TWO)).isEqualTo(StateName.CERTIFIED);
            assertChained(functions, one, two);
        });
    }

    /** Nobody calls again before the sweep has sent what is late. */
    private static JsonNode certified(Functions functions, GroupId group) {
        functions.sweep();
        JsonNode answer = functions.certify(group);
        assertThat(answer.path("state").asText()).isEqualTo("CERTIFIED");
        return answer.path("certificate");
    }

    private static void assertChained(Functions functions, JsonNode one, JsonNode two) {
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

    private static Functions died(int call, boolean after) {
        Functions functions = twoGroups();
        functions.observe(new Death(call, after));
        assertThat(catchThrowable(() -> functions.certify(ONE))).isNotNull();
        functions.observe(ObservedPort.Observer.NONE);
        functions.clock.advance(Duration.ofHours(1));
        return functions;
    }

    private static int calls() {
        Calls calls = new Calls();
        Functions functions = twoGroups();
        functions.observe(calls);
        functions.certify(ONE);
        return Math.toIntExact(calls.total());
    }

    private static Functions twoGroups() {
        Functions functions = new Functions();
        functions.purgedOfOne(ONE);
        functions.purgedOfOne(TWO);
        return functions;
    }
}
