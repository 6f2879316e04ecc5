package sundown.local.stripe;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import sundown.local.fault.FaultScript;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.local.http.Request;

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

    /** The base address of the API, without a slash at its end. */
    public URI uri() {
        return server.address();
    }

    /** Sends webhooks to this address from now on, including those about the past. */
    public void sendWebhooksTo(URI address) {
        webhookAddress.set(Optional.of(address));
    }

    /** Adds a paid charge. */
    public void add(StandInCharge charge) {
        books.add(charge);
    }

    /** Adds a subscription. */
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

    /** A subscription as it is now. */
    public StandInSubscription subscription(String id) {
        return books.subscription(id);
    }

    /** Refunds a part of a charge, as an operator can in Stripe's dashboard. */
    public void refundInDashboard(String charge, long amount) {
        books.refund(charge, Optional.of(amount), Map.of());
    }

    /** The amounts of a charge's refunds, without those that failed. */
    public List<Long> refunded(String charge) {
        Instant now = clock.instant();
        return books.refunds(Optional.of(charge)).stream()
                .map(refund -> refund.amount(now))
                .filter(amount -> amount > 0)
                .toList();
    }

    /** Sets the fate of a future refund; several fates are used one after the other. */
    public void next(Fate fate) {
        books.next(fate);
    }

    /** Takes another API key from now on. */
    public void replaceApiKey(String newKey) {
        apiKey.set(newKey);
    }

    /** Leaves all calls without an answer for this time, by the clock. */
    public void goDownFor(Duration time) {
        books.goDownUntil(clock.instant().plus(time));
    }

    /** The account's balance covers no refund from now on. */
    public void emptyBalance() {
        books.setBalanceEmpty(true);
    }

    /** The account's balance covers every refund again. */
    public void topUp() {
        books.setBalanceEmpty(false);
    }

    /** The faults, which can be changed at any time. */
    public FaultScript<Operation, Effect> faults() {
        return script;
    }

    @Override
    public void close() {
        webhooks.close();
        server.close();
    }
}
