package sundown.stripe;

import com.stripe.Stripe;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import sundown.refund.PaymentService;
import sundown.secret.Secret;

/**
 * Gives the functions the port that Stripe fulfils. Configuration is read when the port is first needed, and the
 * webhooks' secret at the first webhook, because not every function is given them.
 */
final class StripeProducers {
    /** An answer of a charge that is given back already is followed by a look: both end within the function's 29 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Produces
    @Singleton
    StripeTransport transport() {
        // Stripe is told nothing of how its answers fare here.
        Stripe.enableTelemetry = false;
        return new StripeTransport(PATIENCE);
    }

    void close(@Disposes StripeTransport transport) {
        transport.close();
    }

    @Produces
    @Singleton
    PaymentService payments(StripeTransport transport, Config config) {
        URI base = URI.create(config.getValue("STRIPE_URI", String.class));
        return new StripePaymentService(
                new RefundCalls(transport, base, secret(config, "STRIPE_API_KEY")),
                new StripeWebhooks(() -> secret(config, "STRIPE_WEBHOOK_SECRET")));
    }

    private static Secret secret(Config config, String name) {
        return new Secret(config.getValue(name, String.class));
    }
}
