package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.refund.ManualReason;
import sundown.refund.Refund;
import sundown.refund.RefundState;
import sundown.refund.Trigger;

@FunctionTest
class IssueRefundTest {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @Inject
    Installation sundown;

    @Inject
    Members members;

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

    @Test
    void takesOverARefundWhenItsAnswerWasLost() throws Exception {
        UserId user = members.member("refund-without-answer");
        members.issueWithoutAnswer(user);
        assertThat(members.viewOf(user).path("state").asText()).isEqualTo("under-way");
        RefundState.Sent sent = (RefundState.Sent) members.stateOf(user);

        Refund overdue = members.of(user).in(new RefundState.Sent(sent.firstAt(), sent.attempt(), LONG_AGO));
        assertThat(sundown.refunds().save(overdue)).isPresent();
        sundown.sweep();

        assertThat(members.stateOf(user)).isInstanceOf(RefundState.Succeeded.class);
        assertThat(members.atStripe(user)).hasSize(1);
    }

    @Test
    void leavesAChargeThatNobodyKnowsToPeople() throws Exception {
        UserId user = members.unknownToStripe("refund-of-no-charge");

        members.issue(user, Trigger.TRANSFER_FINISHED);

        assertThat(members.stateOf(user))
                .isInstanceOfSatisfying(
                        RefundState.Manual.class,
                        manual -> assertThat(manual.reason()).isEqualTo(ManualReason.UNKNOWN_CHARGE));
        assertThat(members.viewOf(user).path("state").asText()).isEqualTo("delayed");
        LogAudit.require(sundown.log.awaited(1, "refund-of-" + user.value()));
    }
}
