package sundown.aws.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.ChargeId;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.refund.Refund;
import sundown.refund.RefundState;
import sundown.timeline.GroupId;

/**
 * A refund as a row, {@code chargeId} its key. {@code stateShard} has it listed by state, and only one that is to be
 * looked after at some time has {@code wakeShard} and {@code wakeAt}.
 */
public final class RefundCodec {
    private RefundCodec() {}

    /** The row of a refund, but for its version. */
    public static RowWriter write(Refund refund) {
        String charge = refund.charge().value();
        RowWriter row = new RowWriter()
                .text("chargeId", charge)
                .text("userId", refund.user().value())
                .text("group", refund.group().value())
                .number("fee", refund.fee().minorUnits())
                .text("currency", refund.fee().currency().getCurrencyCode())
                .instant("openedAt", refund.openedAt())
                .text("stateShard", StateIndex.shard(refund.state().name(), refund.charge()));
        RefundStateCodec.write(row, refund.state());
        refund.state()
                .wakeAt()
                .ifPresent(at -> row.text("wakeShard", lane(refund.state().name()) + WakeIndex.shard(charge))
                        .text("wakeAt", WakeIndex.time(at)));
        return row;
    }

    /** Each state waits by itself, so that many rows in one keep none in another from being seen. */
    static String lane(RefundState.StateName state) {
        return state.name() + "#";
    }

    public static Refund read(Map<String, AttributeValue> attributes) {
        return Row.read("refund", attributes, RefundCodec::refund);
    }

    private static Refund refund(Row row) {
        return new Refund(
                new ChargeId(row.text("chargeId")),
                new UserId(row.text("userId")),
                new GroupId(row.text("group")),
                Money.of(row.number("fee"), row.text("currency")),
                RefundStateCodec.read(row),
                row.instant("openedAt"),
                row.number("version"));
    }
}
