package sundown.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.Stripe;
import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeError;
import com.stripe.net.ApiResource.RequestMethod;
import com.stripe.net.BaseAddress;
import com.stripe.net.LiveStripeResponseGetter;
import com.stripe.net.RawApiRequest;
import com.stripe.net.RawRequestOptions;
import com.stripe.net.RequestOptions;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.service.RefundService;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.PaidThrough;
import sundown.digest.Sha256;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.refund.ReportingService;
import sundown.secret.Credential;
import sundown.secret.Credential.ApiKey;
import sundown.secret.CredentialCache;
import sundown.stripe.StripeAnswers.Meaning;
import sundown.stripe.StripeAnswers.Reply;
import sundown.stripe.StripeAnswers.Reply.Call;

/** Refunds the fees that Stripe took, ends subscriptions, and looks at the account, through Stripe's own library. */
@Singleton
public final class StripePaymentService implements ReportingService {
    /** The type token by which the library tells Gson what a page holds; the class has no other name. */
    static final String PAGE_OF_REFUNDS = "com.stripe.service.RefundService$1";

    private static final Logger LOG = Logger.getLogger(StripePaymentService.class);
    private static final long PAGE_OBJECTS = 100;

    /**
     * Registers, for the native executable, the classes that Stripe's library fills by reflection: Gson calls no
     * method.
     */
    @RegisterForReflection(
            methods = false,
            targets = {
                Refund.class,
                StripeCollection.class,
                StripeError.class,
                RefundCreateParams.class,
                RefundListParams.class
            },
            classNames = PAGE_OF_REFUNDS)
    static final class NativeRegistrations {}

    private static final String SUBSCRIPTIONS = "/v1/subscriptions/";

    /** Neither a last invoice for what was used, nor a credit for what was not. */
    private static final String WITHOUT_INVOICE = "?invoice_now=false&prorate=false";

    private static final String INVOICES = "/v1/invoices/";
    private static final String CHARGES = "/v1/charges/";
    private static final String BALANCE = "/v1/balance";
    /** Those that the endpoint of the webhooks gets. A page of 50 invoices with many lines fits into an answer. */
    private static final String EVENTS = "/v1/events?limit=50&types[0]=invoice.paid&types[1]=refund.created"
            + "&types[2]=refund.failed&types[3]=refund.updated";

    private static final String WITH_CHARGES = "?expand[]=payments.data.payment.payment_intent";

    private final LiveStripeResponseGetter calls;
    private final RefundService refunds;
    private final String base;
    private final CredentialCache<ApiKey> keys;
    private final StripeWebhooks webhooks;

    /** The webhooks' secret is for the functions that take webhooks: it stays with {@link StripeWebhooks}. */
    StripePaymentService(
            StripeTransport transport,
            @ConfigProperty(name = "STRIPE_URI") String base,
            Credential.Source<ApiKey> keys,
            Clock clock,
            StripeWebhooks webhooks) {
        this.calls = calls(transport);
        this.refunds = new RefundService(calls);
        this.base = base;
        this.keys = new CredentialCache<>(keys, clock);
        this.webhooks = webhooks;
    }

    /** Stripe receives no telemetry about its answers. */
    private static LiveStripeResponseGetter calls(StripeTransport transport) {
        Stripe.enableTelemetry = false;
        return new LiveStripeResponseGetter(transport);
    }

    private RequestOptions options(ApiKey key) {
        return RequestOptions.builder()
                .setApiKey(key.secret().reveal())
                .setBaseUrl(base)
                .setMaxNetworkRetries(0)
                .build();
    }

    @Override
    public PaidThrough through() {
        return PaidThrough.STRIPE;
    }

    /** The same charge and time always make the same request. */
    @Override
    public Answer refund(ChargeId charge, Instant firstAt) {
        RefundCreateParams parameters = RefundCreateParams.builder()
                .setCharge(charge.value())
                .putMetadata(ObjectReader.MARK, ObjectReader.OURS)
                .build();
        String idempotencyKey = idempotencyKey(charge, firstAt);
        return ask(
                Call.CREATE,
                options -> refunds.create(
                        parameters,
                        options.toBuilderFullCopy()
                                .setIdempotencyKey(idempotencyKey)
                                .build()),
                made -> new Answer.Made(readable(made)),
                StripePaymentService::notMade);
    }

