package sundown.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveState;
import sundown.archive.ArchiveState.Ending;
import sundown.contract.SampleArchives;
import sundown.contract.SampleRefunds;
import sundown.notify.ChangeReader.Change;
import sundown.operator.SampleOperators;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundState;
import sundown.refund.RefundState.ManualReason;

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

        assertThat(EventRules.events(new Change.OfArchive(AT, Optional.empty(), fresh), AT))
                .isEmpty();
        assertThat(archive(fresh, BUILDING)).isEmpty();
        assertThat(archive(BUILDING, deleted)).isEmpty();
        assertThat(archive(deleted, deleted.cleanedAt(Optional.empty()).saved()))
                .isEmpty();
    }

    @Test
    void tellsThatARefundIsPendingAndThatTheMoneyIsOnItsWay() {
        Refund sent = SampleRefunds.fresh().withState(new RefundState.Sent(AT, 1, AT));
        Refund pending = sent.withState(new RefundState.Pending(REFUND, AT, AT)).saved();
        Refund succeeded = pending.withState(new RefundState.Succeeded(REFUND, Money.of(1_100, "EUR"), AT))
                .saved();

        assertThat(refund(sent, pending)).singleElement().isInstanceOfSatisfying(Event.RefundSent.class, event -> {
            assertThat(event.amount()).isEqualTo(Money.of(1_200, "EUR"));
            assertThat(event.stage()).isEqualTo(Event.RefundSent.Stage.PENDING);
        });
        assertThat(refund(
                        pending,
                        pending.withState(new RefundState.Pending(REFUND, AT, AT.plusSeconds(9)))
                                .saved()))
                .isEmpty();
        assertThat(refund(pending, succeeded)).singleElement().isInstanceOfSatisfying(Event.RefundSent.class, event -> {
            assertThat(event.amount()).isEqualTo(Money.of(1_100, "EUR"));
            assertThat(event.stage()).isEqualTo(Event.RefundSent.Stage.SUCCEEDED);
        });
        assertThat(refund(sent, pending).getFirst().id())
                .isNotEqualTo(refund(pending, succeeded).getFirst().id());
    }

    @Test
    void tellsNothingOfARefundThatIsPlannedAskedForOrWithPeople() {
        Refund intent = SampleRefunds.fresh();
        Refund sent = intent.withState(new RefundState.Sent(AT, 1, AT)).saved();
        Refund manual = sent.withState(new RefundState.Manual(ManualReason.UNCERTAIN, Optional.empty(), AT))
                .saved();
        Refund resolved = manual.withState(
                        new RefundState.Resolved(ManualReason.UNCERTAIN, SampleOperators.named("Ada"), "by hand", AT))
                .saved();

        assertThat(EventRules.events(new Change.OfRefund(AT, Optional.empty(), intent), AT))
                .isEmpty();
        assertThat(refund(intent, sent)).isEmpty();
        assertThat(refund(sent, manual)).isEmpty();
        assertThat(refund(manual, resolved)).isEmpty();
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

    @Test
    void tellsOfTheSameChangeUnderTheSameIds() {
        assertThat(archive(BUILDING, READY)).isEqualTo(archive(BUILDING, READY)).isNotEmpty();
    }

    private static List<Event> archive(Archive before, Archive after) {
        return EventRules.events(new Change.OfArchive(AT, Optional.of(before), after), AT);
    }

    private static List<Event> refund(Refund before, Refund after) {
        return EventRules.events(new Change.OfRefund(AT, Optional.of(before), after), AT);
    }

    private static List<Event> account(Account before, Account after) {
        return EventRules.events(new Change.OfAccount(AT, Optional.of(before), after), AT);
    }
}
