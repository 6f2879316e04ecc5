package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.operator.SampleOperators;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState;
import sundown.refund.RefundState.ManualReason;

@FunctionTest
class ResolveRefundTest {
    @Inject
    Installation sundown;

    @Inject
    Members members;

    @Test
    void closesARefundThatPeopleHandled() throws Exception {
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
        LogAudit.require(sundown.log.awaited(1, "the refund of user " + user + " was resolved"));
        resolve(eventOf(user)).isProblem(409, "nothing-to-resolve");
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
