package sundown.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static sundown.membership.Functions.GROUP;
import static sundown.membership.Functions.JOB;
import static sundown.membership.Functions.OPENING;
import static sundown.membership.Functions.paid;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.account.Account;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.LogRecords;
import sundown.failure.RetryableFailure;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWorker;
import sundown.refund.CancellationLedger.Cancellation;
import sundown.refund.CancellationLedger.CancellationState;
import sundown.refund.PaymentService.SubscriptionStatus;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundMessage;
import sundown.refund.RefundRules;
import sundown.refund.RefundState;
import sundown.runtime.Calls;
import sundown.timeline.GroupId;

class CancelMembershipsFunctionTest {
    private final Functions functions = new Functions();
    private final Calls calls = new Calls();

    @BeforeEach
    void begin() {
        functions.begin();
        functions.observe(calls);
    }

    @Test
    void cancelsTheMembershipAndPutsTheFeeDownForTheRefundDate() {
        UserId user = functions.member("a", 3);
        functions.cancelChunk(3);

        assertThat(functions.cancelledAt(user)).contains(OPENING);
        assertThat(functions.ledger.all())
                .containsExactly(RefundRules.intent(user, functions.group(), paid("ch_a"), OPENING)
                        .saved());
    }

    @Test
    void costsNoWriteForAFreeUserOneWhoIsCancelledAndOneOfAnotherRegion() {
        functions.put(new Account(new UserId("free"), new Region("IN")), 3);
        functions.put(
                new Account(new UserId("cancelled"), new Region("IN"))
                        .with(paid("ch_1").cancelled(OPENING)),
                3);
        functions.ledger.open(RefundRules.intent(new UserId("cancelled"), functions.group(), paid("ch_1"), OPENING));
        functions.put(new Account(new UserId("stranger"), new Region("CN")).with(paid("ch_2")), 3);
        functions.memberships.list(new UserId("gone"), GROUP, 3);

        functions.cancelChunk(3);

        assertThat(Functions.writesOnMembers(calls)).isZero();
        assertThat(functions.job().done()).containsExactly(3);
    }

    @Test
    void doesNoHarmWhenItsMessageComesTwice() {
        UserId user = functions.member("a", 3);
        functions.cancelChunk(3);
        functions.clock.advance(Duration.ofMinutes(1));
        functions.cancelChunk(3);

        assertThat(functions.cancelledAt(user)).contains(OPENING);
        assertThat(Functions.writesOnMembers(calls)).isEqualTo(2);
    }

    @Test
    void keepsTheRowOfAMemberWhoFinishedBefore() {
        UserId user = functions.member("a", 3);
        Refund finished = functions.ledger.open(RefundRules.intent(user, functions.group(), paid("ch_a"), OPENING)
                .withState(new RefundState.Intent(Trigger.TRANSFER_FINISHED, OPENING)));
        functions.cancelChunk(3);
        assertThat(functions.ledger.all()).containsExactly(finished);
        assertThat(functions.cancelledAt(user)).contains(OPENING);
    }

    @Test
    void cancelsNothingBeforeTheOpening() {
        UserId user = functions.member("a", 3);
        functions.clock.advance(Duration.ofNanos(-1));
        assertThat(functions.cancelChunk(3).batchItemFailures()).isEmpty();
        assertThat(functions.cancelledAt(user)).isEmpty();
        assertThat(functions.ledger.all()).isEmpty();
        assertThat(functions.job().done()).isEmpty();
    }

    @Test
    void cancelsNothingBeforeTheJobHasBegunOrOfAGroupThatIsNotInTheTimeline() {
        functions.clock.advance(Duration.ofDays(365));
        for (String group : List.of("2", "9")) {
            functions.cancel(
                    new ChunkMessage(MembershipWork.job(new GroupId(group)), OPENING, 3, new Correlation("sweep-1")));
        }
        assertThat(calls.of("GroupUsers.list")).isZero();
    }

    @Test
    void cancelsTheNewMembershipOfSomebodyWhoPaysInTheVeryMoment() {
        UserId user = functions.member("a", 3);
        functions.observe("MembershipStore.cancel", call -> {
            if (call == 1) {
                functions.put(new Account(user, new Region("IN")).with(paid("ch_new")), 3);
            }
        });

        functions.cancelChunk(3);

        assertThat(functions.cancelledAt(user)).contains(OPENING);
        assertThat(functions.ledger.find(new ChargeId("ch_new"))).isPresent();
    }

    @Test
    void recordsANewChargeWhereTheOldCancellationIsLeft() {
        functions.put(
                new Account(new UserId("a"), new Region("IN"))
                        .with(paid("ch_new").cancelled(OPENING)),
                3);
        functions.cancelChunk(3);
        assertThat(functions.ledger.find(new ChargeId("ch_new"))).isPresent();
        assertThat(calls.of("MembershipStore.cancel")).isZero();
    }

    @Test
    void sendsForAFeeAtOnceWhereTheRefundDateHasCome() {
        functions.member("a", 3);
        functions.member("b", 4);
        functions.clock.advance(
                Duration.between(OPENING, functions.group().dates().refundBy()).minusNanos(1));
        functions.cancelChunk(3);
        assertThat(functions.refunds.size()).isZero();

        functions.clock.advance(Duration.ofNanos(1));
        functions.cancelChunk(4);

        assertThat(functions.refunds.bodies().stream().map(RefundMessage::read))
                .containsExactly(new RefundMessage(new UserId("b"), Trigger.REFUNDS_BEGIN, new Correlation("sweep-1")));
    }

