package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.local.lambda.Invocation;

/** Every call that reached a function is in the audit table. */
@FunctionTest
class ListOperatorCallsTest {
    @Inject
    Installation sundown;

    @Test
    void listsWhatWasCalledByWhomAndWhyWithItsOutcome() throws Exception {
        UserId user = new Enrolment(sundown).user("audit-held", TestTimeline.OPEN, List.of());
        Event hold = Event.of("hold-account").with("/userId", user.value()).with("/by", "Olga");
        sundown.operate("hold-account", hold);
        sundown.operate("hold-account", hold.with("/group", "2")).isProblem(409, "foreign-group");
        sundown.operate("hold-account", hold.without("/reason")).isProblem(400, "invalid-request");

        JsonNode calls = list(of("Olga")).path("calls");

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

    @Test
    void listsACallWithIam() throws Exception {
        Invocation refused = sundown.invoke("allow-purges", "{\"by\": \"Mallory\", \"reason\": 7}");

        assertThat(OperatorAnswer.of(refused).json().path("status").asInt()).isEqualTo(400);
        JsonNode calls = list(Event.of("list-operator-calls").with("/function", "allow-purges"))
                .path("calls");
        assertThat(calls)
                .filteredOn(call -> call.path("by").asText().equals("Mallory"))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.path("withIam").booleanValue()).isTrue();
                    assertThat(call.has("subject")).isFalse();
                    assertThat(call.path("roles")).isEmpty();
                    assertThat(call.path("outcome").asText()).isEqualTo("invalid-request");
                });
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        Event event = Event.of("list-operator-calls");

        answer(event.with("/day", "yesterday")).isProblem(400, "invalid-request");
        answer(event.with("/after", "1")).isProblem(400, "invalid-request");
        answer(event.with("/limit", 0)).isProblem(400, "invalid-request");
        answer(event.with("/limit", 1_001)).isProblem(400, "invalid-request");
    }

    private static Event of(String name) {
        return Event.of("list-operator-calls").with("/function", "hold-account").with("/subject", "op-" + name);
    }

    private JsonNode list(Event event) throws InterruptedException {
        return answer(event).json();
    }

    private OperatorAnswer answer(Event event) throws InterruptedException {
        return sundown.operate("list-operator-calls", event);
    }
}
