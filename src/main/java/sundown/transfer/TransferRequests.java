package sundown.transfer;

import java.net.URI;
import java.util.Optional;
import sundown.edge.RequestBody;
import sundown.secret.Secret;

/** Reads what apps send about transfers. */
final class TransferRequests {
    private TransferRequests() {}

    /** {@code authorizationCode}, {@code codeVerifier} and {@code redirectUri}, all required. */
    static LibraryAccess.Consent consent(RequestBody body) {
        return new LibraryAccess.Consent(
                new Secret(body.text("authorizationCode")), new Secret(body.text("codeVerifier")), redirectUri(body));
    }

    /** The same where a consent may be absent. */
    static Optional<LibraryAccess.Consent> optionalConsent(RequestBody body) {
        return body.has("authorizationCode") ? Optional.of(consent(body)) : Optional.empty();
    }

    /** {@code device}: {@code model} and {@code androidVersion} required, {@code carrier} where there is one. */
    static Device device(RequestBody body) {
        RequestBody device = body.object("device");
        return new Device(
                device.text("model"),
                device.number("androidVersion", 1, 1000),
                device.optionalText("carrier").orElse(""));
    }

    /** {@code withoutRoom} and {@code retryNow}, and whether there is a consent. */
    static ResumeRules.Wish wish(RequestBody body) {
        return new ResumeRules.Wish(body.flag("withoutRoom"), body.flag("retryNow"), body.has("authorizationCode"));
    }

    private static URI redirectUri(RequestBody body) {
        String text = body.text("redirectUri");
        try {
            URI uri = URI.create(text);
            if (uri.isAbsolute()) {
                return uri;
            }
        } catch (IllegalArgumentException notUri) {
            throw body.invalid("redirectUri", "is not a URI");
        }
        throw body.invalid("redirectUri", "is not an absolute URI");
    }
}