    @Test
    void namesAMemberWhoIsListedUnderAnotherGroup() {
        functions.put(new Account(new UserId("stranger"), new Region("BR")).with(paid("ch_1")), 3);
        functions.put(new Account(new UserId("free"), new Region("BR")), 3);
        try (LogRecords log = LogRecords.of(MembershipWork.class)) {
            functions.cancelChunk(3);
            assertThat(log.lines())
                    .containsExactly("WARN user stranger is listed in group 1, and their region does not belong to it");
        }
    }

    @Test
    void sumsUpHowManyMembersThereAre() {
        functions.member("a", 3);
        functions.put(new Account(new UserId("b"), new Region("IN")), 3);
        functions.put(
                new Account(new UserId("c"), new Region("IN")).with(paid("ch_1").cancelled(OPENING)), 3);
        functions.cancelChunk(3);
        assertThat(functions.jobs.findChunk(JOB, 3).orElseThrow().sums()).isEqualTo("2");
    }

    @Test
    void endsTheSubscriptionOfAMember() {
        subscriber("a", "IN");

        functions.cancelChunk(3);

        assertThat(functions.payments.subscription(id("a"))).isEqualTo(SubscriptionStatus.ENDED);
        assertThat(functions.cancellations.all())
                .extracting(Cancellation::user, Cancellation::group, Cancellation::state)
                .containsExactly(tuple(new UserId("a"), GROUP, new CancellationState.Ended(OPENING)));
        assertThat(functions.cancelledAt(new UserId("a"))).contains(OPENING);
    }

    @Test
    void leavesMembersOfOtherRegionsAlone() {
        subscriber("stranger", "CN");

        functions.cancelChunk(3);

        assertThat(functions.payments.subscription(id("stranger"))).isEqualTo(SubscriptionStatus.RUNNING);
        assertThat(functions.cancellations.all()).isEmpty();
    }

    @Test
    void endsNothingForAMemberWithoutASubscription() {
        functions.member("a", 3);

        functions.cancelChunk(3);

        assertThat(functions.cancellations.all()).isEmpty();
    }

    @Test
    void asksOnceWhenTheMessageComesTwice() {
        subscriber("a", "IN");

        functions.cancelChunk(3);
        functions.cancelChunk(3);

        assertThat(calls.of("ReportingService.end")).isOne();
    }

    /** The photo cloud has cancelled the membership, and its subscription runs. */
    @Test
    void endsTheSubscriptionOfAMembershipThatIsCancelledAlready() {
        functions.payments.subscribe(id("a"));
        functions.put(
                new Account(new UserId("a"), new Region("IN"))
                        .with(paid("ch_a").renewedBy(id("a")).cancelled(OPENING)),
                3);

        functions.cancelChunk(3);

        assertThat(functions.payments.subscription(id("a"))).isEqualTo(SubscriptionStatus.ENDED);
    }

    @Test
    void isWrittenDownBeforeThePaymentServiceIsAskedAndBeforeTheMembershipEnds() {
        subscriber("a", "IN");
        for (String call : List.of("ReportingService.subscription", "ReportingService.end", "MembershipStore.cancel")) {
            functions.observe(
                    call,
                    ignored -> assertThat(functions.cancellations.find(id("a")))
                            .as(call)
                            .isPresent());
            functions.cancelChunk(3);
        }
    }

    @Test
    void setsMembersAsideWhileThePaymentServiceIsSilentAndWalksOn() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            subscriber(name, "IN");
        }
        functions.payments.setDown(true);

        assertThat(functions.cancelChunk(3).batchItemFailures()).isEmpty();

        assertThat(functions.job().done()).containsExactly(3);
        assertThat(calls.of("ReportingService.subscription")).isEqualTo(2);
        assertThat(functions.cancellations.all())
                .hasSize(5)
                .allSatisfy(row -> assertThat(row.state()).isInstanceOf(CancellationState.Due.class));
        assertThat(functions.cancelledAt(new UserId("e"))).contains(OPENING);
    }

    /** However slow the answers are, a member fits into what is left of the function's time. */
    @Test
    void handsItselfOnWithinAPageWhenItsTimeIsOver() {
        for (String name : List.of("a", "b", "c")) {
            subscriber(name, "IN");
        }
        functions.observe("ReportingService.end", call -> functions.clock.advance(ChunkWorker.TURN_MAX));

        functions.cancelChunk(3);

        assertThat(functions.cancellations.all())
                .filteredOn(row -> row.state() instanceof CancellationState.Ended)
                .hasSize(1);
        assertThat(functions.cancellations.all()).hasSize(1);

        functions.work();
        functions.work();
        assertThat(functions.cancellations.all())
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.state()).isInstanceOf(CancellationState.Ended.class));
    }

    @Test
    void aRowThatCannotBeWrittenGivesTheMessageBack() {
        subscriber("a", "IN");
        functions.observe("CancellationLedger.open", call -> {
            throw new RetryableFailure("the table is down");
        });

        assertThat(functions.cancelChunk(3).batchItemFailures()).hasSize(1);
        assertThat(functions.cancelledAt(new UserId("a"))).isEqualTo(Optional.empty());
    }

    private void subscriber(String name, String region) {
        functions.payments.subscribe(id(name));
        functions.put(
                new Account(new UserId(name), new Region(region))
                        .with(paid("ch_" + name).renewedBy(id(name))),
                3);
    }

    private static SubscriptionId id(String name) {
        return new SubscriptionId("sub_" + name);
    }
}
