package sundown.contract;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState;
import sundown.timeline.GroupId;

/** Rows of the ledger. */
public final class SampleRefunds {
    /** An instant with all nine places. */
    public static final Instant NOW = SampleTransfers.NOW;

    private SampleRefunds() {}

    /** A row that was never saved, of a charge that no other row has. */
    public static Refund fresh() {
        return new Refund(
                new ChargeId("ch_" + UUID.randomUUID()),
                new UserId("member-1"),
                new GroupId("1"),
                Money.of(1_200, "EUR"),
                PaidThrough.STRIPE,
                Optional.empty(),
                new RefundState.Intent(Trigger.REFUNDS_BEGIN, NOW),
                NOW.minusSeconds(60),
                0);
    }
}
