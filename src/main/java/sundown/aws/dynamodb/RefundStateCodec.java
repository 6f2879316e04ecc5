package sundown.aws.dynamodb;

import sundown.account.Money;
import sundown.refund.ManualReason;
import sundown.refund.RefundId;
import sundown.refund.RefundState;
import sundown.refund.Trigger;

/** The state of a refund in its row; each state has its own times. */
final class RefundStateCodec {
    private RefundStateCodec() {}

    static void write(RowWriter row, RefundState state) {
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
                        .text("resolvedBy", resolved.by())
                        .text("note", resolved.note())
                        .instant("at", resolved.at());
        }
    }

    static RefundState read(Row row) {
        return switch (RefundState.StateName.valueOf(row.text("state"))) {
            case INTENT -> new RefundState.Intent(Trigger.valueOf(row.text("trigger")), row.instant("dueAt"));
            case SENT ->
                new RefundState.Sent(row.instant("firstAt"), row.smallNumber("attempt"), row.instant("checkAt"));
            case PENDING -> new RefundState.Pending(refund(row), row.instant("since"), row.instant("checkAt"));
            case SUCCEEDED -> new RefundState.Succeeded(refund(row), refunded(row), row.instant("at"));
            case MANUAL ->
                new RefundState.Manual(reason(row), row.optionalText("refundId").map(RefundId::new), row.instant("at"));
            case RESOLVED ->
                new RefundState.Resolved(reason(row), row.text("resolvedBy"), row.text("note"), row.instant("at"));
        };
    }

    private static RefundId refund(Row row) {
        return new RefundId(row.text("refundId"));
    }

    private static Money refunded(Row row) {
        return Money.of(row.number("refunded"), row.text("refundedCurrency"));
    }

    private static ManualReason reason(Row row) {
        return ManualReason.valueOf(row.text("reason"));
    }
}
