package sundown.local.stripe;

import java.time.Duration;

/**
 * What becomes of a refund.
 *
 * @param first its status when it is made: {@code pending}, {@code requires_action}, {@code succeeded}, {@code failed}
 *     or {@code canceled}
 * @param afterSeconds when it changes
 * @param later its status from then on
 */
public record Fate(String first, long afterSeconds, String later) {
    /** It is at once what it will be. */
    public static Fate of(String status) {
        return new Fate(status, 0, status);
    }

    /** It changes once. */
    public static Fate changing(String first, Duration after, String later) {
        return new Fate(first, after.toSeconds(), later);
    }
}
