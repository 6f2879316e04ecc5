package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.edge.Json;

/** What operators ask and change, and the record of it. */
@FunctionTest
class OperatorCallsTest {
    @Inject
    Installation sundown;

    @Inject
    Members members;

    @Test
    void tellsOfEveryQueueOfTheTemplate() throws Exception {
        JsonNode queues =
                sundown.operate("list-queues", Event.of("list-queues")).json().path("queues");

        assertThat(queues.findValuesAsText("queue"))
                .contains("transfers", "refunds", "purges", "events", "timers")
                .doesNotHaveDuplicates();
        assertThat(queues.findValues("messages")).hasSize(queues.size() - 2);
        assertThat(queues.findValues("deadLetters")).hasSameSizeAs(queues);
    }

    @Test
    void listsWhatWasCalledByWhomAndWhyWithItsOutcome() throws Exception {
        UserId user = new Enrolment(sundown).user("audit-held", TestTimeline.OPEN, List.of());
        Event hold = Event.of("hold-account").with("/userId", user.value()).with("/by", "Olga");
        sundown.operate("hold-account", hold);
        sundown.operate("hold-account", hold.with("/group", "2")).isProblem(409, "foreign-group");
        sundown.operate("hold-account", hold.without("/reason")).isProblem(400, "invalid-request");

        JsonNode calls = list(Event.of("list-operator-calls")
                        .with("/function", "hold-account")
                        .with("/subject", "op-Olga"))
                .path("calls");

        assertThat(calls.findValuesAsText("outcome")).containsExactly("invalid-request", "foreign-group", "done");
        JsonNode done = calls.path(2);
        assertThat(done.path("function").asText()).isEqualTo("hold-account");
        assertThat(done.path("by").asText()).isEqualTo("Olga");
        assertThat(done.path("roles")).hasSize(8).contains(Json.tree("purge-planner"));
        assertThat(done.path("withIam").booleanValue()).isFalse();
        assertThat(done.at("/about/user").asText()).isEqualTo(user.value());
        assertThat(done.path("reason").asText())
                .isEqualTo(hold.document().path("reason").asText());
    }

    private JsonNode list(Event event) throws InterruptedException {
        return sundown.operate("list-operator-calls", event).json();
    }
}
