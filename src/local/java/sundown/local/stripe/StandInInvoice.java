package sundown.local.stripe;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An invoice of a subscription that was paid by a charge. */
record StandInInvoice(String id, String subscription, StandInCharge charge, Instant paidAt) {
    /** The document with its payments expanded, as the API has it since 2025-03-31. */
    Map<String, Object> document() {
        Map<String, Object> intent = Map.of("id", "pi_" + id, "object", "payment_intent", "latest_charge", charge.id());
        Map<String, Object> payment =
                Map.of("payment", Map.of("type", "payment_intent", "payment_intent", intent), "status", "paid");
        return Map.of(
                "id", id,
                "object", "invoice",
                "status", "paid",
                "amount_paid", charge.amount(),
                "currency", charge.currency(),
                "parent", Map.of("subscription_details", Map.of("subscription", subscription)),
                "payments", Map.of("object", "list", "data", List.of(payment)),
                "status_transitions", Map.of("paid_at", paidAt.getEpochSecond()));
    }
}
