package sundown.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.ReachStore.Reach;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Archive.ArchiveState.Ending;
import sundown.contract.SampleArchives;
import sundown.contract.SampleRefunds;
import sundown.milestone.MilestoneFunctions;
import sundown.notify.ChangeReader.Change;
import sundown.notify.Event.EventId;
import sundown.operator.SampleOperators;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundState;
import sundown.refund.RefundState.ManualReason;
import sundown.refund.RefundState.StateName;

class EventRulesTest {
    private static final Instant AT = SampleEvents.AT;
    private static final UserId USER = new UserId("user-1");
    private static final RefundId REFUND = new RefundId("re_1");
    private static final Archive READY = SampleArchives.ready(USER);
    private static final Archive BUILDING = READY.withState(new ArchiveState.Building(AT, AT));

    @Test
    void tellsOnceThatAnArchiveIsReady() {
        assertThat(archive(BUILDING, READY.saved()))
                .singleElement()
                .isInstanceOfSatisfying(Event.ArchiveReady.class, event -> {
                    assertThat(event.user()).isEqualTo(USER);
                    assertThat(event.volumes()).isEqualTo(11);
                    assertThat(event.endsAt()).isEqualTo(((ArchiveState.Ready) READY.state()).endsAt());
                });
        assertThat(archive(READY, READY.saved())).isEmpty();
    }

    @Test
    void tellsThatAnotherArchiveIsReadyToo() {
        Archive other = SampleArchives.other(READY);

        assertThat(archive(READY, other)).hasSize(1);
        assertThat(archive(READY, other).getFirst().id())
                .isNotEqualTo(archive(BUILDING, READY).getFirst().id());
    }

