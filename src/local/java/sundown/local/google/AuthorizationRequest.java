package sundown.local.google;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.hash.Hashing;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.local.google.AuthorizationServer.OauthProblem;

/**
 * What a client asks of a user.
 *
 * @param offline true if a refresh token is wanted ({@code access_type=offline})
 * @param asksAgain true to ask the user even if they agreed before ({@code prompt=consent})
 */
public record AuthorizationRequest(
        String clientId,
        String redirectUri,
        Set<String> scopes,
        Optional<String> state,
        Optional<CodeChallenge> challenge,
        boolean offline,
        boolean asksAgain) {

    static AuthorizationRequest of(Map<String, String> parameters) {
        if (!"code".equals(required(parameters, "response_type"))) {
            throw OauthProblem.invalidRequest("Invalid response_type: " + parameters.get("response_type"));
        }
        return new AuthorizationRequest(
                required(parameters, "client_id"),
                required(parameters, "redirect_uri"),
                scopes(required(parameters, "scope")),
                Optional.ofNullable(parameters.get("state")),
                challenge(parameters),
                "offline".equals(parameters.get("access_type")),
                parameters.getOrDefault("prompt", "").contains("consent"));
    }

    static Set<String> scopes(String text) {
        return new LinkedHashSet<>(Arrays.asList(text.strip().split("\\s+")));
    }

    private static String required(Map<String, String> parameters, String name) {
        String value = parameters.getOrDefault(name, "");
        if (value.isBlank()) {
            throw OauthProblem.missing(name);
        }
        return value;
    }

    private static Optional<CodeChallenge> challenge(Map<String, String> parameters) {
        Optional<String> challenge = Optional.ofNullable(parameters.get("code_challenge"));
        String method = parameters.getOrDefault("code_challenge_method", "plain");
        if (challenge.isPresent() && !method.equals("S256")) {
            throw OauthProblem.invalidRequest("Invalid code_challenge_method: " + method);
        }
        return challenge.map(CodeChallenge::new);
    }

    /** An S256 challenge of RFC 7636, by which a client that exchanges a code proves that it asked for the code. */
    public record CodeChallenge(String value) {
        public static CodeChallenge s256(String verifier) {
            byte[] hash = Hashing.sha256().hashString(verifier, US_ASCII).asBytes();
            return new CodeChallenge(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        }

        public boolean isMetBy(String verifier) {
            return s256(verifier).equals(this);
        }
    }
}
