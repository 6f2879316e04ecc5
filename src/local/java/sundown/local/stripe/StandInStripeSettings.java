package sundown.local.stripe;

/**
 * How the stand-in Stripe is to be.
 *
 * @param webhookSecret with which webhooks are signed
 */
public record StandInStripeSettings(String apiKey, String webhookSecret) {}
