package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.ReportingService;
import sundown.refund.ReportingService.InvoiceId;
import sundown.refund.ReportingService.Report;
import sundown.refund.ReportingService.Word;

/** What every payment service promises of its webhooks. */
public abstract class PaymentWordContract {
    private static final RefundId REFUND = new RefundId("re_1");

    /** What goes on behind the service. */
    protected abstract PaymentBackstage backstage();

    protected final ReportingService payments() {
        return backstage().service();
    }

    @Test
    void aSignedWordOfARefundNamesIt() {
        String body = backstage().wordOf(REFUND);
        assertThat(read(backstage().signed(body, now()), body)).isEqualTo(new Report.OfRefund(REFUND));
    }

    @Test
    void aSignedWordOfAPaymentNamesItsInvoice() {
        String body = backstage().wordOf(new InvoiceId("in_1"));
        assertThat(read(backstage().signed(body, now()), body)).isEqualTo(new Report.OfPayment(new InvoiceId("in_1")));
    }

    @Test
    void aSignedWordOfSomethingElseNamesNothing() {
        String body = backstage().wordOfSomethingElse();
        assertThat(read(backstage().signed(body, now()), body)).isEqualTo(new Report.OfOthers());
    }

    @Test
    void oneRightSignatureAmongSeveralIsEnough() {
        String body = backstage().wordOf(REFUND);
        assertThat(read(backstage().signedTwice(body, now()), body)).isEqualTo(new Report.OfRefund(REFUND));
    }

    @Test
    void aForgedWordIsNotBelieved() {
        String body = backstage().wordOf(REFUND);
        assertThat(read(backstage().forged(body, now()), body)).isInstanceOf(Word.Forged.class);
    }

    @Test
    void aBodyThatWasChangedIsNotBelieved() {
        Map<String, String> headers = backstage().signed(backstage().wordOf(REFUND), now());
        String changed = backstage().wordOf(new RefundId("re_2"));
        assertThat(read(headers, changed)).isInstanceOf(Word.Forged.class);
    }

    @Test
    void aWordWithoutASignatureIsNotBelieved() {
        assertThat(read(Map.of(), backstage().wordOf(REFUND))).isInstanceOf(Word.Forged.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -299, 0, 299, 300})
    void fiveMinutesMayLieBetweenTheClocks(long seconds) {
        String body = backstage().wordOf(REFUND);
        Instant at = now().plus(Duration.ofSeconds(seconds));
        assertThat(read(backstage().signed(body, at), body)).isEqualTo(new Report.OfRefund(REFUND));
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, -301, 301, 86_400})
    void aWordThatWasSignedLongAgoOrFarAheadIsNotBelieved(long seconds) {
        String body = backstage().wordOf(REFUND);
        Instant at = now().plus(Duration.ofSeconds(seconds));
        assertThat(read(backstage().signed(body, at), body)).isInstanceOf(Word.Forged.class);
    }

    private Word read(Map<String, String> headers, String body) {
        return payments().read(headers, body, now());
    }

    private Instant now() {
        return backstage().now();
    }
}
