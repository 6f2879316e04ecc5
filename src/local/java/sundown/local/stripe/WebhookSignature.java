package sundown.local.stripe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs bodies as Stripe does: HMAC-SHA256 over the time and the body.
 *
 * @see <a href="https://docs.stripe.com/webhooks#verify-manually">Signatures</a>
 */
public final class WebhookSignature {
    public static final String HEADER = "Stripe-Signature";

    private WebhookSignature() {}

    /** The header's value; several secrets sign while one is being replaced. */
    public static String of(String body, Instant at, String... secrets) {
        return of(body, at.getEpochSecond(), secrets);
    }

    /** The header's value for a time that may be none. */
    public static String of(String body, long second, String... secrets) {
        return "t=" + second + ","
                + Arrays.stream(secrets)
                        .map(secret -> "v1=" + code(secret, second + "." + body))
                        .collect(Collectors.joining(","));
    }

    private static String code(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }
}
