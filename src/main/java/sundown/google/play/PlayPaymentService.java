package sundown.google.play;

import static sundown.google.play.PlayAnswers.Call.CANCEL_SUBSCRIPTION;
import static sundown.google.play.PlayAnswers.Call.GET_ORDER;
import static sundown.google.play.PlayAnswers.Call.GET_SUBSCRIPTION;
import static sundown.google.play.PlayAnswers.Call.REFUND_ORDER;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.PaidThrough;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.google.play.PlayAnswers.Meaning;
import sundown.google.play.PlayAnswers.Reply;
import sundown.google.play.PlayCalls.Outcome;
import sundown.refund.PaymentService;
import sundown.refund.RefundState.ManualReason;

/**
 * Refunds the fees that Google Play took, and ends its subscriptions. A charge is an order,
 * {@code GPA.1234-5678-9012-34567} for example, and a subscription is the purchase token.
 *
 * <p>Google Play knows no idempotency keys: the order is looked at before and after each request. A refund revokes
 * nothing, because a revoked subscription ends at once while its user may still fetch their photos; what it would
 * charge again is ended by {@link #end}.
 */
@Singleton
final class PlayPaymentService implements PaymentService {
    private static final Logger LOG = Logger.getLogger(PlayPaymentService.class);

    private static final String ORDERS = "/orders/";
    private static final String SUBSCRIPTIONS = "/purchases/subscriptionsv2/tokens/";

    /** The other type lets the user restore the subscription. */
    private static final String FOR_GOOD =
            "{\"cancellationContext\": {\"cancellationType\": \"DEVELOPER_REQUESTED_STOP_PAYMENTS\"}}";

    private final PlayCalls calls;

    PlayPaymentService(PlayCalls calls) {
        this.calls = calls;
    }

    @Override
    public PaidThrough through() {
        return PaidThrough.GOOGLE_PLAY;
    }

    /**
     * Requests a refund unless the order shows one.
     *
     * @see <a href="https://developers.google.com/android-publisher/api-ref/rest/v3/orders/refund">orders.refund</a>
     */
    @Override
    public Answer refund(ChargeId charge, Instant firstAt) {
        return order(charge)
                .map(order -> switch (order.state()) {
                    case PROCESSED, PARTIALLY_REFUNDED -> request(charge);
                    case PENDING_REFUND, REFUNDED -> new Answer.AlreadyRefunded();
                    case PENDING, CANCELED -> new Answer.Refused(ManualReason.REFUSED);
                })
                .orElse(new Answer.Refused(ManualReason.UNKNOWN_CHARGE));
    }

    /** An accepted refund may show later: it is looked up, and requested again if there is none. */
    private Answer request(ChargeId charge) {
        Optional<Reply> refusal =
                switch (calls.send(REFUND_ORDER, ORDERS + charge.value() + ":refund", "")) {
                    case Outcome.Success _ -> Optional.empty();
                    case Outcome.Failure(Reply reply) when reply.meaning() == Meaning.REFUSED -> Optional.of(reply);
                    case Outcome.Failure(Reply reply) -> throw failure(reply);
                };
        Optional<PaidBack> shown = order(charge).flatMap(order -> order.whole(charge));
        if (refusal.isPresent() && shown.isEmpty()) {
            LOG.warnf("Google Play refuses a refund: %s", refusal.get());
            return new Answer.Refused(ManualReason.REFUSED);
        }
        return shown.<Answer>map(Answer.Made::new).orElse(new Answer.AlreadyRefunded());
    }

    @Override
    public Optional<Charge> charge(ChargeId charge) {
        return order(charge).map(PlayOrder::charge);
    }

    @Override
    public List<PaidBack> refunds(ChargeId charge) {
        return order(charge).map(order -> order.refunds(charge)).orElse(List.of());
    }

    /** @see <a href="https://developers.google.com/android-publisher/api-ref/rest/v3/orders/get">orders.get</a> */
    private Optional<PlayOrder> order(ChargeId charge) {
        return switch (calls.send(GET_ORDER, ORDERS + charge.value())) {
            case Outcome.Success(JsonNode body) -> Optional.of(read(body));
            case Outcome.Failure(Reply reply) when reply.meaning() == Meaning.ABSENT -> Optional.empty();
            case Outcome.Failure(Reply reply) -> throw failure(reply);
        };
    }

    private static PlayOrder read(JsonNode body) {
        try {
            return PlayOrder.read(body);
        } catch (IllegalArgumentException unreadable) {
            throw new RetryableFailure("Google Play: an order that cannot be read");
        }
    }

    @Override
    public SubscriptionStatus subscription(SubscriptionId subscription) {
        return switch (calls.send(GET_SUBSCRIPTION, SUBSCRIPTIONS + subscription.value())) {
            case Outcome.Success(JsonNode body) -> status(body);
            case Outcome.Failure(Reply reply) ->
                switch (reply.meaning()) {
                    case ABSENT -> SubscriptionStatus.UNKNOWN;
                    case ENDED -> SubscriptionStatus.ENDED;
                    case TRY_AGAIN, GIVE_UP, REFUSED -> throw failure(reply);
                };
        };
    }

    /**
     * A subscription that its user has cancelled has ended, too, although the user may restore it in Google Play until
     * it expires.
     *
     * @see <a href="https://developers.google.com/android-publisher/api-ref/rest/v3/purchases.subscriptionsv2">The
     *     subscription</a>
     */
    private static SubscriptionStatus status(JsonNode subscription) {
        return switch (subscription.path("subscriptionState").asText()) {
            case "SUBSCRIPTION_STATE_CANCELED",
                    "SUBSCRIPTION_STATE_EXPIRED",
                    "SUBSCRIPTION_STATE_PENDING_PURCHASE_CANCELED" -> SubscriptionStatus.ENDED;
            case "" -> throw new RetryableFailure("Google Play: a subscription that cannot be read");
            default -> SubscriptionStatus.RUNNING;
        };
    }

    /**
     * Cancels a subscription for good: Google charges nothing any more, and what was paid stays valid until it expires.
     *
     * @see <a
     *     href="https://developers.google.com/android-publisher/api-ref/rest/v3/purchases.subscriptionsv2/cancel">cancel</a>
     */
    @Override
    public void end(SubscriptionId subscription) {
        switch (calls.send(CANCEL_SUBSCRIPTION, SUBSCRIPTIONS + subscription.value() + ":cancel", FOR_GOOD)) {
            case Outcome.Success _ -> LOG.debug("the end of a subscription was accepted");
            case Outcome.Failure(Reply reply) -> {
                switch (reply.meaning()) {
                    case ABSENT, ENDED, REFUSED -> LOG.debugf("nothing to end: %s", reply);
                    case TRY_AGAIN, GIVE_UP -> throw failure(reply);
                }
            }
        }
    }

    private static RuntimeException failure(Reply reply) {
        return reply.meaning() == Meaning.TRY_AGAIN
                ? new RetryableFailure("Google Play: " + reply)
                : new PermanentFailure("Google Play: " + reply);
    }
}
