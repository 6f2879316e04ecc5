package sundown.local.stripe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import sundown.local.fault.FaultScript;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.local.http.Request;
import sundown.local.stripe.Api.IdempotencyKeys;

/**
 * A stand-in for Stripe: refunds and webhooks from one state in memory. It does what Stripe documents and can be told
 * to misbehave, as {@code docs/stand-in-stripe.md} describes. It serves only this machine.
 */
public final class StandInStripe implements AutoCloseable {
    private final LoopbackServer server;
    private final Books books;
    private final FaultScript<Operation, Effect> script;
    private final Webhooks webhooks;
    private final Api api;
    private final ControlEndpoints control;
    private final Clock clock;
    private final AtomicReference<String> apiKey;
    private final AtomicReference<Optional<URI>> webhookAddress = new AtomicReference<>(Optional.empty());

    private StandInStripe(StandInStripeSettings settings, Clock clock) {
        this.clock = clock;
        apiKey = new AtomicReference<>(settings.apiKey());
        books = new Books(clock);
        script = new FaultScript<>();
        webhooks = new Webhooks(books, webhookAddress::get, settings.webhookSecret());
        api = new Api(books, webhooks, script, new IdempotencyKeys(clock), apiKey::get);
        control = new ControlEndpoints(books, script, webhooks);
        server = LoopbackServer.bind(0);
    }

    /** Starts one; it serves until it is closed. */
    public static StandInStripe start(StandInStripeSettings settings, Clock clock) {
        StandInStripe stripe = new StandInStripe(settings, clock);
        stripe.server.serve(stripe::answer);
        stripe.webhooks.start();
        return stripe;
    }

    private Reply answer(Request request) throws IOException {
        return request.path().startsWith(ControlEndpoints.PREFIX) ? control.answer(request) : api.answer(request);
    }

    public URI uri() {
        return server.address();
    }

    /** Sends webhooks to this address from now on, including those about the past. */
    public void sendWebhooksTo(URI address) {
        webhookAddress.set(Optional.of(address));
    }

    public void add(StandInCharge charge) {
        books.add(charge);
    }

    public void add(StandInSubscription subscription) {
        books.add(subscription);
    }

    /**
     * A subscription charges a fee, even one that was cancelled, whose charge was on its way.
     *
     * @return the id of the invoice
     */
    public String charge(String subscription, StandInCharge fee) {
        return books.charge(subscription, fee).id();
    }

    public StandInSubscription subscription(String id) {
        return books.subscription(id);
    }

    /** Refunds a part of a charge, as an operator can in Stripe's dashboard. */
    public void refundInDashboard(String charge, long amount) {
        books.refund(charge, Optional.of(amount), Map.of());
    }

    /** A member disputes a charge at their bank. */
    public void dispute(String charge) {
        books.dispute(charge);
    }

    /** The amounts of a charge's refunds, without those that failed. */
    public List<Long> refunded(String charge) {
        Instant now = clock.instant();
        return books.refunds(Optional.of(charge)).stream()
                .map(refund -> refund.amount(now))
                .filter(amount -> amount > 0)
                .toList();
    }

    public void next(Fate fate) {
        books.next(fate);
    }

    public void replaceApiKey(String newKey) {
        apiKey.set(newKey);
    }

    /** Leaves all calls without an answer for this time, by the clock. */
    public void goDownFor(Duration time) {
        books.goDownUntil(clock.instant().plus(time));
    }

    public void emptyBalance() {
        books.setBalanceEmpty(true);
    }

    public void topUp() {
        books.setBalanceEmpty(false);
    }

    public FaultScript<Operation, Effect> faults() {
        return script;
    }

    @Override
    public void close() {
        webhooks.close();
        server.close();
    }

    public record StandInStripeSettings(String apiKey, String webhookSecret) {}

    /**
     * A charge that was paid.
     *
     * @param amount in Stripe's minor units of the currency
     * @param currency in lower case
     * @param elsewhere true when it was paid to an account that the API key does not reach
     */
    public record StandInCharge(String id, long amount, String currency, boolean elsewhere) {
        /** A charge of the account that the API key is for. */
        public StandInCharge(String id, long amount, String currency) {
            this(id, amount, currency, false);
        }
    }