    @ParameterizedTest
    @EnumSource(names = {"GAVE_UP", "CLOSED"})
    void tellsOfAnArchiveThatNeverCameToBeReady(Ending why) {
        assertThat(archive(
                        BUILDING,
                        BUILDING.withState(new ArchiveState.Ended(why, AT)).saved()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.ArchiveFailed.class,
                        event -> assertThat(event.cause().name()).isEqualTo(why.name()));
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void tellsNothingOfTheEndOfAnArchiveThatWasReady(Ending why) {
        assertThat(archive(
                        READY, READY.withState(new ArchiveState.Ended(why, AT)).saved()))
                .isEmpty();
    }

    @Test
    void tellsNothingOfAnArchiveThatIsAskedForBuiltOrDeleted() {
        Archive fresh = SampleArchives.fresh(USER);
        Archive deleted = fresh.withState(new ArchiveState.Ended(Ending.DELETED, AT));

        assertThat(EventRules.events(
                        new Change.OfArchive(AT, Optional.empty(), fresh), MilestoneFunctions.MILESTONES, AT))
                .isEmpty();
        assertThat(archive(fresh, BUILDING)).isEmpty();
        assertThat(archive(BUILDING, deleted)).isEmpty();
        assertThat(archive(deleted, deleted.cleanedAt(Optional.empty()).saved()))
                .isEmpty();
    }

    static Refund refund(StateName state) {
        Refund fresh = SampleRefunds.fresh();
        return switch (state) {
            case INTENT -> fresh;
            case SENT -> fresh.withState(new RefundState.Sent(AT, 1, AT));
            case PENDING -> fresh.withState(new RefundState.Pending(REFUND, AT, AT, false));
            case SUCCEEDED -> fresh.withState(new RefundState.Succeeded(REFUND, Money.of(1_100, "EUR"), AT));
            case ELSEWHERE -> fresh.withState(new RefundState.Elsewhere(AT));
            case MANUAL -> fresh.withState(new RefundState.Manual(ManualReason.UNCERTAIN, Optional.of(REFUND), AT));
            case RESOLVED ->
                fresh.withState(
                        new RefundState.Resolved(ManualReason.UNCERTAIN, SampleOperators.named("Ada"), "by hand", AT));
        };
    }

    /** The event has the fee while the refund is pending, and what went back in the end. */
    @ParameterizedTest
    @CsvSource({
        ",          INTENT,    none,           false",
        "INTENT,    INTENT,    none,           false",
        "INTENT,    SENT,      none,           false",
        "SENT,      PENDING,   PENDING 1200,   false",
        "PENDING,   PENDING,   none,           false",
        "PENDING,   SUCCEEDED, SUCCEEDED 1100, false",
        ",          MANUAL,    none,           true",
        "INTENT,    MANUAL,    none,           true",
        "SENT,      MANUAL,    none,           true",
        "PENDING,   MANUAL,    none,           true",
        "SUCCEEDED, MANUAL,    none,           true",
        "MANUAL,    MANUAL,    none,           false",
        "MANUAL,    RESOLVED,  none,           false"
    })
    void tellsOfARefundOnItsWayAndCallsPeopleOnce(StateName before, StateName after, String told, boolean people) {
        Change.OfRefund change = new Change.OfRefund(
                AT,
                Optional.ofNullable(before).map(EventRulesTest::refund),
                refund(after).saved());

        assertThat(EventRules.events(change, MilestoneFunctions.MILESTONES, AT).stream()
                        .map(Event.RefundSent.class::cast)
                        .map(event -> event.stage() + " " + event.amount().minorUnits())
                        .findFirst()
                        .orElse("none"))
                .isEqualTo(told);
        assertThat(EventRules.becameManual(change))
                .isEqualTo(Optional.of(ManualReason.UNCERTAIN).filter(_ -> people));
    }

    /** The payment service has written to the member, or the money came back. */
    @ParameterizedTest
    @CsvSource({
        "SENT,          asked,         ACTION_NEEDED",
        "PENDING,       asked,         ACTION_NEEDED",
        "asked,         asked,         none",
        "asked,         PENDING,       PENDING",
        "asked,         SUCCEEDED,     SUCCEEDED",
        "SUCCEEDED,     returned,      RETURNED",
        "PENDING,       returned,      RETURNED",
        "returned,      returned,      none",
        "returned,      RESOLVED,      none",
        ",              ELSEWHERE,     none",
        "ELSEWHERE,     RESOLVED,      none"
    })
    void tellsOfARefundThatNeedsItsUserOrCameBack(String before, String after, String told) {
        Change change = new Change.OfRefund(
                AT,
                Optional.ofNullable(before).map(EventRulesTest::row),
                row(after).saved());

        assertThat(stages(change)).isEqualTo(told.equals("none") ? List.of() : List.of(told + " false"));
    }

    private static Refund row(String name) {
        return switch (name) {
            case "asked" -> refund(StateName.PENDING).withState(new RefundState.Pending(REFUND, AT, AT, true));
            case "returned" ->
                refund(StateName.MANUAL)
                        .withState(new RefundState.Manual(ManualReason.REFUND_FAILED, Optional.of(REFUND), AT));
            default -> refund(StateName.valueOf(name));
        };
    }

    @ParameterizedTest
    @CsvSource({"P6D,SUCCEEDED true", "P7D,SUCCEEDED true", "P7DT1S,SUCCEEDED false", ",SUCCEEDED false"})
    void tellsWhyAFeeGoesBackEarly(Duration left, String told) {
        Refund fresh = SampleRefunds.fresh();
        Refund succeeded = new Refund(
                fresh.charge(),
                fresh.user(),
                fresh.group(),
                fresh.fee(),
                fresh.through(),
                Optional.ofNullable(left).map(AT::plus),
                refund(StateName.SUCCEEDED).state(),
                fresh.openedAt(),
                1);

        assertThat(stages(new Change.OfRefund(AT, Optional.of(fresh), succeeded)))
                .containsExactly(told);
    }

    private static List<String> stages(Change change) {
        return EventRules.events(change, MilestoneFunctions.MILESTONES, AT).stream()
                .map(Event.RefundSent.class::cast)
                .map(event -> event.stage() + " " + event.early())
                .toList();
    }

    @Test
    void tellsOfEachStageOfARefundUnderAnIdOfItsOwn() {
        Refund pending = refund(StateName.PENDING).saved();
        Change sent = new Change.OfRefund(AT, Optional.of(refund(StateName.SENT)), pending);
        Change succeeded = new Change.OfRefund(
                AT, Optional.of(pending), refund(StateName.SUCCEEDED).saved().saved());

        assertThat(EventRules.events(sent, MilestoneFunctions.MILESTONES, AT)
                        .getFirst()
                        .id())
                .isNotEqualTo(EventRules.events(succeeded, MilestoneFunctions.MILESTONES, AT)
                        .getFirst()
                        .id());
    }

    @Test
    void tellsOnceThatAMembershipIsCancelled() {
        Account member = new Account(USER, new Region("IN"))
                .with(new Membership(new ChargeId("ch_1"), Money.of(1_200, "EUR"), AT, Optional.empty()));
        Account cancelled = member.with(member.membership().get().cancelled(AT.plusSeconds(1)));

        assertThat(account(member, cancelled))
                .singleElement()
                .isInstanceOfSatisfying(Event.MembershipCancelled.class, event -> {
                    assertThat(event.user()).isEqualTo(USER);
                    assertThat(event.cancelledAt()).isEqualTo(AT.plusSeconds(1));
                });
        assertThat(account(cancelled, cancelled)).isEmpty();
        assertThat(account(cancelled, member)).isEmpty();
        assertThat(account(member, new Account(USER, new Region("ID")))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void tellsOfAUserWhomNoLetterReaches(Reach reach) {
        List<Event> events = EventRules.events(new Change.OfReach(AT, USER, reach), MilestoneFunctions.MILESTONES, AT);
        assertThat(events)
                .isEqualTo(
                        reach == Reach.NOT_REACHABLE
                                ? List.of(new Event.UserNotReached(EventId.of("user-not-reached", USER), AT, USER))
                                : List.of());
    }

    @Test
    void tellsOfTheSameChangeUnderTheSameIds() {
        assertThat(archive(BUILDING, READY)).isEqualTo(archive(BUILDING, READY)).isNotEmpty();
    }

    private static List<Event> archive(Archive before, Archive after) {
        return EventRules.events(
                new Change.OfArchive(AT, Optional.of(before), after), MilestoneFunctions.MILESTONES, AT);
    }

    private static List<Event> account(Account before, Account after) {
        return EventRules.events(
                new Change.OfAccount(AT, Optional.of(before), after), MilestoneFunctions.MILESTONES, AT);
    }
}
