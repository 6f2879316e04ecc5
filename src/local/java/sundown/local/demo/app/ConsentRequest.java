package sundown.local.demo.app;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

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

    /**
     * Makes a request.
     *
     * @param page Google's authorization endpoint
     * @param redirectUri a loopback address of this machine
     */
    public ConsentRequest(URI page, String clientId, URI redirectUri) {
        this.page = page;
        this.clientId = clientId;
        this.redirectUri = redirectUri;
    }

    /** What comes back with the answer, and with no other. */
    public String state() {
        return state;
    }

    /** Where the page is that asks the user, without parameters. */
    public URI page() {
        return page;
    }

    /** The address to open in a browser. */
    public URI address() {
        return URI.create(page + "?" + encoded(parameters()));
    }

    /** The parameters of the address. {@code offline} and {@code consent} make Google give a refresh token. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", redirectUri.toString());
        parameters.put("scope", SCOPES);
        parameters.put("state", state);
        parameters.put("code_challenge", challenge());
        parameters.put("code_challenge_method", "S256");
        parameters.put("access_type", "offline");
        parameters.put("prompt", "consent");
        return parameters;
    }

    /**
     * Reads what Google sent with the redirection.
     *
     * @throws IllegalArgumentException with a sentence for the user when it belongs to another request or brings no
     *     code
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

    /** Form parameters in one line. */
    public static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String challenge() {
        return base64(sha256().digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return base64(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
