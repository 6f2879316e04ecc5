package sundown.stripe;

import com.stripe.model.Refund;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.ChargeId;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.refund.ManualReason;
import sundown.refund.PaidBack;
import sundown.refund.PaymentService;
import sundown.refund.RefundId;
import sundown.stripe.RefundCalls.Outcome;

/** Fees that Stripe took, and gives back. */
public final class StripePaymentService implements PaymentService {
    private static final Logger LOG = Logger.getLogger(StripePaymentService.class);

    private final RefundCalls calls;
    private final StripeWebhooks webhooks;

    StripePaymentService(RefundCalls calls, StripeWebhooks webhooks) {
        this.calls = calls;
        this.webhooks = webhooks;
    }

    @Override
    public Answer refund(ChargeId charge, Instant firstAt) {
        return switch (calls.create(charge, firstAt)) {
            case Outcome.Success<Refund>(Refund made) ->
                new Answer.Made(RefundReader.read(made).orElseThrow(StripePaymentService::unreadable));
            case Outcome.Failure<Refund>(Reply reply) -> notMade(reply);
        };
    }

    private static Answer notMade(Reply reply) {
        return switch (StripeAnswers.meaning(reply)) {
            case Meaning.AlreadyRefunded ignored -> new Answer.AlreadyRefunded();
            case Meaning.Unfunded ignored -> new Answer.Unfunded();
            case Meaning.Refused(ManualReason why) -> {
                LOG.warnf("Stripe refuses a refund: %s", reply);
                yield new Answer.Refused(why);
            }
            case Meaning.Absent ignored -> throw permanent(reply);
            case Meaning.TryAgain ignored -> throw retryable(reply);
            case Meaning.GiveUp ignored -> throw permanent(reply);
        };
    }

    @Override
    public List<PaidBack> refunds(ChargeId charge) {
        return switch (calls.list(charge)) {
            case Outcome.Success<List<Refund>>(List<Refund> found) ->
                found.stream()
                        .map(each -> RefundReader.read(each).orElseThrow(StripePaymentService::unreadable))
                        .toList();
            case Outcome.Failure<List<Refund>>(Reply reply) -> {
                failUnlessAbsent(reply);
                yield List.of();
            }
        };
    }

    @Override
    public Optional<PaidBack> refund(RefundId refund) {
        return switch (calls.retrieve(refund)) {
            case Outcome.Success<Refund>(Refund found) -> RefundReader.read(found);
            case Outcome.Failure<Refund>(Reply reply) -> {
                failUnlessAbsent(reply);
                yield Optional.empty();
            }
        };
    }

    private static void failUnlessAbsent(Reply reply) {
        switch (StripeAnswers.meaning(reply)) {
            case Meaning.Absent ignored -> {}
            case Meaning.TryAgain ignored -> throw retryable(reply);
            case Meaning.AlreadyRefunded ignored -> throw permanent(reply);
            case Meaning.Unfunded ignored -> throw permanent(reply);
            case Meaning.Refused ignored -> throw permanent(reply);
            case Meaning.GiveUp ignored -> throw permanent(reply);
        }
    }

    @Override
    public Word read(Map<String, String> headers, String body, Instant now) {
        return webhooks.read(headers, body, now);
    }

    private static RetryableFailure retryable(Reply reply) {
        return new RetryableFailure("Stripe: " + reply);
    }

    private static PermanentFailure permanent(Reply reply) {
        return new PermanentFailure("Stripe: " + reply);
    }

    private static RetryableFailure unreadable() {
        return new RetryableFailure("Stripe: a refund that cannot be read");
    }
}
