package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState;

/** The functions of refunds. */
@FunctionTest
class RefundsTest {
    @Inject
    Members members;

    @Inject
    Installation sundown;

    @Test
    void givesAMembersFeeBack() throws Exception {
        UserId user = members.member("refund-of-a-member");

        members.issue(user, Trigger.TRANSFER_FINISHED);

        JsonNode paidBack = members.atStripe(user).getFirst();
        assertThat(paidBack.path("amount").longValue()).isEqualTo(Members.FEE.minorUnits());
        assertThat(members.stateOf(user)).isInstanceOfSatisfying(RefundState.Succeeded.class, succeeded -> {
            assertThat(succeeded.refund().value()).isEqualTo(paidBack.path("id").asText());
            assertThat(succeeded.amount()).isEqualTo(Members.FEE);
        });
        assertThat(members.viewOf(user).path("state").asText()).isEqualTo("refunded");
        assertThat(members.viewOf(user).path("amount").asText()).isEqualTo("12.50 EUR");
    }
}
