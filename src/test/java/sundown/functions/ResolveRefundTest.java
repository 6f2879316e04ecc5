package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.operator.SampleOperators;
import sundown.refund.ManualReason;
import sundown.refund.Refund;
import sundown.refund.RefundState;
import sundown.refund.Trigger;

@FunctionTest
class ResolveRefundTest {
    @Inject
    Installation sundown;

    @Inject
    Members members;

    @Test
    void closesARefundThatPeopleSawTo() throws Exception {
        UserId user = manual("resolve-manual");

        JsonNode row = resolve(eventOf(user)).json();

        assertThat(row.path("state").asText()).isEqualTo("RESOLVED");
        assertThat(row.path("reason").asText()).isEqualTo("UNKNOWN_CHARGE");
        assertThat(row.path("resolvedBy").asText()).isEqualTo("Ada");
        assertThat(row.path("note").asText()).isEqualTo("Paid by bank transfer.");
        assertThat(members.stateOf(user))
                .isInstanceOfSatisfying(
                        RefundState.Resolved.class,
                        resolved -> assertThat(resolved)
                                .returns(ManualReason.UNKNOWN_CHARGE, RefundState.Resolved::reason)
                                .returns(SampleOperators.named("Ada"), RefundState.Resolved::by));
        assertThat(members.viewOf(user).path("state").asText()).isEqualTo("refunded");
        LogAudit.require(sundown.log().awaited(1, "the refund of user " + user + " was resolved"));
        resolve(eventOf(user)).isProblem(409, "nothing-to-resolve");
    }

    @Test
    void closesNoneThatNeedsNoPeople() throws Exception {
        UserId user = members.member("resolve-succeeded");
        members.issue(user, Trigger.TRANSFER_FINISHED);
        Refund before = members.of(user);

        resolve(eventOf(user)).isProblem(409, "nothing-to-resolve");

        assertThat(members.of(user)).isEqualTo(before);
    }

    @Test
    void closesNothingByASlipOfTheHand() throws Exception {
        UserId user = manual("resolve-slip");
        UserId other = members.member("resolve-other");
        Refund before = members.of(user);
        Event event = eventOf(user);

        resolve(event.with("/userId", "nobody")).isProblem(404, "unknown-user");
        resolve(event.with("/userId", other.value())).isProblem(404, "no-refund");
        resolve(event.with("/chargeId", "ch_unheard-of")).isProblem(404, "no-refund");
        resolve(event.without("/note")).isProblem(400, "invalid-request");
        resolve(event.with("/note", " ")).isProblem(400, "invalid-request");
        resolve(event.with("/chargeId", 7)).isProblem(400, "invalid-request");

        assertThat(members.of(user)).isEqualTo(before);
    }

    private UserId manual(String name) throws InterruptedException {
        UserId user = members.unknownToStripe(name);
        members.issue(user, Trigger.TRANSFER_FINISHED);
        return user;
    }

    private static Event eventOf(UserId user) {
        return Event.of("resolve-refund")
                .with("/userId", user.value())
                .with("/chargeId", Members.chargeOf(user).value());
    }

    private OperatorAnswer resolve(Event event) throws InterruptedException {
        return sundown.operate("resolve-refund", event);
    }
}
