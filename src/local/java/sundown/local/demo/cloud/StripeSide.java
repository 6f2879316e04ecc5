package sundown.local.demo.cloud;

import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import sundown.account.Membership;
import sundown.account.Money;
import sundown.local.emulators.Cloud;
import sundown.local.stripe.StandInStripe;
import sundown.local.stripe.StandInStripe.StandInCharge;
import sundown.local.stripe.StandInStripe.StandInStripeSettings;
import sundown.local.stripe.StandInStripe.StandInSubscription;

/** The stand-in Stripe of one machine's cloud. */
record StripeSide(StandInStripe standIn) implements AutoCloseable {
    private static final String API_KEY = "sundown/stripe-api-key";
    private static final String WEBHOOK_SECRET = "sundown/stripe-webhook";
    private static final StandInStripeSettings SETTINGS =
            new StandInStripeSettings("sk_test_sundown_local", "whsec_sundown_local");
    private static final String WEBHOOKS = "/webhooks/payments";

    static StripeSide start(Clock clock) {
        return new StripeSide(StandInStripe.start(SETTINGS, clock));
    }

    Map<String, String> parameters() {
        return Map.of(
                "StripeApiKeySecretName", API_KEY,
                "StripeWebhookSecretName", WEBHOOK_SECRET,
                "StripeUri", standIn.uri().toString());
    }

    /** Knows a member's last payment, and what renews the membership. */
    void bill(Membership membership) {
        Money fee = membership.fee();
        standIn.add(new StandInCharge(
                membership.charge().value(),
                fee.minorUnits(),
                fee.currency().getCurrencyCode().toLowerCase(Locale.ROOT)));
        membership.subscription().ifPresent(renewal -> standIn.add(new StandInSubscription(renewal.value())));
    }

    /** Stores what operators store before they deploy. */
    static void putSecrets(Cloud cloud) {
        cloud.putSecret(API_KEY, Map.of("apiKey", SETTINGS.apiKey()));
        cloud.putSecret(WEBHOOK_SECRET, Map.of("webhookSecret", SETTINGS.webhookSecret()));
    }

    void tell(URI api) {
        standIn.sendWebhooksTo(URI.create(api + WEBHOOKS));
    }

    @Override
    public void close() {
        standIn.close();
    }
}
