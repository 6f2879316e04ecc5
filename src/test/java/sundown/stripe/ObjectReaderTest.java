package sundown.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.refund.ReportingService.Payment;

class ObjectReaderTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"1669888800", "1200"})
    void refusesAPaidInvoiceWithoutItsTimeOrItsAmount(String number) {
        String whole = "{\"subscription\": \"sub_1\", \"charge\": \"ch_1\", " + REST + "}";
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> ObjectReader.payment(Json.read(whole.replace(number, "null"))));
    }

    @Test
    void isNoPaymentWithoutASubscriptionOrAChargeOrBeforeItIsPaid() {
        String whole = "{\"subscription\": \"sub_1\", \"charge\": \"ch_1\", " + REST + "}";
        for (String part : new String[] {"\"sub_1\"", "\"ch_1\"", "\"paid\""}) {
            assertThat(ObjectReader.payment(Json.read(whole.replace(part, "null"))))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1250, eur, 12.50 EUR",
        "1250, huf, 12.50 HUF",
        "80045, twd, 800.45 TWD",
        "500, isk, 5 ISK",
        "500, ugx, 5 UGX",
        "500, mga, 500.00 MGA",
        "5120, kwd, 5.120 KWD",
        "1000, tnd, 1.000 TND",
        "0, usd, 0.00 USD"
    })
    void readsAmountsAsStripeWritesThem(long amount, String code, String money) {
        assertThat(ObjectReader.money(amount, code)).hasToString(money);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"
            })
    void readsCurrenciesWithoutMinorUnits(String code) {
        assertThat(ObjectReader.money(500, code).minorUnits()).isEqualTo(500);
        assertThat(ObjectReader.money(500, code).currency().getDefaultFractionDigits())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"550, isk", "1, ugx", "100, xyz", "100, ''", "-1, eur"})
    void refusesAmountsThatDoNotExist(long amount, String code) {
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectReader.money(amount, code));
    }
}
