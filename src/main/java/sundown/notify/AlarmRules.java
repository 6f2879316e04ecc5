package sundown.notify;

import java.util.Optional;
import sundown.refund.Refund;
import sundown.refund.RefundState;

/** Of which changes an operator hears by an alarm, since people must see to them: pure. */
final class AlarmRules {
    private AlarmRules() {}

    /** The refund that is with people since this change; nothing when there is none, or it was before. */
    static Optional<ManualRefund> manualRefund(Change change) {
        return switch (change) {
            case Change.OfRefund refund -> manualRefund(refund);
            case Change.OfTransfer ignored -> Optional.empty();
            case Change.OfArchive ignored -> Optional.empty();
            case Change.OfAccount ignored -> Optional.empty();
            case Change.OfGroup ignored -> Optional.empty();
        };
    }

    private static Optional<ManualRefund> manualRefund(Change.OfRefund change) {
        boolean before = change.before()
                .map(Refund::state)
                .filter(RefundState.Manual.class::isInstance)
                .isPresent();
        return !before && change.after().state() instanceof RefundState.Manual manual
                ? Optional.of(new ManualRefund(change.after().user(), manual.reason()))
                : Optional.empty();
    }
}
