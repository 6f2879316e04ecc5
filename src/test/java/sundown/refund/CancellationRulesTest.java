package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.account.Membership.SubscriptionId;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.refund.CancellationLedger.Cancellation;
import sundown.refund.CancellationLedger.CancellationState;
import sundown.refund.CancellationLedger.CancellationState.Due;
import sundown.refund.CancellationLedger.CancellationState.Ended;
import sundown.refund.CancellationLedger.CancellationState.Manual;
import sundown.refund.CancellationLedger.CancellationState.Reason;
import sundown.refund.PaymentService.SubscriptionStatus;
import sundown.timeline.GroupId;

class CancellationRulesTest {
    private static final Instant OPENED = Instant.parse("2022-12-01T10:00:00Z");
    private static final Cancellation DUE = CancellationRules.due(
            new UserId("member"), new GroupId("1"), new SubscriptionId("sub_1"), PaidThrough.STRIPE, OPENED);

    private static final Optional<SubscriptionStatus> UNANSWERED = Optional.empty();
    private static final Optional<SubscriptionStatus> RUNNING = Optional.of(SubscriptionStatus.RUNNING);
    private static final Optional<SubscriptionStatus> ENDED = Optional.of(SubscriptionStatus.ENDED);
    private static final Optional<SubscriptionStatus> UNKNOWN = Optional.of(SubscriptionStatus.UNKNOWN);

    @Test
    void isDueAtOnce() {
        assertThat(CancellationRules.isDue(DUE, OPENED)).isTrue();
        assertThat(CancellationRules.isDue(DUE, OPENED.minusNanos(1))).isFalse();
        assertThat(CancellationRules.isDue(DUE.withState(new Ended(OPENED)), Instant.MAX))
                .isFalse();
    }

    @Test
    void endsFromAnyState() {
        assertThat(after(DUE, ENDED, OPENED)).isEqualTo(new Ended(OPENED));
        assertThat(after(DUE.withState(new Manual(Reason.UNANSWERED, OPENED, OPENED)), ENDED, OPENED))
                .isEqualTo(new Ended(OPENED));
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 4", "4, 32", "5, 60", "400, 60"})
    void isTriedAgainEverLater(int attempts, long minutes) {
        Cancellation tried = DUE.withState(new Due(attempts, OPENED));

        assertThat(after(tried, UNANSWERED, OPENED))
                .isEqualTo(new Due(attempts + 1, OPENED.plus(Duration.ofMinutes(minutes))));
    }

    static Stream<Optional<SubscriptionStatus>> attemptsInVain() {
        return Stream.of(UNANSWERED, RUNNING);
    }

    @ParameterizedTest
    @MethodSource("attemptsInVain")
    void goesToPeopleAfterADay(Optional<SubscriptionStatus> found) {
        Instant before = OPENED.plus(CancellationRules.UNCERTAIN_MAX).minusNanos(1);
        Instant day = OPENED.plus(CancellationRules.UNCERTAIN_MAX);

        assertThat(after(DUE, found, before)).isInstanceOf(Due.class);
        assertThat(after(DUE, found, day))
                .isEqualTo(new Manual(
                        found.equals(RUNNING) ? Reason.STILL_RUNNING : Reason.UNANSWERED,
                        day,
                        day.plus(Duration.ofDays(1))));
    }

    @Test
    void goesToPeopleAtOnceWhenThePaymentServiceKnowsNoSuchSubscription() {
        assertThat(after(DUE, UNKNOWN, OPENED))
                .isEqualTo(new Manual(Reason.UNKNOWN_SUBSCRIPTION, OPENED, OPENED.plus(Duration.ofDays(1))));
    }

    static Stream<Arguments> attemptsWithPeople() {
        return Stream.of(
                arguments(UNANSWERED, Reason.UNANSWERED),
                arguments(RUNNING, Reason.STILL_RUNNING),
                arguments(UNKNOWN, Reason.UNKNOWN_SUBSCRIPTION));
    }

    @ParameterizedTest
    @MethodSource("attemptsWithPeople")
    void staysWithPeopleForTheLatestReasonAndIsLookedAtEachDay(Optional<SubscriptionStatus> found, Reason reason) {
        Instant later = OPENED.plus(Duration.ofDays(3));

        CancellationState state =
                after(DUE.withState(new Manual(Reason.UNKNOWN_SUBSCRIPTION, OPENED, OPENED)), found, later);

        assertThat(state).isEqualTo(new Manual(reason, OPENED, later.plus(Duration.ofDays(1))));
    }

    private static CancellationState after(Cancellation cancellation, Optional<SubscriptionStatus> found, Instant now) {
        return CancellationRules.after(cancellation, found, now).state();
    }
}
