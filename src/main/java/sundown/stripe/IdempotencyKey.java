package sundown.stripe;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import sundown.account.ChargeId;
import sundown.digest.Sha256;

/** How a refund of ours is known: by its metadata, and before it is made by the key of its request. */
final class IdempotencyKey {
    static final String NAME = "refunded_by";
    static final String VALUE = "sundown";

    private IdempotencyKey() {}

    /**
     * The idempotency key of a charge's one refund. A digest, since a key is at most 255 characters long.
     *
     * @param firstAt when it was first asked for: what Stripe answers to a key it answers to it all day, a refusal too
     */
    static String keyOf(ChargeId charge, Instant firstAt) {
        byte[] name = ("refund of the last fee, charge " + charge.value() + ", from " + firstAt)
                .getBytes(StandardCharsets.US_ASCII);
        return VALUE + "-" + Sha256.over(name).hex();
    }
}
