package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.refund.Functions.FEE;
import static sundown.refund.Functions.NOW;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.edge.ApiResponse;
import sundown.edge.Forwarding;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.ReportingService.InvoiceId;
import sundown.refund.ReportingService.PaymentEventId;
import sundown.timeline.GroupId;

/** A fee that a subscription charges after it was to end goes back, too, exactly once, though its webhook was lost. */
// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod", "UnusedVariable"})
class LatePaymentsTest {
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("sub_1");
    private static final ChargeId LATE = new ChargeId("ch_late");

    private final Functions functions = new Functions();

    @BeforeEach
    void cancel() {
        functions.payments.subscribe(SUBSCRIPTION);
        functions.cancellations.open(CancellationRules.due(
                new UserId("late"), new GroupId("1"), SUBSCRIPTION, PaidThrough.STRIPE, functions.clock.instant()));
        functions.sweep();
    }

    @Test
    void goesBackOnceHoweverOftenItIsTold() {
        InvoiceId invoice = functions.payments.charge(SUBSCRIPTION, LATE, FEE);

        for (int told = 0; told < 3; told++) {
            assertThat(tell(invoice).statusCode()).isEqualTo(204);
            functions.sweep();
        }

        assertThat(functions.payments.refunds(LATE)).hasSize(1);
        assertThat(functions.ledger.find(LATE).orElseThrow())
                .returns(new UserId("late"), Refund::user)
                .returns(FEE, Refund::fee)
                .returns(RefundState.StateName.SUCCEEDED, row -> row.state().name());
    }

    @Test
    void goesBackAtOnceAndNotAtTheRefundDate() {
        tell(functions.payments.charge(SUBSCRIPTION, LATE, FEE));

        assertThat(functions.ledger.find(LATE).orElseThrow().state())
                .isEqualTo(new RefundState.Intent(Trigger.PAID_AFTER_CANCELLATION, functions.clock.instant()));
    }

    /** The walk at the refund date, for example, has recorded the charge that the account tells of. */
    @Test
    void doesNotWaitForTheRefundDateWhenTheLedgerHasItAlready() {
        InvoiceId invoice = functions.payments.charge(SUBSCRIPTION, LATE, FEE);
        Instant now = functions.clock.instant();
        Membership written = new Membership(LATE, FEE, now, Optional.of(now));
        functions.ledger.open(RefundRules.intent(
                new UserId("late"), functions.timelines.inForce().groups().getFirst(), written, now));

        tell(invoice);

        assertThat(functions.ledger.find(LATE).orElseThrow().state())
                .isEqualTo(new RefundState.Intent(Trigger.PAID_AFTER_CANCELLATION, now));
    }

    @Test
    void staysWhereItWasPaidBeforeTheSubscriptionWasToEnd() {
        functions.clock.advance(CancellationRules.CLOCK_SKEW.plusSeconds(1).negated());
        InvoiceId invoice = functions.payments.charge(SUBSCRIPTION, LATE, FEE);
        functions.clock.advance(Duration.ofDays(1));

        assertThat(tell(invoice).statusCode()).isEqualTo(204);

        assertThat(functions.ledger.find(LATE)).isEmpty();
    }

    @Test
    void staysWhereTheSubscriptionIsNotToEnd() {
        InvoiceId invoice = functions.payments.charge(new SubscriptionId("sub_of_another_region"), LATE, FEE);

        assertThat(tell(invoice).statusCode()).isEqualTo(204);

        assertThat(functions.ledger.find(LATE)).isEmpty();
    }

    @Test
    void isToldAgainWhenThePaymentServiceCannotBeAsked() {
        InvoiceId invoice = functions.payments.charge(SUBSCRIPTION, LATE, FEE);
        functions.payments.setDown(true);

        assertThat(tell(invoice).statusCode()).isEqualTo(503);

        assertThat(functions.ledger.find(LATE)).isEmpty();
    }

    private ApiResponse tell(InvoiceId invoice) {
        String body = InMemoryWords.of(invoice);
        Instant now = functions.clock.instant();
        return functions.webhook(InMemoryWords.signed(body, now, "service"), body);
    }

    @Test
    void bringALateFeeBackOnceHoweverOftenTheyAreRead() {
        functions.payments.charge(SUBSCRIPTION, LATE, FEE);

        assertThat(read(Map.of())).isEqualTo(Json.read("{\"seen\": 1, \"changed\": 1, \"known\": 0, \"failed\": []}"));
        functions.clock.advance(Duration.ofMinutes(1));
        functions.sweep();
        for (int again = 0; again < 2; again++) {
            assertThat(read(Map.of()))
                    .isEqualTo(Json.read("{\"seen\": 2, \"changed\": 0, \"known\": 2, \"failed\": []}"));
            functions.sweep();
        }

        assertThat(functions.payments.refunds(LATE)).hasSize(1);
    }

    @Test
    void leaveOutWhatHappenedBefore() {
        functions.payments.charge(SUBSCRIPTION, LATE, FEE);
        functions.clock.advance(Duration.ofHours(1));
        functions.payments.charge(SUBSCRIPTION, new ChargeId("ch_other"), FEE);

        assertThat(read(Map.of("since", NOW.plusSeconds(60).toString()))
                        .path("seen")
                        .intValue())
                .isOne();

        assertThat(functions.ledger.find(LATE)).isEmpty();
    }

