package sundown.local.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sundown.local.http.Answers;
import sundown.local.http.LoopbackServer;

/**
 * The identity provider of the local cloud. It issues tokens for any user without a password and publishes its keys by
 * OpenID Connect Discovery. {@code POST /local/token?user=…} answers with an access token and an ID token.
 */
public final class LocalIdentity implements AutoCloseable {
    private static final Pattern USER = Pattern.compile("(?:^|&)user=([^&]+)");

    private final ObjectMapper json = new ObjectMapper();
    private final LoopbackServer server;
    private final Tokens tokens;

    /**
     * Starts with a new key.
     *
     * @param port the port, or 0 for any free one
     * @param clientId the app for which tokens are issued
     * @param scope the scopes of its access tokens, with blanks between them
     */
    public LocalIdentity(int port, String clientId, String scope, Clock clock) {
        server = LoopbackServer.bind(port);
        tokens = new Tokens(issuer().toString(), clientId, scope, clock);
        server.serve(this::handle);
    }

    /** The issuer in its tokens, which is also where it is reached. */
    public URI issuer() {
        return server.address();
    }

    /** An access token of a user. */
    public String accessToken(String user) {
        return tokens.accessToken(user);
    }

    /** An ID token of a user, which proves who they are and allows nothing. */
    public String idToken(String user) {
        return tokens.idToken(user);
    }

    /** An access token that must be refused. */
    public String flawedToken(String user, Flaw flaw) {
        return tokens.flawedToken(user, flaw);
    }

    private void handle(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
            case "GET /.well-known/openid-configuration" -> answer(exchange, 200, configuration());
            case "GET /.well-known/jwks.json" -> answer(exchange, 200, tokens.publicKeySet());
            case "POST /local/token" -> issue(exchange);
            default -> answer(exchange, 404, Map.of("error", "not_found"));
        }
    }

    private Map<String, Object> configuration() {
        return Map.of(
                "issuer", issuer(),
                "jwks_uri", issuer() + "/.well-known/jwks.json",
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "subject_types_supported", List.of("public"),
                "response_types_supported", List.of("token"));
    }

    private void issue(HttpExchange exchange) throws IOException {
        Optional<String> user = user(exchange.getRequestURI());
        if (user.isEmpty()) {
            answer(exchange, 400, Map.of("error", "invalid_request", "error_description", "The user is missing."));
            return;
        }
        Map<String, Object> issued = new LinkedHashMap<>();
        issued.put("access_token", accessToken(user.get()));
        issued.put("id_token", idToken(user.get()));
        issued.put("token_type", "Bearer");
        issued.put("expires_in", Tokens.VALIDITY.toSeconds());
        answer(exchange, 200, issued);
    }

    private static Optional<String> user(URI target) {
        Matcher user = USER.matcher(target.getRawQuery() == null ? "" : target.getRawQuery());
        return user.find() ? Optional.of(URLDecoder.decode(user.group(1), StandardCharsets.UTF_8)) : Optional.empty();
    }

    private void answer(HttpExchange exchange, int status, Map<String, ?> document) throws IOException {
        exchange.getResponseHeaders().set("access-control-allow-origin", "*");
        Answers.json(exchange, status, json.writeValueAsString(document));
    }

    @Override
    public void close() {
        server.close();
    }
}
