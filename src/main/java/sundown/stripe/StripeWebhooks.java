package sundown.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import sundown.edge.Json;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.ReportingService.InvoiceId;
import sundown.refund.ReportingService.Report;
import sundown.refund.ReportingService.Word;
import sundown.secret.Credential;
import sundown.secret.Credential.WebhookSecret;
import sundown.secret.CredentialCache;

/**
 * Reads a request that claims to be a webhook from Stripe. Stripe's library checks the signature in constant time.
 *
 * @see <a href="https://docs.stripe.com/webhooks#verify-manually">Signatures</a>
 */
@Singleton
final class StripeWebhooks {
    private static final String HEADER = "stripe-signature";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final CredentialCache<WebhookSecret> secrets;

    StripeWebhooks(Credential.Source<WebhookSecret> secrets, Clock clock) {
        this.secrets = new CredentialCache<>(secrets, clock);
    }

    Word read(Map<String, String> headers, String body, Instant now) {
        String signature = headers.get(HEADER);
        if (signature == null) {
            return new Word.Forged("The signature is missing.");
        }
        if (!signed(signature, body, now)) {
            return new Word.Forged("The signature is wrong, or older than five minutes.");
        }
        return isAhead(signature, now) ? new Word.Forged("The signature is from the future.") : report(body);
    }

    /**
     * While a secret is being replaced, Stripe signs with both, or with the one that this function does not know yet.
     */
    private boolean signed(String signature, String body, Instant now) {
        List<WebhookSecret> accepted = secrets.accepted();
        return accepted.stream().anyMatch(secret -> signed(signature, body, secret, now))
                || secrets.replacement(accepted.getFirst())
                        .filter(secret -> signed(signature, body, secret, now))
                        .isPresent();
    }

    private static boolean signed(String signature, String body, WebhookSecret secret, Instant now) {
        try {
            return Webhook.Signature.verifyHeader(
                    body, signature, secret.secret().reveal(), TOLERANCE.toSeconds(), Clock.fixed(now, ZoneOffset.UTC));
        } catch (SignatureVerificationException | NumberFormatException | ArrayIndexOutOfBoundsException wrong) {
            return false;
        }
    }

    /** The library checks the age only. Like the library, this method takes the first time in the header. */
    private static boolean isAhead(String signature, Instant now) {
        long latest = now.plus(TOLERANCE).getEpochSecond();
        return Arrays.stream(signature.split(",", -1))
                .filter(part -> part.startsWith("t="))
                .findFirst()
                .map(part -> Long.parseLong(part.substring(2)))
                .filter(second -> second > latest)
                .isPresent();
    }

    private static Report report(String body) {
        try {
            return report(Json.read(body));
        } catch (IllegalArgumentException unreadable) {
            return new Report.OfOthers();
        }
    }

    /** Events of several types carry a refund or an invoice, so the object decides and not the type. */
    static Report report(JsonNode event) {
        JsonNode object = event.path("data").path("object");
        try {
            return switch (object.path("object").asText()) {
                case "refund" -> new Report.OfRefund(new RefundId(Json.text(object, "id")));
                case "invoice" -> new Report.OfPayment(new InvoiceId(Json.text(object, "id")));
                default -> new Report.OfOthers();
            };
        } catch (IllegalArgumentException unreadable) {
            return new Report.OfOthers();
        }
    }
}
