package sundown.local.stripe;

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
