package sundown.local.stripe;

/**
 * How the stand-in Stripe is to be.
 *
 * @param port on this machine's loopback address; 0 takes a free one
 * @param webhookSecret with which webhooks are signed
 */
public record StandInStripeSettings(int port, String apiKey, String webhookSecret) {
    /** On a free port. */
    public static StandInStripeSettings of(String apiKey, String webhookSecret) {
        return new StandInStripeSettings(0, apiKey, webhookSecret);
    }
}
