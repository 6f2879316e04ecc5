package sundown.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.ChargeId;
import sundown.account.SubscriptionId;
import sundown.refund.PaymentService.Payment;

/**
 * Reads a paid invoice of a subscription as Stripe writes it, by the API's version of the library and by those before
 * 2025-03-31, in which an invoice names its subscription and its charge itself.
 *
 * @see <a href="https://docs.stripe.com/api/invoices/object">The invoice object</a>
 */
final class InvoiceReader {
    private InvoiceReader() {}

    /** The payment; nothing while the invoice is unpaid, or when no subscription or no charge belongs to it. */
    static Optional<Payment> read(JsonNode invoice) {
        Optional<String> subscription =
                firstText(invoice, "/parent/subscription_details/subscription", "/subscription");
        Optional<String> charge = firstText(
                invoice,
                "/payments/data/0/payment/payment_intent/latest_charge",
                "/payments/data/0/payment/charge",
                "/charge");
        if (!invoice.path("status").asText().equals("paid") || subscription.isEmpty() || charge.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Payment(
                new SubscriptionId(subscription.get()),
                new ChargeId(charge.get()),
                RefundReader.money(
                        invoice.path("amount_paid").asLong(),
                        invoice.path("currency").asText()),
                Instant.ofEpochSecond(
                        invoice.path("status_transitions").path("paid_at").asLong())));
    }

    private static Optional<String> firstText(JsonNode invoice, String... places) {
        return Stream.of(places)
                .map(place -> invoice.at(place).textValue())
                .filter(text -> text != null && !text.isEmpty())
                .findFirst();
    }
}
