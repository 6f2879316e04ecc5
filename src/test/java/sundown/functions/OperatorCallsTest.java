package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.refund.RefundLedger.Refund.Trigger;

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
                        .with("/userId", user.value()))
                .path("calls");

        assertThat(calls.findValuesAsText("outcome")).containsExactly("invalid-request", "foreign-group", "done");
        JsonNode done = calls.path(2);
        assertThat(done.path("function").asText()).isEqualTo("hold-account");
        assertThat(done.path("by").asText()).isEqualTo("Olga");
        assertThat(done.path("roles")).hasSize(8).contains(Json.tree("purge-planner"));
        assertThat(done.path("withIam").booleanValue()).isFalse();
        assertThat(done.at("/userId").asText()).isEqualTo(user.value());
        assertThat(done.path("reason").asText())
                .isEqualTo(hold.document().path("reason").asText());
    }

    private JsonNode list(Event event) throws InterruptedException {
        return sundown.operate("list-operator-calls", event).json();
    }

    @Test
    void placesAHoldAndReleasesIt() throws Exception {
        UserId user = new Enrolment(sundown).user("hold-placed", TestTimeline.OPEN, List.of());

        JsonNode held = of("hold-account", user).json();
        assertThat(held.path("held").asBoolean()).isTrue();
        assertThat(held.path("until").asText()).isEqualTo("2030-01-01T00:00:00Z");
        LogAudit.require(sundown.log.awaited(1, "audit: hold-account, by Ada (op-Ada), group 1, user " + user));

        JsonNode released = of("release-hold", user).json();
        assertThat(released.path("held").asBoolean()).isFalse();
        LogAudit.require(sundown.log.awaited(1, "audit: release-hold, by Ada (op-Ada), group 1, user " + user));
        of("release-hold", user).isProblem(404, "no-hold");
    }

    @Test
    void sendsForAFeeOnce() throws Exception {
        UserId user = members.member("resent");
        Event resend = Event.of("resend-refund").with("/userId", user.value());

        assertThat(sundown.operate("resend-refund", resend).json().path("sent").booleanValue())
                .isTrue();
        assertThat(sundown.queue("REFUND").take(user)).hasSize(1);

        members.issue(user, Trigger.TRANSFER_FINISHED);
        sundown.operate("resend-refund", resend).isProblem(409, "nothing-to-resend");
    }

    private OperatorAnswer of(String operation, UserId user) throws InterruptedException {
        return sundown.operate(operation, Event.of(operation).with("/userId", user.value()));
    }
}
