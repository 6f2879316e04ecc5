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
    /** <a href="https://docs.stripe.com/payments/pix">Stripe</a>. */
    PIX(days(90)),
    /** <a href="https://docs.stripe.com/payments/grabpay">Stripe</a>. */
    GRABPAY(days(90)),
    /** <a href="https://docs.stripe.com/payments/paypal">Stripe</a>. */
    PAYPAL(days(180)),
    /** <a href="https://developers.paymongo.com/v1/docs/refunding-transactions">PayMongo</a>. */
    GCASH(days(180)),
    /** Indian banks: <a href="https://razorpay.com/docs/payments/refunds/errors">Razorpay</a>. */
    UPI(days(180)),
    /** iDEAL, Bancontact, EPS, Przelewy24 and others: <a href="https://docs.stripe.com/payments/ideal">Stripe</a>. */
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