    @Test
    void settleARefundThatTheSweepHasNotLookedAt() {
        functions.payments.next(new InMemoryPaymentService.Fate(
                PaymentService.PaidBack.Status.PENDING, Duration.ofHours(1), PaymentService.PaidBack.Status.FAILED));
        functions.issue(Functions.USER, Trigger.TRANSFER_FINISHED);
        assertThat(read(Map.of()).path("changed").intValue()).isZero();
        functions.clock.advance(Duration.ofHours(1));

        assertThat(read(Map.of()).path("changed").intValue()).isOne();
        assertThat(functions.state()).isInstanceOf(RefundState.Manual.class);
        assertThat(read(Map.of()).path("changed").intValue()).isZero();
    }

    @Test
    void actOnAllOthersWhereOneFails() {
        List<InvoiceId> invoices = fees(3);
        ReportingService failing = Forwarding.to(ReportingService.class, functions.payments, real -> new Object() {
            public Optional<ReportingService.Payment> payment(InvoiceId invoice) {
                if (invoice.equals(invoices.getFirst())) {
                    throw new PermanentFailure("Stripe: LOOK_AT_INVOICE HTTP 403");
                }
                if (invoice.equals(invoices.getLast())) {
                    throw new IllegalStateException("of user u-4711");
                }
                return real.payment(invoice);
            }
        });

        assertThat(functions.resend(failing, call(Map.of()))).isEqualTo(Json.read("""
                        {"seen": 3, "changed": 1, "known": 0, "failed": [
                          {"event": "evt_3", "why": "an unexpected failure, which the log has"},
                          {"event": "evt_1", "why": "Stripe: LOOK_AT_INVOICE HTTP 403"}]}"""));
        assertThat(functions.ledger.find(new ChargeId("ch_late_1"))).isPresent();

        assertThat(read(Map.of()).path("changed").intValue()).isEqualTo(2);
    }

    @Test
    void nameAnEventThatCannotBeRead() {
        ReportingService strange = Forwarding.to(ReportingService.class, functions.payments, real -> new Object() {
            public Optional<ReportingService.Events> events(
                    Instant since, boolean undelivered, Optional<PaymentEventId> after) {
                return Optional.of(new ReportingService.Events(
                        List.of(new ReportingService.Event(
                                new PaymentEventId("evt_strange"), new ReportingService.Report.OfOthers())),
                        false));
            }
        });

        assertThat(functions.resend(strange, call(Map.of())).path("failed").findValuesAsText("event"))
                .containsExactly("evt_strange");
    }

    /** The API gives up after 30 seconds. */
    @Test
    void stopInTimeAndGoOnWithTheNextCall() {
        fees(7);
        ReportingService slow = Forwarding.to(ReportingService.class, functions.payments, real -> new Object() {
            public Optional<ReportingService.Payment> payment(InvoiceId invoice) {
                functions.clock.advance(Duration.ofSeconds(8));
                return real.payment(invoice);
            }
        });
        List<Integer> seen = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            JsonNode answer = functions.resend(
                    slow,
                    call(next.<Map<String, Object>>map(after -> Map.of("after", after))
                            .orElseGet(Map::of)));
            seen.add(answer.path("seen").intValue());
            next = Optional.ofNullable(answer.path("next").textValue());
        } while (next.isPresent());

        assertThat(seen).containsExactly(2, 2, 2, 1);
        assertThat(functions.ledger.listInState(RefundState.StateName.INTENT, Optional.empty(), 10))
                .hasSize(7);
    }

    /** A number of events that grows with the users does not make a call longer. */
    @Test
    void areReadPageByPage() {
        fees(120);
        JsonNode first = read(Map.of());
        assertThat(first.path("seen").intValue()).isEqualTo(50);
        JsonNode second = read(Map.of("after", first.path("next").textValue()));
        JsonNode last = read(Map.of("after", second.path("next").textValue(), "undelivered", true));
        assertThat(last.path("seen").intValue()).isEqualTo(20);
        assertThat(last.has("next")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "since, 2022-12-16T11:59:59Z",
        "since, 2023-01-15T12:00:01Z",
        "since, yesterday",
        "userId, u1",
        "after, evt_of_others",
        "after, evt 1",
        "undelivered, maybe"
    })
    void areNotReadByAWrongCall(String field, String value) {
        assertThat(read(Map.of(field, value)).path("type").asText()).endsWith(":invalid-request");
    }

    @Test
    void areReadForThirtyDays() {
        assertThat(read(Map.of("since", "2022-12-16T12:00:00Z")).path("seen").isInt())
                .isTrue();
    }

    @Test
    void askForAReason() {
        assertThat(functions
                        .resend(Map.of("since", NOW.toString(), "by", "Sam"))
                        .path("type")
                        .asText())
                .endsWith(":invalid-request");
    }

    @Test
    void areReadAgainWhereThePaymentServiceIsSilent() {
        functions.payments.setDown(true);
        assertThat(read(Map.of()).path("type").asText()).endsWith(":temporarily-unavailable");
    }

    private List<InvoiceId> fees(int count) {
        List<InvoiceId> invoices = new ArrayList<>();
        for (int fee = 0; fee < count; fee++) {
            invoices.add(functions.payments.charge(SUBSCRIPTION, new ChargeId("ch_late_" + fee), FEE));
        }
        return invoices;
    }

    private JsonNode read(Map<String, Object> more) {
        return functions.resend(call(more));
    }

    private static Map<String, Object> call(Map<String, Object> more) {
        Map<String, Object> call =
                new HashMap<>(Map.of("since", NOW.toString(), "reason", "the API was down", "by", "Sam"));
        call.putAll(more);
        return call;
    }
}
