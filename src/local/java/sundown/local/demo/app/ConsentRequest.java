package sundown.local.demo.app;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import sundown.local.google.AuthorizationRequest.CodeChallenge;
import sundown.local.http.Request;

/**
 * What the app asks of a Google user: an authorization code for their photos, with a proof key (RFC 6749, RFC 7636).
 * Each request has a new verifier and state.
 */
public final class ConsentRequest {
    /** To add photos, to see the room that is left, and to know which account it is; nothing else. */
    public static final String SCOPES = "openid email https://www.googleapis.com/auth/photoslibrary.appendonly"
            + " https://www.googleapis.com/auth/drive.appdata";

    private final URI page;
    private final String clientId;
    private final URI redirectUri;
    private final String verifier = random();
    private final String state = random();

    public ConsentRequest(URI page, String clientId, URI redirectUri) {
        this.page = page;
        this.clientId = clientId;
        this.redirectUri = redirectUri;
    }

    /** The value that comes back with the answer to this request only. */
    public String state() {
        return state;
    }

    /** The address of the page that asks the user, without parameters. */
    public URI page() {
        return page;
    }

    public URI address() {
        return URI.create(page + "?" + Request.encoded(parameters()));
    }

    /** The parameters of the address. {@code offline} and {@code consent} make Google give a refresh token. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", redirectUri.toString());
        parameters.put("scope", SCOPES);
        parameters.put("state", state);
        parameters.put("code_challenge", CodeChallenge.s256(verifier).value());
        parameters.put("code_challenge_method", "S256");
        parameters.put("access_type", "offline");
        parameters.put("prompt", "consent");
        return parameters;
    }

    /**
     * Reads what Google sent with the redirection.
     *
     * @throws IllegalArgumentException with a sentence for the user when it belongs to another request or has no code
     */
    public AuthorizationCode read(Map<String, String> answer) {
        if (!state.equals(answer.get("state"))) {
            throw new IllegalArgumentException("That answer belongs to another request; open the newest address.");
        }
        if (!answer.containsKey("code")) {
            throw new IllegalArgumentException("Google gave no code: " + answer.getOrDefault("error", "no reason"));
        }
        return new AuthorizationCode(answer.get("code"), verifier, redirectUri.toString());
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * A user's consent, as Google handed it to the app. A client that knows its secret can exchange the code for tokens
     * once, within some minutes.
     *
     * @param verifier the secret; its hash went out with the request (RFC 7636)
     * @param redirectUri the address that Google sent the code to
     */
    public record AuthorizationCode(String code, String verifier, String redirectUri) {}
}
