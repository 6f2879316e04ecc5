package sundown.local.identity;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import sundown.local.http.LoopbackServer;
import sundown.local.http.OwnRequests;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * The identity provider of the local cloud. It issues tokens for any user without a password and publishes its keys by
 * OpenID Connect Discovery. {@code POST /local/token?user=…} answers with an access token and an ID token.
 */
public final class LocalIdentity implements AutoCloseable {
    private final LoopbackServer server;
    private final Tokens tokens;
    private final Predicate<String> pages;

    /**
     * Starts with a new key.
     *
     * @param port the port, or 0 for any free one
     * @param clientId the app for which tokens are issued
     * @param scope the scopes of its access tokens, with blanks between them
     */
    public LocalIdentity(int port, String clientId, String scope, Clock clock) {
        this(port, clientId, scope, _ -> false, clock);
    }

    /**
     * Starts with a new key.
     *
     * @param pages true for the origins of pages that may ask for tokens
     */
    public LocalIdentity(int port, String clientId, String scope, Predicate<String> pages, Clock clock) {
        this.pages = pages;
        server = LoopbackServer.bind(port);
        tokens = new Tokens(issuer().toString(), clientId, scope, clock);
        server.serve(this::answer);
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

    private Reply answer(Request request) {
        Reply reply =
                switch (request.method() + " " + request.path()) {
                    case "GET /.well-known/openid-configuration" -> Reply.json(200, configuration());
                    case "GET /.well-known/jwks.json" -> Reply.json(200, tokens.publicKeySet());
                    case "POST /local/token" -> token(request);
                    default -> Reply.json(404, Map.of("error", "not_found"));
                };
        return reply.with("access-control-allow-origin", "*");
    }

    /** Anybody's token is for the developer, and for no page that they happen to look at. */
    private Reply token(Request request) {
        if (!OwnRequests.admit(request.header("Host"), request.header("Origin"), pages)) {
            return Reply.json(403, Map.of("error", "access_denied"));
        }
        return request.query("user")
                .filter(user -> !user.isEmpty())
                .map(user -> Reply.json(200, issue(user)))
                .orElseGet(() -> Reply.json(
                        400, Map.of("error", "invalid_request", "error_description", "The user is missing.")));
    }

    private Map<String, Object> configuration() {
        return Map.of(
                "issuer", issuer(),
                "jwks_uri", issuer() + "/.well-known/jwks.json",
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "subject_types_supported", List.of("public"),
                "response_types_supported", List.of("token"));
    }

    private Map<String, Object> issue(String user) {
        Map<String, Object> issued = new LinkedHashMap<>();
        issued.put("access_token", accessToken(user));
        issued.put("id_token", idToken(user));
        issued.put("token_type", "Bearer");
        issued.put("expires_in", Tokens.VALIDITY.toSeconds());
        return issued;
    }

    @Override
    public void close() {
        server.close();
    }
}
