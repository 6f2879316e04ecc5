package sundown.local.stripe;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A refund; what it is depends on the time. */
record StandInRefund(
        String id, StandInCharge charge, long amount, Map<String, String> metadata, Fate fate, Instant createdAt) {
    private static final Set<String> WITHOUT_EFFECT = Set.of("failed", "canceled");

    String status(Instant now) {
        return now.isBefore(createdAt.plusSeconds(fate.afterSeconds())) ? fate.first() : fate.later();
    }

    /** What of the charge it gives back; nothing when it failed. */
    long amount(Instant now) {
        return WITHOUT_EFFECT.contains(status(now)) ? 0 : amount;
    }

    /** The document. */
    Map<String, Object> document(Instant now) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("object", "refund");
        document.put("amount", amount);
        document.put("balance_transaction", null);
        document.put("charge", charge.id());
        document.put("created", createdAt.getEpochSecond());
        document.put("currency", charge.currency());
        document.put("destination_details", destination());
        document.put("metadata", metadata);
        document.put("payment_intent", null);
        document.put("reason", null);
        document.put("receipt_number", null);
        document.put("source_transfer_reversal", null);
        document.put("status", status(now));
        document.put("transfer_reversal", null);
        if (status(now).equals("failed")) {
            document.put("failure_reason", "expired_or_canceled_card");
        }
        return document;
    }

    private static Map<String, Object> destination() {
        Map<String, String> card =
                Map.of("reference_status", "pending", "reference_type", "acquirer_reference_number", "type", "refund");
        return Map.of("card", card, "type", "card");
    }
}
