package sundown.aws.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.ChargeId;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.refund.ManualReason;
import sundown.refund.Refund;
import sundown.refund.RefundId;
import sundown.refund.RefundState;
import sundown.refund.Trigger;
import sundown.sweep.Wake;
import sundown.timeline.GroupId;

/**
 * A refund as a row, {@code chargeId} its key. {@code stateShard} lists it by state. Only a refund that waits for a
 * time has {@code wakeShard} and {@code wakeAt}.
 */
public final class RefundCodec {
    private RefundCodec() {}

    /** The row of a refund without its version. */
    public static RowWriter write(Refund refund) {
        String charge = refund.charge().value();
        RowWriter row = new RowWriter()
                .text("chargeId", charge)
                .text("userId", refund.user().value())
                .text("group", refund.group().value())
                .number("fee", refund.fee().minorUnits())
                .text("currency", refund.fee().currency().getCurrencyCode())
                .instant("openedAt", refund.openedAt())
                .text("stateShard", StateIndex.stateShard(refund.state().name(), charge));
        writeState(row, refund.state());
        refund.state()
                .wakeAt()
                .ifPresent(at -> row.text("wakeShard", lane(refund.state().name()) + WakeIndex.shard(charge))
                        .text("wakeAt", Wake.time(at)));
        return row;
    }

    /** Each state has its own lane, so that many due rows in one state do not hide those in another. */
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
                state(row),
                row.instant("openedAt"),
                row.number("version"));
    }

    private static void writeState(RowWriter row, RefundState state) {
        row.text("state", state.name().name());
        switch (state) {
            case RefundState.Intent intent ->
                row.text("trigger", intent.trigger().name()).instant("dueAt", intent.dueAt());
            case RefundState.Sent sent ->
                row.instant("firstAt", sent.firstAt())
                        .number("attempt", sent.attempt())
                        .instant("checkAt", sent.checkAt());
            case RefundState.Pending pending ->
                row.text("refundId", pending.refund().value())
                        .instant("since", pending.since())
                        .instant("checkAt", pending.checkAt());
            case RefundState.Succeeded succeeded ->
                row.text("refundId", succeeded.refund().value())
                        .number("refunded", succeeded.amount().minorUnits())
                        .text("refundedCurrency", succeeded.amount().currency().getCurrencyCode())
                        .instant("at", succeeded.at());
            case RefundState.Manual manual ->
                row.text("reason", manual.reason().name())
                        .text("refundId", manual.refund().map(RefundId::value))
                        .instant("at", manual.at());
            case RefundState.Resolved resolved ->
                row.text("reason", resolved.reason().name())
                        .operator("resolvedBy", resolved.by())
                        .text("note", resolved.note())
                        .instant("at", resolved.at());
        }
    }

    private static RefundState state(Row row) {
        return switch (RefundState.StateName.valueOf(row.text("state"))) {
            case INTENT -> new RefundState.Intent(Trigger.valueOf(row.text("trigger")), row.instant("dueAt"));
            case SENT ->
                new RefundState.Sent(row.instant("firstAt"), row.smallNumber("attempt"), row.instant("checkAt"));
            case PENDING -> new RefundState.Pending(refundId(row), row.instant("since"), row.instant("checkAt"));
            case SUCCEEDED -> new RefundState.Succeeded(refundId(row), refunded(row), row.instant("at"));
            case MANUAL ->
                new RefundState.Manual(reason(row), row.optionalText("refundId").map(RefundId::new), row.instant("at"));
            case RESOLVED ->
                new RefundState.Resolved(reason(row), row.operator("resolvedBy"), row.text("note"), row.instant("at"));
        };
    }

    private static RefundId refundId(Row row) {
        return new RefundId(row.text("refundId"));
    }

    private static Money refunded(Row row) {
        return Money.of(row.number("refunded"), row.text("refundedCurrency"));
    }

    private static ManualReason reason(Row row) {
        return ManualReason.valueOf(row.text("reason"));
    }
}
