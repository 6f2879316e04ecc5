package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.Membership.SubscriptionId;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.contract.PaymentBackstage.Trouble;
import sundown.edge.Forwarding;
import sundown.edge.LogRecords;
import sundown.failure.PermanentFailure;
import sundown.metrics.Measurements;
import sundown.refund.CancellationLedger.Cancellation;
import sundown.refund.CancellationLedger.CancellationState;
import sundown.refund.CancellationLedger.CancellationState.Reason;
import sundown.refund.PaymentService.SubscriptionStatus;
import sundown.timeline.GroupId;

/** The sweep ends what the walk has set aside; operators list what needs them. */
// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod", "UnusedVariable"})
class CancellationsTest {
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("sub_1");

    private final Functions functions = new Functions();

    @Test
    void theSweepEndsWhatIsDue() {
        functions.payments.subscribe(SUBSCRIPTION);
        open(SUBSCRIPTION);

        functions.sweep();

        assertThat(functions.payments.subscription(SUBSCRIPTION)).isEqualTo(SubscriptionStatus.ENDED);
        assertThat(stateOf(SUBSCRIPTION)).isEqualTo(new CancellationState.Ended(functions.clock.instant()));
    }

    @Test
    void anEndIsFoundTheNextTimeWhenItsAnswerWasLost() {
        functions.payments.subscribe(SUBSCRIPTION);
        open(SUBSCRIPTION);
        functions.payments.strike(Trouble.LOST_AFTER_ACTING);
        functions.sweep();
        assertThat(stateOf(SUBSCRIPTION)).isInstanceOf(CancellationState.Due.class);

        functions.clock.advance(CancellationRules.FIRST_PAUSE);
        functions.sweep();

        assertThat(stateOf(SUBSCRIPTION)).isInstanceOf(CancellationState.Ended.class);
    }

    @Test
    void theSweepEndsWhatIsDueWhenMoreCannotBeReadThanAreReadAtOnce() {
        functions.payments.subscribe(SUBSCRIPTION);
        IntStream.range(0, CancellationSweep.CANCELLATIONS_PER_RUN)
                .forEach(number -> open(new SubscriptionId("sub_old_" + number)));
        functions.clock.advance(Duration.ofSeconds(1));
        open(SUBSCRIPTION);

        functions.sweep(Forwarding.to(CancellationLedger.class, functions.cancellations, real -> new Object() {
            public Optional<Cancellation> find(SubscriptionId subscription) {
                if (!subscription.equals(SUBSCRIPTION)) {
                    throw new PermanentFailure("a row cannot be read", null);
                }
                return real.find(subscription);
            }
        }));

        assertThat(stateOf(SUBSCRIPTION)).isInstanceOf(CancellationState.Ended.class);
    }

    @Test
    void aSilentPaymentServiceIsAskedAboutAFewAlone() {
        IntStream.range(0, 50).forEach(number -> open(new SubscriptionId("sub_" + number)));
        functions.payments.setDown(true);

        functions.sweep();

        assertThat(functions.cancellations.all())
                .filteredOn(row -> !row.state().equals(new CancellationState.Due(0, functions.clock.instant())))
                .hasSize(PaymentBreaker.SILENCE_FAILURES);
    }

    @Test
    void whatCannotBeEndedForADayIsCountedByAnAlarmAndListedForPeopleUntilTheyHaveEndedIt() {
        functions.payments.subscribe(SUBSCRIPTION);
        open(SUBSCRIPTION);
        functions.payments.setDown(true);
        functions.clock.advance(CancellationRules.UNCERTAIN_MAX);
        try (LogRecords log = LogRecords.of(SubscriptionEnding.class);
                Measurements measurements = new Measurements()) {
            functions.sweep();
            assertThat(measurements.faults()).containsExactly("ManualSubscriptions");
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("must be ended by people"))
                    .singleElement()
                    .asString()
                    .contains("user member", "UNANSWERED")
                    .doesNotContain(SUBSCRIPTION.value());
        }
        assertThat(listed("MANUAL").at("/0/subscriptionId").asText()).isEqualTo(SUBSCRIPTION.value());
        assertThat(listed("MANUAL").at("/0/reason").asText()).isEqualTo(Reason.UNANSWERED.name());

        functions.payments.setDown(false);
        functions.payments.end(SUBSCRIPTION);
        functions.clock.advance(CancellationRules.MANUAL_PAUSE);
        functions.sweep();

        assertThat(listed("MANUAL")).isEmpty();
        assertThat(listed("ENDED")).hasSize(1);
    }

    @Test
    void whatThePaymentServiceDoesNotKnowIsForPeople() {
        open(SUBSCRIPTION);

        functions.sweep();

        assertThat(listed("MANUAL").at("/0/reason").asText()).isEqualTo(Reason.UNKNOWN_SUBSCRIPTION.name());
    }

    @Test
    void thereIsNoOtherState() {
        assertThat(functions
                        .listCancellations(Map.of("state", "SENT"))
                        .path("type")
                        .asText())
                .contains("unknown-state");
    }

    @Test
    void listsPageByPage() {
        IntStream.range(0, 3).forEach(number -> open(new SubscriptionId("sub_" + number)));

        JsonNode first = functions.listCancellations(Map.of("state", "DUE", "limit", 2));
        JsonNode second = functions.listCancellations(
                Map.of("state", "DUE", "limit", 2, "after", first.path("next").asText()));

        assertThat(first.path("cancellations")).hasSize(2);
        assertThat(second.path("cancellations")).hasSize(1);
        assertThat(second.has("next")).isFalse();
    }

    private JsonNode listed(String state) {
        return functions.listCancellations(Map.of("state", state)).path("cancellations");
    }

    private void open(SubscriptionId subscription) {
        functions.cancellations.open(CancellationRules.due(
                new UserId("member"), new GroupId("1"), subscription, PaidThrough.STRIPE, functions.clock.instant()));
    }

    private CancellationState stateOf(SubscriptionId subscription) {
        return functions.cancellations.find(subscription).orElseThrow().state();
    }

    @Test
    void anAttemptThatFailsWaitsWithoutTheSweepStartingOver() {
        open(SUBSCRIPTION);
        functions.payments.setDown(true);

        functions.sweep();

        assertThat(stateOf(SUBSCRIPTION))
                .isEqualTo(
                        new CancellationState.Due(1, functions.clock.instant().plus(Duration.ofMinutes(2))));
    }
}
