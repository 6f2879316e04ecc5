package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.local.stripe.WebhookSignature;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundState;

@FunctionTest
class PaymentWebhookTest {
    private static final String SIGNATURE = "/headers/stripe-signature";

    @Inject
    Installation sundown;

    @Inject
    Members members;

    private final Clock clock = Clock.systemUTC();

    @Test
    void settlesTheRefundOfWhichItSpeaks() throws Exception {
        UserId user = members.member("webhook-settles");
        members.issueWithoutAnswer(user);

        HttpAnswer answer = send(wordOf(user), clock.instant());

        assertThat(answer.status()).isEqualTo(204);
        assertThat(members.stateOf(user)).isInstanceOf(RefundState.Succeeded.class);
        assertThat(send(wordOf(user), clock.instant()).status()).isEqualTo(204);
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

    @Test
    void refusesWhatStripeDidNotSignAndLogsOneLine() throws Exception {
        UserId user = members.member("webhook-forged");
        members.issueWithoutAnswer(user);
        Refund before = members.of(user);
        String signature = WebhookSignature.of(wordOf(user), clock.instant(), "whsec_guessed");

        sundown.call("payment-webhook", event(wordOf(user), signature).with("/requestContext/requestId", "forged-word"))
                .isProblem(400, "not-signed");

        assertThat(sundown.log.awaited(1, "forged-word"))
                .filteredOn(line -> !line.text().contains("\"_aws\"")) // what is measured has lines of its own
                .hasSize(1);
        LogAudit.require(sundown.log.awaited(1, "forged-word"));
        assertThat(members.of(user)).isEqualTo(before);
    }

    private String wordOf(UserId user) throws Exception {
        return """
                {"type": "refund.updated", "data": {"object": {"id": "%s", "object": "refund"}}}""".formatted(members.atStripe(user).getFirst().path("id").asText());
    }

    private HttpAnswer send(String body, Instant signedAt) throws InterruptedException {
        return sundown.call("payment-webhook", event(body, signature(body, signedAt)));
    }

    private static Event event(String body, String signature) {
        return Event.of("payment-webhook").with(SIGNATURE, signature).body(body);
    }

    private static String signature(String body, Instant at) {
        return WebhookSignature.of(body, at, Installation.WEBHOOK_SECRET);
    }
}