    /**
     * A subscription.
     *
     * @param elsewhere true when it belongs to an account that the API key does not reach
     * @param endedAt when it was cancelled; nothing while it runs
     * @param settled true when the cancellation made a last invoice or a credit
     */
    public record StandInSubscription(String id, boolean elsewhere, Optional<Instant> endedAt, boolean settled) {
        public StandInSubscription(String id) {
            this(id, false, Optional.empty(), false);
        }

        /** The same on an account that the API key does not reach. */
        public static StandInSubscription elsewhere(String id) {
            return new StandInSubscription(id, true, Optional.empty(), false);
        }

        StandInSubscription ended(Instant now, boolean settles) {
            return new StandInSubscription(id, elsewhere, Optional.of(now), settles);
        }

        Map<String, Object> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("id", id);
            document.put("object", "subscription");
            document.put("cancel_at_period_end", false);
            document.put("canceled_at", endedAt.map(Instant::getEpochSecond).orElse(null));
            document.put("ended_at", endedAt.map(Instant::getEpochSecond).orElse(null));
            document.put("status", endedAt.isPresent() ? "canceled" : "active");
            return document;
        }
    }

    /**
     * What becomes of a refund.
     *
     * @param first its status when it is made: {@code pending}, {@code requires_action}, {@code succeeded},
     *     {@code failed} or {@code canceled}
     * @param afterSeconds when it changes
     * @param later its status from then on
     */
    public record Fate(String first, long afterSeconds, String later) {
        public static Fate of(String status) {
            return new Fate(status, 0, status);
        }

        public static Fate changing(String first, Duration after, String later) {
            return new Fate(first, after.toSeconds(), later);
        }
    }

    public enum Operation {
        CREATE_REFUND,
        LIST_REFUNDS,
        RETRIEVE_REFUND,
        RETRIEVE_SUBSCRIPTION,
        CANCEL_SUBSCRIPTION,
        RETRIEVE_INVOICE,
        RETRIEVE_CHARGE,
        RETRIEVE_BALANCE,
        LIST_EVENTS
    }

    /**
     * Signs bodies as Stripe does: HMAC-SHA256 over the time and the body.
     *
     * @see <a href="https://docs.stripe.com/webhooks#verify-manually">Signatures</a>
     */
    public static final class WebhookSignature {
        public static final String HEADER = "Stripe-Signature";

        private WebhookSignature() {}

        /** The header's value; several secrets sign while one is being replaced. */
        public static String of(String body, Instant at, String... secrets) {
            return of(body, at.getEpochSecond(), secrets);
        }

        /** The header's value for a time that may be none. */
        public static String of(String body, long second, String... secrets) {
            return "t=" + second + ","
                    + Arrays.stream(secrets)
                            .map(secret -> "v1=" + code(secret, second + "." + body))
                            .collect(Collectors.joining(","));
        }

        private static String code(String secret, String text) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
                return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
            }
        }
    }

    /** What a fault does to the call that it strikes. In JSON, {@code type} is the name in the annotation. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(name = "answer", value = Effect.Answer.class),
        @JsonSubTypes.Type(name = "breakDown", value = Effect.BreakDown.class),
        @JsonSubTypes.Type(name = "drop", value = Effect.Drop.class),
        @JsonSubTypes.Type(name = "actThenDrop", value = Effect.ActThenDrop.class),
        @JsonSubTypes.Type(name = "actThenSilence", value = Effect.ActThenSilence.class)
    })
    public sealed interface Effect {
        /** The call is turned away with this status, before anything is done or kept. */
        record Answer(int status, Optional<String> code) implements Effect {
            public Answer {
                code = code == null ? Optional.empty() : code;
            }
        }

        /** Nothing is done; the answer is 500, and is given again under the same idempotency key. */
        record BreakDown() implements Effect {}

        /** The connection breaks before anything is done. */
        record Drop() implements Effect {}

        /** The call is carried out, and the connection breaks before the answer. */
        record ActThenDrop() implements Effect {}

        /** The call is carried out and never answered: the caller runs into its timeout. */
        record ActThenSilence() implements Effect {}
    }
}