    /**
     * The idempotency key of a charge's refund: a digest, because a key has at most 255 characters.
     *
     * @param firstAt when it was first asked for: Stripe repeats its answer to a key for a day, a refusal too
     */
    static String idempotencyKey(ChargeId charge, Instant firstAt) {
        String request = "refund of the last fee, charge " + charge.value() + ", from " + firstAt;
        return ObjectReader.OURS + "-"
                + Sha256.over(request.getBytes(StandardCharsets.US_ASCII)).hex();
    }

    private static Answer notMade(Reply reply) {
        return switch (StripeAnswers.meaning(reply)) {
            case Meaning.AlreadyRefunded _ -> new Answer.AlreadyRefunded();
            case Meaning.Unfunded _ -> new Answer.Unfunded();
            case Meaning.Refused refused -> {
                LOG.warnf("Stripe refuses a refund: %s", reply);
                yield new Answer.Refused(refused.why());
            }
            case Meaning.TryAgain _, Meaning.Absent _, Meaning.GiveUp _ -> throw failure(reply);
        };
    }

    @Override
    public List<PaidBack> refunds(ChargeId charge) {
        return ask(
                Call.LIST,
                options -> everyPage(charge, options),
                found -> found.stream().map(StripePaymentService::readable).toList(),
                reply -> absent(reply, List.of()));
    }

