package sundown.refund;

import java.time.Instant;
import java.util.Optional;

/** The state of a cancellation. */
public sealed interface CancellationState {
    /**
     * The subscription is to be ended. Asking again does no harm, so there is no state between asking and knowing.
     *
     * @param attempts how often the payment service was asked without success
     */
    record Due(int attempts, Instant dueAt) implements CancellationState {}

    /** The payment service has ended the subscription. */
    record Ended(Instant at) implements CancellationState {}

    /**
     * People must act. The payment service is still asked once a day, so that what people have done is noticed.
     *
     * @param at when people were first needed
     */
    record Manual(Reason reason, Instant at, Instant checkAt) implements CancellationState {}

    /** Why people must act; the names are stable. */
    enum Reason {
        /** The payment service knows no such subscription, or the key does not reach it. */
        UNKNOWN_SUBSCRIPTION,
        /** For a day the payment service has not answered, or has refused. */
        UNANSWERED,
        /** For a day the payment service has accepted the request, and the subscription runs. */
        STILL_RUNNING
    }

    /** The name in the table and in lists. */
    default StateName name() {
        return switch (this) {
            case Due _ -> StateName.DUE;
            case Ended _ -> StateName.ENDED;
            case Manual _ -> StateName.MANUAL;
        };
    }

    /** When the sweep processes it; nothing once the subscription has ended. */
    default Optional<Instant> wakeAt() {
        return switch (this) {
            case Due due -> Optional.of(due.dueAt());
            case Manual manual -> Optional.of(manual.checkAt());
            case Ended _ -> Optional.empty();
        };
    }

    /** The names of the states; stable. */
    enum StateName {
        DUE,
        ENDED,
        MANUAL
    }
}
