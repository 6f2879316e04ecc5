package sundown.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static sundown.membership.Functions.GROUP;
import static sundown.membership.Functions.OPENING;
import static sundown.membership.Functions.paid;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.account.Account;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.failure.RetryableFailure;
import sundown.job.ChunkWorker;
import sundown.refund.CancellationLedger.Cancellation;
import sundown.refund.CancellationLedger.CancellationState;
import sundown.refund.PaymentService.SubscriptionStatus;
import sundown.runtime.Calls;

/** Where a member has a subscription, the walk ends it at the payment service. */
class SubscriptionsEndTest {
    private final Functions functions = new Functions();

    @BeforeEach
    void begin() {
        functions.begin();
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
        Calls calls = new Calls();
        functions.observe(calls);

        functions.cancelChunk(3);
        functions.cancelChunk(3);

        assertThat(calls.of("PaymentService.end")).isOne();
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
        for (String call : List.of("PaymentService.subscription", "PaymentService.end", "MembershipStore.cancel")) {
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
        Calls calls = new Calls();
        functions.observe(calls);

        assertThat(functions.cancelChunk(3).batchItemFailures()).isEmpty();

        assertThat(functions.job().done()).containsExactly(3);
        assertThat(calls.of("PaymentService.subscription")).isEqualTo(2);
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
        functions.observe("PaymentService.end", call -> functions.clock.advance(ChunkWorker.TURN_MAX));

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
