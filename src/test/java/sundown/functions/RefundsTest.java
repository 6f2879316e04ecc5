package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.local.stripe.WebhookSignature;
import sundown.operator.SampleOperators;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState;
import sundown.refund.RefundState.ManualReason;

/** The functions of refunds. */
@FunctionTest
class RefundsTest {
    /** A currency in which no other test pays. */
    private static final Money FEE = Money.of(3_500, "KWD");

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

    @Test
    void refusesWhatStripeDidNotSignAndLogsOneLine() throws Exception {
        UserId user = members.member("webhook-forged");
        members.issueWithoutAnswer(user);
        Refund before = members.of(user);

        send(user, "whsec_guessed").isProblem(400, "not-signed");

        assertThat(sundown.log.awaited(1, "word-of-webhook-forged"))
                .filteredOn(line -> !line.text().contains("\"_aws\"")) // what is measured has lines of its own
                .hasSize(1);
        LogAudit.require(sundown.log.awaited(1, "word-of-webhook-forged"));
        assertThat(members.of(user)).isEqualTo(before);
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

    @Test
    void listsTheRefundsOfAGroupWithTotalsAndPageByPage() throws Exception {
        UserId one = refunded("list-one");
        UserId other = refunded("list-other");
        Event event = Event.of("list-refunds").with("/state", "SUCCEEDED").with("/group", "2");

        JsonNode list = list(event);
        JsonNode first = list(event.with("/limit", 1));
        JsonNode second =
                list(event.with("/limit", 1).with("/after", first.path("next").asText()));

        assertThat(list.at("/totals/2/KWD/refunds").longValue()).isEqualTo(2);
        assertThat(list.at("/totals/2/KWD/minorUnits").longValue()).isEqualTo(7_000);
        assertThat(usersOf(list)).contains(one.value(), other.value());
        assertThat(list.has("csv")).isFalse();
        assertThat(usersOf(first)).hasSize(1);
        assertThat(usersOf(second)).hasSize(1).isNotEqualTo(usersOf(first));
        assertThat(first.path("totals")).isEqualTo(list.path("totals"));
        assertThat(second.has("totals")).isFalse();
    }

    private UserId refunded(String name) throws InterruptedException {
        UserId user = members.member(name, TestTimeline.CLOSED, FEE);
        members.issue(user, Trigger.REFUND_DATE);
        return user;
    }

    private JsonNode list(Event event) throws InterruptedException {
        return sundown.operate("list-refunds", event).json();
    }

    private static List<String> usersOf(JsonNode list) {
        return list.path("refunds").findValuesAsText("userId");
    }

    @Test
    void closesARefundThatPeopleHandled() throws Exception {
        UserId user = members.unknownToStripe("resolve-manual");
        members.issue(user, Trigger.TRANSFER_FINISHED);
        Event call = Event.of("resolve-refund")
                .with("/userId", user.value())
                .with("/chargeId", Members.chargeOf(user).value());

        JsonNode row = sundown.operate("resolve-refund", call).json();

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
        sundown.operate("resolve-refund", call).isProblem(409, "nothing-to-resolve");
    }
}
