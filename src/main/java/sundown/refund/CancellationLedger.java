package sundown.refund;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.Membership.SubscriptionId;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.edge.EventuallyConsistent;
import sundown.timeline.GroupId;

/** The cancellations, one row for each subscription. Reads are strongly consistent, unless marked. */
public interface CancellationLedger {
    /** Creates the row of a subscription, or returns the existing one. */
    Cancellation open(Cancellation due);

    /** The row of a subscription. */
    Optional<Cancellation> find(SubscriptionId subscription);

    /**
     * Saves a row with a conditional write on its version.
     *
     * @return false when another writer saved it since it was read
     */
    boolean save(Cancellation cancellation);

    /** Subscriptions that are due; first those that people do not know of, the longest waiting first. */
    @EventuallyConsistent
    List<SubscriptionId> listDue(Instant now, int limit);

    /**
     * The rows in a state, page by page; a row that is changing may be missing or outdated.
     *
     * @param after the last subscription of the page before
     */
    @EventuallyConsistent
    List<Cancellation> listInState(CancellationState.StateName state, Optional<SubscriptionId> after, int limit);

    /**
     * The end of one subscription at the payment service. It is saved with a conditional write and never deleted.
     *
     * @param through the payment service that renews it
     * @param openedAt when the row was made; a payment after that goes back
     * @param version counts up with each save; 0 before the first
     */
    record Cancellation(
            SubscriptionId subscription,
            UserId user,
            GroupId group,
            PaidThrough through,
            CancellationState state,
            Instant openedAt,
            long version) {

        /** This row in another state. */
        public Cancellation withState(CancellationState next) {
            return new Cancellation(subscription, user, group, through, next, openedAt, version);
        }

        /** This row after one more save. */
        public Cancellation saved() {
            return new Cancellation(subscription, user, group, through, state, openedAt, version + 1);
        }
    }

    /** The state of a cancellation. */
    sealed interface CancellationState {
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

        /** The time at which the sweep processes the row; empty once the subscription has ended. */
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
}
