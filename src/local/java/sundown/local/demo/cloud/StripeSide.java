package sundown.local.demo.cloud;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import sundown.local.stripe.StandInStripe;
import sundown.local.stripe.StandInStripeSettings;

/** The stand-in Stripe of one machine's cloud. */
record StripeSide(StandInStripe standIn) implements AutoCloseable {
    /** The secret in which the template finds Stripe's keys. */
    static final String SECRET = "sundown/stripe";

    private static final StandInStripeSettings SETTINGS =
            StandInStripeSettings.of("sk_test_sundown_local", "whsec_sundown_local");
    private static final String WEBHOOKS = "/webhooks/payments";

    static StripeSide start(Clock clock) {
        return new StripeSide(StandInStripe.start(SETTINGS, clock));
    }

    /** What the template's parameters are set to. */
    Map<String, String> parameters() {
        return Map.of("StripeSecretName", SECRET, "StripeUri", standIn.uri().toString());
    }

    /** What the secret holds. */
    Map<String, String> keys() {
        return Map.of("apiKey", SETTINGS.apiKey(), "webhookSecret", SETTINGS.webhookSecret());
    }

    /** Sends the webhooks to an API. */
    void tell(URI api) {
        standIn.sendWebhooksTo(URI.create(api + WEBHOOKS));
    }

    @Override
    public void close() {
        standIn.close();
    }
}
