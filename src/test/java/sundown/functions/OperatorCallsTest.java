package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.contract.SampleArchives;
import sundown.contract.SampleTransfers;
import sundown.edge.Json;
import sundown.local.lambda.Invocation;
import sundown.refund.RefundLedger.Refund.Trigger;

/** What operators ask and change, and the record of it. */
@FunctionTest
class OperatorCallsTest {
    @Inject
    Installation sundown;

    @Inject
    Members members;

    @Test
    void tellsWhereAMemberStands() throws Exception {
        UserId user = members.member("looked-up");
        members.issue(user, Trigger.TRANSFER_FINISHED);
        assertThat(sundown.transfers().save(SampleTransfers.halfWay(user))).isPresent();
        assertThat(sundown.archives().save(SampleArchives.ready(user))).isPresent();

        JsonNode found = of("look-up-user", user).json();

        assertThat(found.at("/notice/group").asText()).isEqualTo("1");
        assertThat(found.at("/transfer/state").asText()).isEqualTo("running");
        assertThat(found.at("/archive/state").asText()).isEqualTo("ready");
        assertThat(found.has("membership")).isTrue();
        assertThat(found.at("/ledger/state").asText()).isEqualTo("SUCCEEDED");
        assertThat(found.toString()).doesNotContain("@");
        of("look-up-user", new UserId("nobody")).isProblem(404, "unknown-user");
    }

    @Test
    void showsAHoldThatIsListed() throws Exception {
        UserId user = members.member("looked-up-held");
        sundown.operate("hold-account", Event.of("hold-account").with("/userId", user.value()))
                .json();

        assertThat(of("look-up-user", user).json().at("/hold/held").booleanValue())
                .isTrue();
        assertThat(sundown.operate("list-holds", Event.of("list-holds"))
                        .json()
                        .path("holds")
                        .findValuesAsText("userId"))
                .contains(user.value());
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
    void setsLimitsAndGivesThemBack() throws Exception {
        Event event = Event.of("change-limits");
        JsonNode set = sundown.operate("change-limits", event).json();
        assertThat(set.at("/limits/0/inForce").asInt()).isEqualTo(10);
        assertThat(set.at("/limits/1/inForce").asInt()).isEqualTo(1);
        assertThat(set.path("reason").asText()).isEqualTo("DynamoDB throttles");

        Event without = event.without("/purgeAccountsPerMinute").without("/purgeConcurrency");
        sundown.operate("change-limits", without.with("/giveBack", "purgeConcurrency"));
        JsonNode back = sundown.operate("change-limits", without.with("/giveBack", "purgeAccountsPerMinute"))
                .json();
        assertThat(back.path("limits"))
                .hasSize(6)
                .allSatisfy(limit -> assertThat(limit.path("inForce")).isEqualTo(limit.path("parameter")));
    }

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
    void showsAndRemovesOneMessageAlone() throws Exception {
        Event event = Event.of("redrive-queue").with("/queue", "timers");
        sundown.queueNamed("timers-dead-letters").put("{\"token\": \"abc\"}");
        sundown.queueNamed("timers-dead-letters").put("the other");

        JsonNode shown = sundown.operate("redrive-queue", event.with("/show", true))
                .json()
                .path("messages");
        assertThat(shown.findValuesAsText("body")).containsExactlyInAnyOrder("{\"token\": \"***\"}", "the other");

        Event removal = event.with("/remove", shown.path(0).path("messageId").asText());
        assertThat(sundown.operate("redrive-queue", removal).json().path("removed"))
                .isEqualTo(shown.path(0).path("messageId"));
        sundown.operate("redrive-queue", removal).isProblem(404, "unknown-message");
        assertThat(sundown.operate("redrive-queue", event.with("/show", true))
                        .json()
                        .path("messages"))
                .hasSize(1);
    }

    @Test
    void sendsBackWhatCanGoBack() throws Exception {
        Event event = Event.of("redrive-queue");
        assertThat(sundown.operate("redrive-queue", event.with("/queue", "progress"))
                        .json()
                        .path("begun")
                        .booleanValue())
                .isTrue();
        sundown.operate("redrive-queue", event.with("/queue", "events")).isProblem(404, "unknown-queue");
        sundown.operate("redrive-queue", event.without("/reason")).isProblem(400, "invalid-request");
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

        for (Event wrong : List.of(
                event.with("/day", "yesterday"),
                event.with("/after", "1"),
                event.with("/limit", 0),
                event.with("/limit", 1_001))) {
            sundown.operate("list-operator-calls", wrong).isProblem(400, "invalid-request");
        }
    }

    private JsonNode list(Event event) throws InterruptedException {
        return sundown.operate("list-operator-calls", event).json();
    }
}