    private List<Refund> everyPage(ChargeId charge, RequestOptions options) throws StripeException {
        List<Refund> all = new ArrayList<>();
        RefundListParams.Builder parameters =
                RefundListParams.builder().setCharge(charge.value()).setLimit(PAGE_OBJECTS);
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
                options -> refunds.retrieve(refund.value(), options),
                ObjectReader::refund,
                reply -> absent(reply, Optional.empty()));
    }

    @Override
    public SubscriptionStatus subscription(SubscriptionId subscription) {
        return ask(
                Call.LOOK_AT_SUBSCRIPTION,
                options -> send(RequestMethod.GET, SUBSCRIPTIONS + subscription.value(), options),
                StripePaymentService::status,
                reply -> absent(reply, SubscriptionStatus.UNKNOWN));
    }

    @Override
    public void end(SubscriptionId subscription) {
        String path = SUBSCRIPTIONS + subscription.value() + WITHOUT_INVOICE;
        boolean accepted = ask(
                Call.END_SUBSCRIPTION,
                options -> send(RequestMethod.DELETE, path, options),
                ended -> true,
                reply -> absent(reply, false));
        LOG.debugf("the end of a subscription was accepted: %s", accepted);
    }

    @Override
    public Optional<Payment> payment(InvoiceId invoice) {
        return ask(
                Call.LOOK_AT_INVOICE,
                options -> send(RequestMethod.GET, INVOICES + invoice.value() + WITH_CHARGES, options),
                StripePaymentService::paid,
                reply -> absent(reply, Optional.empty()));
    }

    private static Optional<Payment> paid(JsonNode invoice) {
        try {
            return ObjectReader.payment(invoice);
        } catch (IllegalArgumentException unreadable) {
            throw new RetryableFailure("Stripe: an invoice that cannot be read");
        }
    }

    @Override
    public Optional<Events> events(Instant since, boolean undelivered, Optional<PaymentEventId> after) {
        String path = EVENTS + "&created[gte]=" + since.getEpochSecond()
                + (undelivered ? "&delivery_success=false" : "")
                + after.map(last -> "&starting_after=" + last.value()).orElse("");
        return ask(
                Call.LIST_EVENTS,
                options -> send(RequestMethod.GET, path, options),
                found -> Optional.of(events(found)),
                reply -> absent(reply, Optional.empty()));
    }

    private static Events events(JsonNode page) {
        try {
            return new Events(
                    page.path("data")
                            .valueStream()
                            .map(event ->
                                    new Event(new PaymentEventId(Json.text(event, "id")), StripeWebhooks.report(event)))
                            .toList(),
                    page.path("has_more").booleanValue());
        } catch (IllegalArgumentException unreadable) {
            throw new RetryableFailure("Stripe: an event that cannot be read");
        }
    }

    @Override
    public Funds funds() {
        return ask(
                Call.LOOK_AT_BALANCE,
                options -> send(RequestMethod.GET, BALANCE, options),
                ObjectReader::funds,
                reply -> {
                    throw failure(reply);
                });
    }

    @Override
    public Optional<Charge> charge(ChargeId charge) {
        return ask(
                Call.LOOK_AT_CHARGE,
                options -> send(RequestMethod.GET, CHARGES + charge.value(), options),
                found -> Optional.of(ObjectReader.charge(found)),
                reply -> absent(reply, Optional.empty()));
    }

    /** The library's model of a subscription has hundreds of classes, and one word of it is needed. */
    private JsonNode send(RequestMethod method, String path, RequestOptions options) throws StripeException {
        RawRequestOptions raw = RawRequestOptions.builder()
                .setApiKey(options.getApiKey())
                .setBaseUrl(base)
                .setMaxNetworkRetries(0)
                .build();
        return Json.read(calls.rawRequest(new RawApiRequest(BaseAddress.API, method, path, null, raw))
                .body());
    }

    private static SubscriptionStatus status(JsonNode subscription) {
        return switch (subscription.path("status").asText()) {
            case "canceled", "incomplete_expired" -> SubscriptionStatus.ENDED;
            case "" -> throw new RetryableFailure("Stripe: a subscription that cannot be read");
            default -> SubscriptionStatus.RUNNING;
        };
    }

    private static <T> T absent(Reply reply, T nothing) {
        if (StripeAnswers.meaning(reply) instanceof Meaning.Absent) {
            return nothing;
        }
        throw failure(reply);
    }

    @FunctionalInterface
    private interface Request<T> {
        T send(RequestOptions options) throws StripeException;
    }

    private sealed interface CallResult<T> {
        record Success<T>(T result) implements CallResult<T> {}

        record Failure<T>(Reply reply) implements CallResult<T> {}
    }

    /** Asks with the key in use, and once more when Stripe refuses it and operators have replaced it. */
    private <T, R> R ask(Call call, Request<T> request, Function<T, R> succeeded, Function<Reply, R> failed) {
        ApiKey key = keys.current();
        CallResult<T> first = send(call, request, key);
        CallResult<T> last = first instanceof CallResult.Failure<T>(Reply reply) && reply.refusesKey()
                ? keys.replacement(key).map(other -> send(call, request, other)).orElse(first)
                : first;
        return switch (last) {
            case CallResult.Success<T>(T result) -> succeeded.apply(result);
            case CallResult.Failure<T>(Reply reply) -> failed.apply(reply);
        };
    }

    private <T> CallResult<T> send(Call call, Request<T> request, ApiKey key) {
        try {
            return new CallResult.Success<>(request.send(options(key)));
        } catch (StripeException refused) {
            return new CallResult.Failure<>(Reply.of(call, refused));
        } catch (RuntimeException unreadable) {
            // The library fails on an empty body or one of another form, such as a proxy's.
            LOG.infof("unreadable answer to %s: %s", call, unreadable.getClass().getName());
            return new CallResult.Failure<>(Reply.silence(call));
        }
    }

    private static PaidBack readable(Refund refund) {
        return ObjectReader.refund(refund)
                .orElseThrow(() -> new RetryableFailure("Stripe: a refund that cannot be read"));
    }

    @Override
    public Word read(Map<String, String> headers, String body, Instant now) {
        return webhooks.read(headers, body, now);
    }

    private static RuntimeException failure(Reply reply) {
        return StripeAnswers.meaning(reply) instanceof Meaning.TryAgain
                ? new RetryableFailure("Stripe: " + reply)
                : new PermanentFailure("Stripe: " + reply);
    }
}
