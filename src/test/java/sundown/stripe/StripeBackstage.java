package sundown.stripe;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.contract.PaymentBackstage;
import sundown.local.fault.FaultScript.Fault;
import sundown.local.stripe.StandInStripe;
import sundown.local.stripe.StandInStripe.Effect;
import sundown.local.stripe.StandInStripe.Fate;
import sundown.local.stripe.StandInStripe.Operation;
import sundown.local.stripe.StandInStripe.StandInCharge;
import sundown.local.stripe.StandInStripe.StandInStripeSettings;
import sundown.local.stripe.StandInStripe.StandInSubscription;
import sundown.local.stripe.StandInStripe.WebhookSignature;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.ReportingService.InvoiceId;
import sundown.runtime.ManualClock;
import sundown.secret.Credential.ApiKey;
import sundown.secret.Credential.WebhookSecret;
import sundown.secret.InMemoryCredentialSource;
import sundown.secret.Secret;

/** The stand-in Stripe, and the adapter that speaks to it. */
final class StripeBackstage implements PaymentBackstage, AutoCloseable {
    private static final String API_KEY = "sk_test_1";
    private static final String WEBHOOK_SECRET = "whsec_1";

    private final ManualClock clock = new ManualClock(Instant.parse("2022-12-01T10:00:00Z"));
    final StandInStripe stripe = StandInStripe.start(new StandInStripeSettings(API_KEY, WEBHOOK_SECRET), clock);
    private final StripeTransport transport = new StripeTransport(Duration.ofSeconds(3));
    /** Where operators keep the API key. */
    final InMemoryCredentialSource<ApiKey> keys = InMemoryCredentialSource.of(new ApiKey(new Secret(API_KEY)));

    private final InMemoryCredentialSource<WebhookSecret> secrets =
            InMemoryCredentialSource.of(new WebhookSecret(new Secret(WEBHOOK_SECRET)));

    @Override
    public StripePaymentService service() {
        return service(stripe.uri());
    }

    StripePaymentService service(URI base) {
        return new StripePaymentService(transport, base.toString(), keys, clock, new StripeWebhooks(secrets, clock));
    }

    /** An operator stores another signing secret. */
    void storeWebhookSecret(String secret) {
        secrets.put(new WebhookSecret(new Secret(secret)));
    }

    /** How often the signing secret was read. */
    int readsOfWebhookSecret() {
        return secrets.reads();
    }

    /** The headers of a body that was signed now by these secrets, as long as Stripe knows several. */
    Map<String, String> signedBy(String body, String... signingSecrets) {
        return header(WebhookSignature.of(body, now(), signingSecrets));
    }

    @Override
    public void charge(ChargeId charge, Money fee) {
        stripe.add(new StandInCharge(charge.value(), amount(fee), currency(fee)));
    }

    @Override
    public void chargeElsewhere(ChargeId charge, Money fee) {
        stripe.add(new StandInCharge(charge.value(), amount(fee), currency(fee), true));
    }

    @Override
    public void subscribe(SubscriptionId subscription) {
        stripe.add(new StandInSubscription(subscription.value()));
    }

    @Override
    public void subscribeElsewhere(SubscriptionId subscription) {
        stripe.add(StandInSubscription.elsewhere(subscription.value()));
    }

    @Override
    public void strikeEnd(Trouble trouble) {
        stripe.faults().add(Fault.next(Operation.CANCEL_SUBSCRIPTION, effect(trouble)));
    }

    @Override
    public InvoiceId charge(SubscriptionId subscription, ChargeId charge, Money fee) {
        return new InvoiceId(
                stripe.charge(subscription.value(), new StandInCharge(charge.value(), amount(fee), currency(fee))));
    }

    @Override
    public String wordOf(InvoiceId invoice) {
        return """
                {"id": "evt_1", "object": "event", "type": "invoice.paid",
                 "data": {"object": {"id": "%s", "object": "invoice", "status": "paid"}}}""".formatted(invoice.value());
    }

    @Override
    public void refundByOthers(ChargeId charge, Money amount) {
        stripe.refundInDashboard(charge.value(), amount(amount));
    }

    @Override
    public void dispute(ChargeId charge) {
        stripe.dispute(charge.value());
    }

    /** As Stripe's page on currencies has it. */
    private static long amount(Money money) {
        return switch (money.currency().getCurrencyCode()) {
            case "ISK", "UGX" -> money.minorUnits() * 100;
            case "MGA" -> money.minorUnits() / 100;
            default -> money.minorUnits();
        };
    }

    private static String currency(Money money) {
        Currency currency = money.currency();
        return currency.getCurrencyCode().toLowerCase(Locale.ROOT);
    }

    @Override
    public void nextRefundIs(PaidBack.Status status) {
        stripe.next(Fate.of(written(status)));
    }

    @Override
    public void nextRefundIs(PaidBack.Status status, Duration after, PaidBack.Status later) {
        stripe.next(Fate.changing(written(status), after, written(later)));
    }

    private static String written(PaidBack.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void strike(Trouble trouble) {
        stripe.faults().add(Fault.next(Operation.CREATE_REFUND, effect(trouble)));
    }

    private static Effect effect(Trouble trouble) {
        return switch (trouble) {
            case LOST_BEFORE_ACTING -> new Effect.Drop();
            case LOST_AFTER_ACTING -> new Effect.ActThenDrop();
            case SILENT_AFTER_ACTING -> new Effect.ActThenSilence();
            case BREAKDOWN -> new Effect.BreakDown();
            case TOO_MANY_REQUESTS -> new Effect.Answer(429, Optional.of("rate_limit"));
            case KEY_IN_USE -> new Effect.Answer(409, Optional.of("idempotency_key_in_use"));
        };
    }

    @Override
    public void goDown() {
        stripe.goDownFor(Duration.ofDays(1000));
    }

    @Override
    public void comeBack() {
        stripe.goDownFor(Duration.ZERO);
    }

    @Override
    public void emptyBalance() {
        stripe.emptyBalance();
    }

    @Override
    public void topUp() {
        stripe.topUp();
    }

    @Override
    public void replaceKey() {
        stripe.replaceApiKey("sk_test_2");
    }

    @Override
    public void passes(Duration time) {
        clock.advance(time);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public String wordOf(RefundId refund) {
        return """
                {"id": "evt_1", "object": "event", "type": "refund.updated",
                 "data": {"object": {"id": "%s", "object": "refund", "status": "succeeded"}}}""".formatted(refund.value());
    }

    @Override
    public String wordOfSomethingElse() {
        return """
                {"id": "evt_1", "object": "event", "type": "charge.refunded",
                 "data": {"object": {"id": "ch_1", "object": "charge", "refunded": true}}}""";
    }

    @Override
    public Map<String, String> signed(String body, Instant at) {
        return header(WebhookSignature.of(body, at, WEBHOOK_SECRET));
    }

    @Override
    public Map<String, String> signedTwice(String body, Instant at) {
        return header(WebhookSignature.of(body, at, "whsec_0", WEBHOOK_SECRET));
    }

    @Override
    public Map<String, String> forged(String body, Instant at) {
        return header(WebhookSignature.of(body, at, "whsec_guessed"));
    }

    private static Map<String, String> header(String signature) {
        return Map.of(WebhookSignature.HEADER.toLowerCase(Locale.ROOT), signature);
    }

    @Override
    public void close() {
        transport.close();
        stripe.close();
    }
}
