package sundown.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.net.LiveStripeResponseGetter;
import com.stripe.net.RequestOptions;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.service.RefundService;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import sundown.account.ChargeId;
import sundown.refund.RefundId;
import sundown.secret.Secret;

/** The calls to Stripe, by its own library. What this throws becomes a reply for the table. */
final class RefundCalls {
    private static final Logger LOG = Logger.getLogger(RefundCalls.class);
    private static final long MOST_IN_A_PAGE = 100;

    private final RefundService refunds;
    private final RequestOptions options;

    RefundCalls(StripeTransport transport, URI base, Secret apiKey) {
        this.refunds = new RefundService(new LiveStripeResponseGetter(transport));
        this.options = RequestOptions.builder()
                .setApiKey(apiKey.reveal())
                .setBaseUrl(base.toString())
                .setMaxNetworkRetries(0)
                .build();
    }

    /** What a call came to. */
    sealed interface Outcome<T> {
        /** Its result. */
        record Success<T>(T result) implements Outcome<T> {}

        /** None, for the table. */
        record Failure<T>(Reply reply) implements Outcome<T> {}
    }

    /** Asks for all of a charge that has not been given back. The same charge and time always make the same request. */
    Outcome<Refund> create(ChargeId charge, Instant firstAt) {
        RefundCreateParams parameters = RefundCreateParams.builder()
                .setCharge(charge.value())
                .putMetadata(IdempotencyKey.NAME, IdempotencyKey.VALUE)
                .build();
        RequestOptions once = options.toBuilderFullCopy()
                .setIdempotencyKey(IdempotencyKey.keyOf(charge, firstAt))
                .build();
        return outcome(Call.CREATE, () -> refunds.create(parameters, once));
    }

    /** All refunds of a charge, page by page. */
    Outcome<List<Refund>> list(ChargeId charge) {
        return outcome(Call.LIST, () -> {
            List<Refund> all = new ArrayList<>();
            RefundListParams.Builder parameters =
                    RefundListParams.builder().setCharge(charge.value()).setLimit(MOST_IN_A_PAGE);
            StripeCollection<Refund> page = refunds.list(parameters.build(), options);
            all.addAll(page.getData());
            while (page.getHasMore()) {
                parameters.setStartingAfter(all.getLast().getId());
                page = refunds.list(parameters.build(), options);
                all.addAll(page.getData());
            }
            return all;
        });
    }

    /** One refund. */
    Outcome<Refund> retrieve(RefundId refund) {
        return outcome(Call.RETRIEVE, () -> refunds.retrieve(refund.value(), options));
    }

    @FunctionalInterface
    private interface Request<T> {
        T send() throws StripeException;
    }

    private static <T> Outcome<T> outcome(Call call, Request<T> request) {
        try {
            return new Outcome.Success<>(request.send());
        } catch (StripeException refused) {
            return new Outcome.Failure<>(Reply.of(call, refused));
        } catch (RuntimeException unreadable) {
            // The library trips over a body that is empty or of another form, a proxy's for example.
            LOG.infof(
                    "an answer to %s that cannot be read: %s",
                    call, unreadable.getClass().getName());
            return new Outcome.Failure<>(Reply.silence(call));
        }
    }
}
