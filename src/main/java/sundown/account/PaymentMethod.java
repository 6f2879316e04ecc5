package sundown.account;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way in which a fee was paid, with the days after the payment in which the payment service takes a refund. Where a
 * source names months, a month has 30 days.
 */
public enum PaymentMethod {
    /** <a href="https://docs.stripe.com/refunds">Stripe</a> names no end. */
    CARD(Optional.empty()),
    /**
     * <a
     * href="https://developer.paypal.com/limited-release/alternative-payment-methods/pix/manage-pix-payments/manage-refunds">
     * PayPal</a>, and <a href="https://docs.cielo.com.br/gateway-en/reference/refund-pix-cielo2">Cielo</a>.
     */
    PIX(days(90)),
    /** <a href="https://support.stripe.com/questions/grabpay-transactions">Stripe</a>. */
    GRABPAY(days(90)),
    /** <a href="https://developer.paypal.com/archive/paypal-payments-standard/admin/refunds">PayPal</a>. */
    PAYPAL(days(180)),
    /** <a href="https://developers.paymongo.com/docs/refunding-transactions">PayMongo</a>. */
    GCASH(days(180)),
    /**
     * <a href="https://juspay.io/in/docs/upi-merchant-stack/docs/transactions/refund-online--offline">Juspay</a>; six
     * months at most banks by <a href="https://razorpay.com/docs/payments/refunds/errors">Razorpay</a>.
     */
    UPI(days(180)),
    /**
     * Bancontact by <a href="https://docs.worldpay.com/access/products/apms/bancontact">Worldpay</a>, and others by <a
     * href="https://developer.paypal.com/docs/checkout/payment-methods/">PayPal</a>.
     */
    BANK_REDIRECT(days(180)),
    /**
     * Three years: <a
     * href="https://developers.google.com/android-publisher/api-ref/rest/v3/orders/refund">orders.refund</a>.
     */
    GOOGLE_PLAY(days(3 * 365));

    private final Optional<Duration> window;

    PaymentMethod(Optional<Duration> window) {
        this.window = window;
    }

    private static Optional<Duration> days(int days) {
        return Optional.of(Duration.ofDays(days));
    }

    /** The time after the payment in which a refund is possible; empty where it has no end. */
    public Optional<Duration> window() {
        return window;
    }

    /** The method of a word, such as {@code bank-redirect}. */
    public static PaymentMethod of(String word) {
        return Stream.of(values())
                .filter(method -> method.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no payment method"));
    }

    /** The word for it in the accounts' table and in imports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
