package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.edge.OperatorRequests.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.edge.OperatorRequests;
import sundown.operator.SampleOperators;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.reconciliation.ReconcileRefunds;
import sundown.runtime.Assembly;
import sundown.runtime.ManualClock;
import sundown.timeline.GroupId;

class ReconcileRefundsTest {
    private static final Instant NOW = Instant.parse("2023-01-15T10:00:00Z");

    private final ManualClock clock = new ManualClock(NOW);
    private final InMemoryRefundLedger ledger = new InMemoryRefundLedger();
    private final ReconcileRefunds query =
            Assembly.of(Made.class, new Ports(ledger), clock).query();

    record Ports(RefundLedger ledger) {}

    record Made(ReconcileRefunds query) {}

    @Test
    void findsNothingWhereBothSidesAgree() {
        succeeded("ch_1", 129_900, "INR");
        assertThat(compare(charge("ch_1", refund("re_1", "1,299.00", "inr", "succeeded"))))
                .isEmpty();
        assertThat(compare(charge("ch_2"))).isEmpty();
    }

    @Test
    void tellsWhatDiffersByTheRulesOfTheCommand() {
        succeeded("ch_1", 1_250, "EUR");
        succeeded("ch_2", 1_250, "EUR");
        List<JsonNode> found = compare(
                charge("ch_1"),
                charge("ch_2", refund("re_2", "12.00", "EUR", "succeeded"), refund("re_3", "0.50", "EUR", "succeeded")),
                charge("ch_3", refund("re_4", "5", "JPY", "failed")));
        assertThat(found)
                .extracting(finding -> finding.path("kind").asText())
                .containsExactly("NOT_AT_STRIPE", "SEVERAL_REFUNDS", "OTHER_AMOUNT", "OTHER_AMOUNT", "NOT_IN_LEDGER");
        assertThat(found)
                .allSatisfy(finding ->
                        assertThat(finding.path("differs").asBoolean()).isTrue());
        assertThat(found.getFirst().path("charge").asText()).isEqualTo("ch_1");
        assertThat(found.getFirst().path("line").asText())
                .isEqualTo("In the ledger and not at Stripe: ch_1 SUCCEEDED 12.50 EUR");
    }

    @Test
    void namesWhatItCannotRead() {
        assertThat(refused(Map.of("charges", List.of(charge("ch_1", refund("re_1", "12 50", "EUR", "succeeded"))))))
                .isEqualTo("In the body, charges[0].refunds[0].amount is not an amount in EUR.");
        assertThat(refused(Map.of("charges", List.of(charge("ch_1", refund("re_1", "1", "XAU", "succeeded"))))))
                .contains("currency is not a currency");
        assertThat(refused(Map.of("charges", List.of(charge("ch_1", refund("re_1", "1", "EUR", "lost"))))))
                .contains("charges[0].refunds[0].status");
        assertThat(refused(Map.of("charges", List.of(charge("ch_1"), charge("ch_1")))))
                .contains("names a charge twice");
        assertThat(refused(Map.of(
                        "charges",
                        IntStream.rangeClosed(0, 100)
                                .mapToObj(n -> charge("ch_" + n))
                                .toList())))
                .contains("charges is not a list of up to 100 objects");
        assertThat(refused(Map.of())).contains("charges is missing");
    }

    private void succeeded(String charge, long minorUnits, String currency) {
        Money fee = Money.of(minorUnits, currency);
        ledger.save(ledger.open(new Refund(
                        new ChargeId(charge),
                        new UserId("u1"),
                        new GroupId("1"),
                        fee,
                        PaidThrough.STRIPE,
                        Optional.empty(),
                        new RefundState.Intent(Trigger.REFUNDS_BEGIN, NOW),
                        NOW,
                        0))
                .withState(new RefundState.Succeeded(new RefundId("re_1"), fee, NOW)));
    }

    private List<JsonNode> compare(Object... charges) {
        return answered(Map.of("charges", List.of(charges)))
                .path("findings")
                .valueStream()
                .toList();
    }

    private String refused(Map<String, Object> call) {
        JsonNode problem = answered(call);
        assertThat(problem.path("type").asText()).endsWith(":invalid-request");
        return problem.path("detail").asText();
    }

    private JsonNode answered(Map<String, Object> call) {
        return answer(OperatorRequests.ask(query, OperatorRequests.by(SampleOperators.named("Ada"), NOW, call), clock));
    }

    private static Map<String, Object> charge(String charge, Object... refunds) {
        return Map.of("charge", charge, "refunds", List.of(refunds));
    }

    private static Map<String, String> refund(String id, String amount, String currency, String status) {
        return Map.of("id", id, "amount", amount, "currency", currency, "status", status, "created", "2023-01-15");
    }
}
