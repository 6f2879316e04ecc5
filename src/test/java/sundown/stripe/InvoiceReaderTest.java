package sundown.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.edge.Json;
import sundown.refund.PaymentService.Payment;

class InvoiceReaderTest {
    private static final Payment PAID = new Payment(
            new SubscriptionId("sub_1"),
            new ChargeId("ch_1"),
            Money.of(1_200, "EUR"),
            Instant.parse("2022-12-01T10:00:00Z"));
    private static final String REST = """
            "object": "invoice", "status": "paid", "amount_paid": 1200, "currency": "eur",
            "status_transitions": {"paid_at": 1669888800}""";

    /** Before 2025-03-31, with a charge that was not made by an intent, and since. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"subscription\": \"sub_1\", \"charge\": \"ch_1\"",
                "\"parent\": {\"subscription_details\": {\"subscription\": \"sub_1\"}},"
                        + " \"payments\": {\"data\": [{\"payment\": {\"type\": \"charge\", \"charge\": \"ch_1\"}}]}",
                "\"parent\": {\"subscription_details\": {\"subscription\": \"sub_1\"}},"
                        + " \"payments\": {\"data\": [{\"payment\": {\"type\": \"payment_intent\","
                        + " \"payment_intent\": {\"id\": \"pi_1\", \"latest_charge\": \"ch_1\"}}}]}"
            })
    void readsTheFormsOfAllVersions(String parts) {
        assertThat(ObjectReader.payment(Json.read("{" + parts + ", " + REST + "}")))
                .contains(PAID);
    }

    @Test
    void isNoPaymentWithoutASubscriptionOrAChargeOrBeforeItIsPaid() {
        String whole = "{\"subscription\": \"sub_1\", \"charge\": \"ch_1\", " + REST + "}";
        for (String part : new String[] {"\"sub_1\"", "\"ch_1\"", "\"paid\""}) {
            assertThat(ObjectReader.payment(Json.read(whole.replace(part, "null"))))
                    .isEmpty();
        }
    }
}
