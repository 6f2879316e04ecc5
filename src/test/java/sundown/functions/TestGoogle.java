package sundown.functions;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import sundown.edge.Json;
import sundown.local.google.AuthorizationRequest.CodeChallenge;
import sundown.local.google.Gate.Grants.Scopes;
import sundown.local.google.StandInGoogle;
import sundown.local.google.StandInGoogleSettings;
import sundown.local.google.StandInGoogleSettings.AccountSettings;
import sundown.local.google.StandInGoogleSettings.Client;
import sundown.local.google.StandInGoogleSettings.GoogleRules;
import sundown.local.google.StandInGoogleSettings.QuotaLimits;

/** The stand-in Google of the functions' tests, and what users do there. */
record TestGoogle(StandInGoogle standIn) implements AutoCloseable {
    static final String CLIENT_ID = "sundown-test";
    static final String CLIENT_SECRET = "sundown-test-client-secret";
    static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-in-length";

    private static final String REDIRECT = "http://127.0.0.1/consent";
    private static final Set<String> SCOPES = Set.of(Scopes.PHOTOS_APPEND, Scopes.DRIVE_APPDATA);
    private static final Map<String, Object> DEVICE =
            Map.of("model", "Sample One", "androidVersion", 13, "carrier", "Any");
    private static final int UNLIMITED = 1_000_000;

    /** One that refuses no number of requests. */
    static TestGoogle start() throws IOException {
        QuotaLimits limits = new QuotaLimits(Long.MAX_VALUE, UNLIMITED, UNLIMITED, UNLIMITED, true);
        StandInGoogleSettings settings = StandInGoogleSettings.of(Client.installed(CLIENT_ID, CLIENT_SECRET))
                .with(GoogleRules.usual().with(limits));
        return new TestGoogle(StandInGoogle.start(settings, Clock.systemUTC()));
    }

    /** What the template's parameters are so that functions speak to it. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("GoogleClientId", CLIENT_ID);
        parameters.put("GoogleTokenUri", standIn.httpUri() + "/token");
        parameters.put("GoogleDriveUri", standIn.httpUri() + "/drive/v3");
        parameters.put("GoogleUploadsUri", standIn.httpUri() + "/v1/uploads");
        parameters.put("GooglePhotosUri", standIn.grpcUri().toString());
        parameters.put("GoogleRequestsPerDay", Integer.toString(UNLIMITED));
        parameters.put("GoogleRequestsPerMinute", Integer.toString(UNLIMITED));
        parameters.put("GoogleUploadsPerMinute", Integer.toString(UNLIMITED));
        return parameters;
    }

    /** Makes an account without a limit. */
    void account(String email) {
        standIn.createAccount(new AccountSettings(email, "Somebody", OptionalLong.empty(), 0));
    }

    /** Makes an account in which so many bytes are free. */
    void account(String email, long free) {
        standIn.createAccount(AccountSettings.of(email).withStorage(free, 0));
    }

    /** The body of {@code POST /transfers} after the user of an account has agreed to everything. */
    String consent(String email) {
        return consent(email, SCOPES);
    }

    /** The same after the user has agreed to these scopes alone. */
    String consent(String email, Set<String> scopes) {
        return startBody(code(email, scopes), DEVICE);
    }

    /** The same from another device. */
    String consent(String email, Map<String, Object> device) {
        return startBody(code(email, SCOPES), device);
    }

    private static String startBody(String code, Map<String, Object> device) {
        return Json.write(
                Map.of("authorizationCode", code, "codeVerifier", VERIFIER, "redirectUri", REDIRECT, "device", device));
    }

    private String code(String email, Set<String> scopes) {
        String challenge = CodeChallenge.s256(VERIFIER).value();
        return standIn.authorize(email, CLIENT_ID, REDIRECT, scopes, Optional.of(challenge));
    }

    @Override
    public void close() {
        standIn.close();
    }
}
