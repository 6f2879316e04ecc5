package sundown.local.demo.cloud;

import java.net.URI;
import java.util.Map;
import sundown.local.demo.app.ConsentRequest;
import sundown.local.demo.cloud.Settings.GoogleProject;

/**
 * The Google that a cloud speaks to.
 *
 * @param consentPage where users are asked for their consent
 * @param parameters what the template's parameters are set to; what is absent keeps its default, which is Google
 */
public record GoogleSide(URI consentPage, GoogleProject project, Map<String, String> parameters) {
    private static final URI GOOGLE_CONSENT_PAGE = URI.create("https://accounts.google.com/o/oauth2/v2/auth");

    public static GoogleSide real(GoogleProject project) {
        return new GoogleSide(GOOGLE_CONSENT_PAGE, project, Map.of());
    }

    /** The stand-in, with a quota of requests that no gallery on one machine exhausts. */
    public static GoogleSide standIn(URI http, URI grpc, GoogleProject project) {
        return new GoogleSide(
                http.resolve("/o/oauth2/v2/auth"),
                project,
                Map.of(
                        "GoogleConsentUri", http.resolve("/o/oauth2/v2/auth").toString(),
                        "GoogleTokenUri", http.resolve("/token").toString(),
                        "GoogleDriveUri", http.resolve("/drive/v3").toString(),
                        "GoogleUploadsUri", http.resolve("/v1/uploads").toString(),
                        "GooglePhotosUri", grpc.toString(),
                        "GoogleRequestsPerDay", "10000000",
                        "GoogleRequestsPerMinute", "1000000",
                        "GoogleUploadsPerMinute", "1000000"));
    }

    public ConsentRequest askConsent(URI redirectUri) {
        return new ConsentRequest(consentPage, project.clientId(), redirectUri);
    }
}
