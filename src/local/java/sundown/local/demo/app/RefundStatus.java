package sundown.local.demo.app;

import java.time.Instant;
import java.util.Optional;

/**
 * Where the last fee is, as {@code GET /me} reports it.
 *
 * @param state the stable name of the state
 * @param amount for people
 * @param date when it went back, or the latest date at which it will
 */
public record RefundStatus(String state, Optional<String> amount, Optional<Instant> date) {

    /** True once the fee has gone back. */
    public boolean refunded() {
        return state.equals("refunded");
    }
}
