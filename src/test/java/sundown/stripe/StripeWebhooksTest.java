package sundown.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.contract.PaymentBackstage;
import sundown.contract.PaymentWordContract;
import sundown.local.stripe.StandInStripe.WebhookSignature;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.ReportingService;
import sundown.refund.ReportingService.Report;
import sundown.refund.ReportingService.Word;
import sundown.secret.CredentialCache;

class StripeWebhooksTest extends PaymentWordContract {
    private static final RefundId REFUND = new RefundId("re_1");
    private static final String OLD = "whsec_1";
    private static final String NEW = "whsec_2";

    @AutoClose
    private final StripeBackstage backstage = new StripeBackstage();

    @Override
    protected PaymentBackstage backstage() {
        return backstage;
    }

    @Test
    void readsNoSecretBeforeAWebhookComes() {
        payments();

        assertThat(backstage.readsOfWebhookSecret()).isZero();
    }

    /** Stripe signs with both secrets until the old one expires. */
    @Test
    void takesEveryWebhookWhileTheSecretIsReplaced() {
        ReportingService payments = payments();
        take(payments, OLD);

        take(payments, OLD, NEW);
        backstage.storeWebhookSecret(NEW);
        take(payments, OLD, NEW);
        backstage.passes(CredentialCache.LIFETIME);
        take(payments, OLD, NEW);
        take(payments, NEW);
    }

    @Test
    void takesWhatTheOldSecretSignedForMinutesAfterTheNewOneIsKnown() {
        ReportingService payments = payments();
        take(payments, OLD);
        backstage.storeWebhookSecret(NEW);
        backstage.passes(CredentialCache.LIFETIME);
        take(payments, OLD);

        backstage.passes(CredentialCache.LIFETIME.minusSeconds(1));
        take(payments, OLD);
        backstage.passes(Duration.ofSeconds(1));

        refuse(payments, OLD);
        take(payments, NEW);
    }

    /** The old secret expired the moment it was replaced. */
    @Test
    void takesWhatTheNewSecretSignedBeforeItsTurnComes() {
        ReportingService payments = payments();
        take(payments, OLD);
        backstage.storeWebhookSecret(NEW);
        backstage.passes(Duration.ofSeconds(10));

        take(payments, NEW);
    }

    @Test
    void doesNotReadTheSecretForEachForgery() {
        ReportingService payments = payments();
        take(payments, OLD);
        backstage.passes(Duration.ofSeconds(10));

        for (int forged = 0; forged < 100; forged++) {
            refuse(payments, "whsec_guessed");
        }

        assertThat(backstage.readsOfWebhookSecret()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 1L << 60, Long.MIN_VALUE})
    void refusesATimeThatIsNone(long second) {
        String body = backstage.wordOf(REFUND);
        Map<String, String> headers = Map.of("stripe-signature", WebhookSignature.of(body, second, OLD));

        assertThat(payments().read(headers, body, backstage.now())).isInstanceOf(Word.Forged.class);
    }

    private void take(ReportingService payments, String... secrets) {
        assertThat(read(payments, secrets)).isEqualTo(new Report.OfRefund(REFUND));
    }

    private void refuse(ReportingService payments, String... secrets) {
        assertThat(read(payments, secrets)).isInstanceOf(Word.Forged.class);
    }

    private Word read(ReportingService payments, String... secrets) {
        String body = backstage.wordOf(REFUND);
        return payments.read(backstage.signedBy(body, secrets), body, backstage.now());
    }
}
