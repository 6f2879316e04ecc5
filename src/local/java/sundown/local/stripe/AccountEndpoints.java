package sundown.local.stripe;

import java.util.List;
import java.util.Map;
import sundown.local.http.Reply;

/**
 * Stripe's calls about a charge, and about the account's balance, in the live mode.
 *
 * @see <a href="https://docs.stripe.com/api/balance">Balance</a>
 */
record AccountEndpoints(Books books) {
    Reply charge(String id) {
        StandInCharge charge = books.reachable(id);
        long left = books.left(charge);
        return Reply.json(
                200,
                Map.of(
                        "id",
                        charge.id(),
                        "object",
                        "charge",
                        "amount",
                        charge.amount(),
                        "amount_refunded",
                        charge.amount() - left,
                        "currency",
                        charge.currency(),
                        "paid",
                        true,
                        "livemode",
                        true));
    }

    /** What was ever taken is there, until a test empties the balance. */
    Reply balance() {
        return Reply.json(
                200,
                Map.of(
                        "object",
                        "balance",
                        "livemode",
                        true,
                        "available",
                        books.balance().entrySet().stream()
                                .map(amount -> Map.of("amount", amount.getValue(), "currency", amount.getKey()))
                                .toList(),
                        "pending",
                        List.of()));
    }
}
