package sundown.local.stripe;

import java.util.List;
import java.util.Map;
import sundown.local.http.Reply;
import sundown.local.stripe.StandInStripe.StandInCharge;

/**
 * Stripe's calls about a subscription, an invoice, a charge, and the account's balance, in the live mode.
 *
 * @see <a href="https://docs.stripe.com/api/subscriptions/cancel">Cancel a subscription</a>
 * @see <a href="https://docs.stripe.com/api/balance">Balance</a>
 */
record AccountEndpoints(Books books) {
    Reply subscription(String id) {
        return Reply.json(200, books.subscription(id).document());
    }

    /** Stripe knows a subscription that it has cancelled, and still refuses to cancel it once more. */
    Reply cancel(String id, Parameters parameters) {
        parameters.allow("invoice_now", "prorate");
        boolean settles = parameters.text("invoice_now").filter("true"::equals).isPresent()
                || parameters.text("prorate").filter("true"::equals).isPresent();
        return Reply.json(200, books.cancel(id, settles).document());
    }

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

    Reply invoice(String id) {
        return Reply.json(200, books.invoice(id).document());
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
