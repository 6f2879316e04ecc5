package sundown.stripe;

import com.stripe.Stripe;
import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeError;
import com.stripe.net.LiveStripeResponseGetter;
import com.stripe.net.RequestOptions;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.service.RefundService;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import sundown.account.ChargeId;
import sundown.digest.Sha256;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.refund.PaymentService;
import sundown.refund.RefundId;
import sundown.secret.Secret;
import sundown.stripe.Reply.Call;
import sundown.stripe.StripeAnswers.Meaning;

/** Refunds the fees that Stripe took, through Stripe's own library. */
@Singleton
public final class StripePaymentService implements PaymentService {
    /** The type token by which the library tells Gson what a page holds; the class has no other name. */
    static final String PAGE_OF_REFUNDS = "com.stripe.service.RefundService$1";

    private static final Logger LOG = Logger.getLogger(StripePaymentService.class);
    private static final long LARGEST_PAGE = 100;

    /** Registers, for the native executable, the classes that Stripe's library accesses by reflection (Gson). */
    @RegisterForReflection(
            targets = {
                Refund.class,
                StripeCollection.class,
                StripeError.class,
                RefundCreateParams.class,
                RefundListParams.class
            },
            classNames = PAGE_OF_REFUNDS)
    static final class NativeRegistrations {}

    private final RefundService refunds;
    private final RequestOptions options;
    private final StripeWebhooks webhooks;

    /** Reads the webhook secret at the first webhook, because not every function has it. */
    @Inject
    StripePaymentService(StripeTransport transport, Config config) {
        this(
                transport,
                URI.create(config.getValue("STRIPE_URI", String.class)),
                secret(config, "STRIPE_API_KEY"),
                () -> secret(config, "STRIPE_WEBHOOK_SECRET"));
    }

    StripePaymentService(StripeTransport transport, URI base, Secret apiKey, Supplier<Secret> webhookSecret) {
        this.refunds = refunds(transport);
        this.options = RequestOptions.builder()
                .setApiKey(apiKey.reveal())
                .setBaseUrl(base.toString())
                .setMaxNetworkRetries(0)
                .build();
        this.webhooks = new StripeWebhooks(webhookSecret);
    }

    /** Stripe receives no telemetry about its answers. */
    private static RefundService refunds(StripeTransport transport) {
        Stripe.enableTelemetry = false;
        return new RefundService(new LiveStripeResponseGetter(transport));
    }

    private static Secret secret(Config config, String name) {
        return new Secret(config.getValue(name, String.class));
    }

    /** The same charge and time always make the same request. */
    @Override
    public Answer refund(ChargeId charge, Instant firstAt) {
        RefundCreateParams parameters = RefundCreateParams.builder()
                .setCharge(charge.value())
                .putMetadata(RefundReader.MARK, RefundReader.OURS)
                .build();
        RequestOptions once = options.toBuilderFullCopy()
                .setIdempotencyKey(idempotencyKey(charge, firstAt))
                .build();
        return ask(
                Call.CREATE,
                () -> refunds.create(parameters, once),
                made -> new Answer.Made(readable(made)),
                StripePaymentService::notMade);
    }

    /**
     * The idempotency key of a charge's refund: a digest, because a key has at most 255 characters.
     *
     * @param firstAt when it was first asked for: Stripe repeats its answer to a key for a day, a refusal too
     */
    static String idempotencyKey(ChargeId charge, Instant firstAt) {
        byte[] name = ("refund of the last fee, charge " + charge.value() + ", from " + firstAt)
                .getBytes(StandardCharsets.US_ASCII);
        return RefundReader.OURS + "-" + Sha256.over(name).hex();
    }

    private static Answer notMade(Reply reply) {
        return switch (StripeAnswers.meaning(reply)) {
            case Meaning.AlreadyRefunded _ -> new Answer.AlreadyRefunded();
            case Meaning.Unfunded _ -> new Answer.Unfunded();
            case Meaning.Refused refused -> {
                LOG.warnf("Stripe refuses a refund: %s", reply);
                yield new Answer.Refused(refused.why());
            }
            case Meaning.TryAgain _ -> throw retryable(reply);
            case Meaning.Absent _, Meaning.GiveUp _ -> throw permanent(reply);
        };
    }

    @Override
    public List<PaidBack> refunds(ChargeId charge) {
        return ask(
                Call.LIST,
                () -> everyPage(charge),
                found -> found.stream().map(StripePaymentService::readable).toList(),
                reply -> absent(reply, List.of()));
    }

    private List<Refund> everyPage(ChargeId charge) throws StripeException {
        List<Refund> all = new ArrayList<>();
        RefundListParams.Builder parameters =
                RefundListParams.builder().setCharge(charge.value()).setLimit(LARGEST_PAGE);
        StripeCollection<Refund> page = refunds.list(parameters.build(), options);
        all.addAll(page.getData());
        while (page.getHasMore()) {
            parameters.setStartingAfter(all.getLast().getId());
            page = refunds.list(parameters.build(), options);
            all.addAll(page.getData());
        }
        return all;
    }

    @Override
    public Optional<PaidBack> refund(RefundId refund) {
        return ask(
                Call.RETRIEVE,
                () -> refunds.retrieve(refund.value(), options),
                RefundReader::read,
                reply -> absent(reply, Optional.empty()));
    }

    private static <T> T absent(Reply reply, T nothing) {
        return switch (StripeAnswers.meaning(reply)) {
            case Meaning.Absent _ -> nothing;
            case Meaning.TryAgain _ -> throw retryable(reply);
            case Meaning.AlreadyRefunded _, Meaning.Unfunded _, Meaning.Refused _, Meaning.GiveUp _ ->
                throw permanent(reply);
        };
    }

    @FunctionalInterface
    private interface Request<T> {
        T send() throws StripeException;
    }

    private static <T, R> R ask(Call call, Request<T> request, Function<T, R> succeeded, Function<Reply, R> failed) {
        T result;
        try {
            result = request.send();
        } catch (StripeException refused) {
            return failed.apply(Reply.of(call, refused));
        } catch (RuntimeException unreadable) {
            // The library fails on an empty body or one of another form, such as a proxy's.
            LOG.infof("unreadable answer to %s: %s", call, unreadable.getClass().getName());
            return failed.apply(Reply.silence(call));
        }
        return succeeded.apply(result);
    }

    private static PaidBack readable(Refund refund) {
        return RefundReader.read(refund)
                .orElseThrow(() -> new RetryableFailure("Stripe: a refund that cannot be read"));
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
}
