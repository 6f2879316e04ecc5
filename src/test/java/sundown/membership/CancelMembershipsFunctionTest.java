package sundown.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.membership.Functions.GROUP;
import static sundown.membership.Functions.JOB;
import static sundown.membership.Functions.OPENING;
import static sundown.membership.Functions.paid;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.account.Account;
import sundown.account.Membership.ChargeId;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.LogRecords;
import sundown.job.ChunkMessage;
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
        functions.clock.advance(Duration.between(OPENING, functions.group().dates().refundBy()).minusNanos(1));
        functions.cancelChunk(3);
        assertThat(functions.refunds.size()).isZero();

        functions.clock.advance(Duration.ofNanos(1));
        functions.cancelChunk(4);

        assertThat(functions.refunds.bodies().stream().map(RefundMessage::read))
                .containsExactly(new RefundMessage(new UserId("b"), Trigger.REFUND_DATE, new Correlation("sweep-1")));
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
}
