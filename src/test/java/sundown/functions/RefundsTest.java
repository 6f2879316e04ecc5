package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.local.stripe.StandInStripe.WebhookSignature;
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

    @Test
    void settlesTheRefundOfWhichItSpeaks() throws Exception {
        UserId user = members.member("webhook-settles");
        members.issueWithoutAnswer(user);

        HttpAnswer answer = send(user, Installation.WEBHOOK_SECRET);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(members.stateOf(user)).isInstanceOf(RefundState.Succeeded.class);
        assertThat(send(user, Installation.WEBHOOK_SECRET).status()).isEqualTo(204);
    }

    @Test
    void isMadeUpForByAnOperatorWhereItDidNotCome() throws Exception {
        UserId user = members.member("webhook-lost");
        Instant since = sundown.clock.instant().minusSeconds(1);
        members.issueWithoutAnswer(user);
        Event call = Event.of("resend-refund").without("/userId").with("/since", since.toString());

        JsonNode told = sundown.operate("resend-refund", call).json();

        assertThat(told.path("changed").intValue()).isPositive();
        assertThat(told.path("failed")).isEmpty();
        assertThat(members.stateOf(user)).isInstanceOf(RefundState.Succeeded.class);
        assertThat(sundown.operate("resend-refund", call).json().path("changed").intValue())
                .isZero();
        assertThat(members.atStripe(user)).hasSize(1);
    }

    private String wordOf(UserId user) throws Exception {
        return """
            {"type": "refund.updated", "data": {"object": {"id": "%s", "object": "refund"}}}\
            """.formatted(members.atStripe(user).getFirst().path("id").asText());
    }

    private HttpAnswer send(UserId user, String secret) throws Exception {
        String body = wordOf(user);
        String signature = WebhookSignature.of(body, Clock.systemUTC().instant(), secret);
        return sundown.call(
                "payment-webhook",
                Event.of("payment-webhook")
                        .with("/headers/stripe-signature", signature)
                        .with("/requestContext/requestId", "word-of-" + user)
                        .body(body));
    }
}
