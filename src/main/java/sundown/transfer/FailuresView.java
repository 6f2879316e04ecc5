package sundown.transfer;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/**
 * A page of failed items.
 *
 * @param next what to ask for as {@code after} to see the next page; absent on the last
 */
@RegisterForReflection
public record FailuresView(List<FailureView> failures, Optional<String> next) {
    /** A failed item; {@code reason} is the name of a {@link FailureReason}. */
    @RegisterForReflection
    public record FailureView(String item, String name, long bytes, String reason, String message, String at) {
        private static FailureView of(FailedItem failed) {
            return new FailureView(
                    failed.item().value(),
                    failed.name(),
                    failed.bytes(),
                    failed.reason().name(),
                    failed.reason().sentence(),
                    failed.at().toString());
        }
    }

    /** Shows a page; a full one may be followed by another. */
    static FailuresView of(List<FailedItem> page, int limit) {
        return new FailuresView(page.stream().map(FailureView::of).toList(), next(page, limit));
    }

    static Optional<String> next(List<FailedItem> page, int limit) {
        return page.size() < limit
                ? Optional.empty()
                : Optional.of(page.getLast().item().value());
    }
}
