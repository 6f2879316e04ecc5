package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.contract.PaymentBackstage.Trouble;
import sundown.edge.Correlation;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.runtime.Another;

/**
 * A worker is at a refund, and another acts. The fee goes back once; and at once if anybody knows that its user has
 * finished, whatever date is saved meanwhile. Nothing at the payment service guards against two refunds.
 */
@Tag("thorough")
class RefundMeetsOthersTest {
    private static final Map<String, Consumer<Functions>> ACTS = Map.of(
            "finishes a transfer",
            functions -> functions.issue(Functions.USER, Trigger.TRANSFER_FINISHED),
            "finishes a download",
            functions -> functions.issue(Functions.USER, Trigger.DOWNLOAD_FINISHED),
            "ends the membership",
            functions -> functions.issue(Functions.USER, Trigger.REFUNDS_BEGIN),
            "postpones the row",
            RefundMeetsOthersTest::postpone,
            "moves the account",
            Functions::moveToALaterGroup,
            "sweeps",
            Functions::sweep);

    /** At what the worker is whom others meet. */
    private enum Before {
        /** The user has finished. */
        NOTHING,
        /** The fee waits for its date, because the membership has ended, and then the user has finished. */
        WAITING,
        /** The payment service has made the refund, and its answer is lost. */
        UNANSWERED;

        private Functions world() {
            Functions functions = new Functions();
            functions.payments.removeGuards();
            RefundMessage message =
                    new RefundMessage(Functions.USER, Trigger.TRANSFER_FINISHED, new Correlation("call-1"));
            functions.queue.send(List.of(message));
            switch (this) {
                case NOTHING -> {}
                case WAITING -> functions.issue(Functions.USER, Trigger.REFUNDS_BEGIN);
                case UNANSWERED -> {
                    functions.payments.strike(Trouble.LOST_AFTER_ACTING);
                    functions.work();
                    functions.clock.advance(Duration.ofHours(1));
                }
            }
            return functions;
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesTheFeeBackOnceAndAtOnce(Before before) {
        long interleavings = Another.act(
                Another.Extent.ALL,
                ACTS,
                before::world,
                Functions::observe,
                before == Before.UNANSWERED ? Functions::sweep : Functions::work,
                RefundMeetsOthersTest::isRight);
        assertThat(interleavings).isGreaterThan(70);
    }

    /** A sweep that read the dates before they were moved. */
    private static void postpone(Functions functions) {
        functions
                .ledger
                .find(Functions.CHARGE)
                .filter(row -> row.state() instanceof RefundState.Intent(Trigger trigger, var _)
                        && trigger == Trigger.REFUNDS_BEGIN)
                .ifPresent(row -> functions.ledger.save(row.withState(
                        new RefundState.Intent(Trigger.REFUNDS_BEGIN, Functions.REFUND_BY.plusSeconds(60)))));
    }

    /** The message of a worker who died comes again, and sweeps go on. */
    private static void isRight(Functions functions) {
        functions.clock.advance(Duration.ofMinutes(3));
        functions.work();
        functions.pass(Duration.ofHours(2), Duration.ofMinutes(15));
        assertThat(functions.clock.instant()).isBefore(Functions.REFUND_BY);
        assertThat(functions.state()).isInstanceOf(RefundState.Succeeded.class);
        assertThat(functions.payments.refunds(Functions.CHARGE)).hasSize(1);
        assertThat(functions.refunded()).isEqualTo(1_200);
    }
}
