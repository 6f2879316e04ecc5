package sundown.refund;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.ReportingService.InvoiceId;
import sundown.refund.ReportingService.Report;
import sundown.refund.ReportingService.Word;

/**
 * The webhooks of the payment service in memory: a body names a refund or an invoice; headers name the signer and the
 * time.
 */
public final class InMemoryWords {
    private static final String TIME = "signed-at";
    private static final String SIGNATURES = "signatures";
    private static final String REFUND = "refund ";
    private static final String INVOICE = "invoice ";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private InMemoryWords() {}

    /** The body that tells of a refund. */
    public static String of(RefundId refund) {
        return REFUND + refund.value();
    }

    /** The body that tells of a paid invoice. */
    public static String of(InvoiceId invoice) {
        return INVOICE + invoice.value();
    }

    /** The headers with which these sign a body. */
    public static Map<String, String> signed(String body, Instant at, String... signers) {
        String signatures = Arrays.stream(signers)
                .map(signer -> signature(body, at, signer))
                .collect(Collectors.joining(","));
        return Map.of(TIME, Long.toString(at.getEpochSecond()), SIGNATURES, signatures);
    }

    private static String signature(String body, Instant at, String signer) {
        return signer + " " + at.getEpochSecond() + " " + body.hashCode();
    }

    static Word read(Map<String, String> headers, String body, Instant now) {
        Optional<Instant> at =
                Optional.ofNullable(headers.get(TIME)).map(Long::parseLong).map(Instant::ofEpochSecond);
        if (at.isEmpty() || Duration.between(at.get(), now).abs().compareTo(TOLERANCE) > 0) {
            return new Word.Forged("It is not signed, or not now.");
        }
        String right = signature(body, at.get(), "service");
        if (Arrays.stream(headers.get(SIGNATURES).split(",", -1)).noneMatch(right::equals)) {
            return new Word.Forged("It is signed by somebody else.");
        }
        if (body.startsWith(INVOICE)) {
            return new Report.OfPayment(new InvoiceId(body.substring(INVOICE.length())));
        }
        return body.startsWith(REFUND)
                ? new Report.OfRefund(new RefundId(body.substring(REFUND.length())))
                : new Report.OfOthers();
    }
}
