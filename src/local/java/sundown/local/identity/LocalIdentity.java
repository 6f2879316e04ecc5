package sundown.local.identity;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Markup;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * The identity provider of the local cloud. It signs any user in without a password, by the authorization code flow of
 * OpenID Connect, and publishes its keys by Discovery. For the shell, {@code POST /local/token?user=…} answers with an
 * access token and an ID token at once; {@code &name=…} writes the user's name in another way.
 */
public final class LocalIdentity implements AutoCloseable {
    private final LoopbackServer server;
    private final String scope;
    private final Tokens tokens;
    private final CodeFlow codes;
    private final Set<String> pages = ConcurrentHashMap.newKeySet();
    private volatile String people = field("");

    public LocalIdentity(String clientId, String scope, Clock clock) {
        this(clientId, scope, _ -> Map.of(), clock);
    }

    /**
     * Starts with a new key.
     *
     * @param more what access tokens tell of a user besides
     */
    public LocalIdentity(String clientId, String scope, Function<String, Map<String, ?>> more, Clock clock) {
        server = LoopbackServer.bind(0);
        this.scope = scope;
        tokens = new Tokens(issuer().toString(), clientId, scope, more, clock);
        codes = new CodeFlow(tokens, clientId, pages::contains, clock);
        server.serve(this::answer);
    }

    /** Lets the pages of an origin sign people in and ask for tokens. */
    public void admit(String origin) {
        pages.add(origin);
    }

    /** Offers this user to those who sign in. */
    public void offer(String user) {
        people = field(user);
    }

    /** Has those who sign in choose one of the staff. */
    public void offerStaff() {
        people = choice(List.of(Staff.values()));
    }

    /** The issuer in its tokens, which is also where it is reached. */
    public URI issuer() {
        return server.address();
    }

    /** An access token of a user. */
    public String accessToken(String user) {
        return tokens.accessToken(user);
    }

    /** An access token of a user with more claims, or with others: their roles for example. */
    public String accessToken(String user, Map<String, ?> claims) {
        return tokens.accessToken(user, claims);
    }

    /** An ID token of a user, which proves who they are and allows nothing. */
    public String idToken(String user) {
        return tokens.idToken(user);
    }

    /** An access token that must be refused. */
    public String flawedToken(String user, Flaw flaw) {
        return tokens.flawedToken(user, flaw);
    }

    private Reply answer(Request request) throws IOException {
        return reply(request).with("access-control-allow-origin", "*");
    }

    private Reply reply(Request request) throws IOException {
        try {
            return switch (request.method() + " " + request.path()) {
                case "GET /.well-known/openid-configuration" -> Reply.json(200, configuration());
                case "GET /.well-known/jwks.json" -> Reply.json(200, tokens.publicKeySet());
                case "GET /authorize" -> ask(request);
                case "POST /authorize" -> agree(request);
                case "POST /token" ->
                    Reply.json(200, codes.exchange(request.form())).with("Cache-Control", "no-store");
                case "GET /sign-out" -> signOut(request);
                case "POST /local/token" -> token(request);
                default -> Reply.json(404, Map.of("error", "not_found"));
            };
        } catch (CodeFlow.Refused refused) {
            return Reply.json(400, Map.of("error", refused.error(), "error_description", refused.getMessage()));
        }
    }

    private Reply ask(Request request) throws CodeFlow.Refused {
        Map<String, String> asked = request.query();
        codes.check(asked);
        return Reply.text(200, "text/html; charset=utf-8", render(asked, people));
    }

    /** A person signs in on this provider's own form, which no foreign page may send for them. */
    private Reply agree(Request request) throws IOException, CodeFlow.Refused {
        if (!Request.admits(request.header("Host"), request.header("Origin"), _ -> false)) {
            return Reply.json(403, Map.of("error", "access_denied"));
        }
        Map<String, String> form = request.form();
        String user = form.getOrDefault("user", "").strip();
        if (user.isEmpty()) {
            throw new CodeFlow.Refused("invalid_request", "The user is missing.");
        }
        return Reply.redirect(codes.agree(form, user));
    }

    private Reply signOut(Request request) throws CodeFlow.Refused {
        String next = request.query("post_logout_redirect_uri").orElse("");
        if (!codes.mayReceiveCodes(next)) {
            throw new CodeFlow.Refused("invalid_request", "A sign-out may not lead to this address.");
        }
        return Reply.redirect(next);
    }

    /** Anybody's token is for the developer, and for no page that they happen to look at. */
    private Reply token(Request request) throws CodeFlow.Refused {
        if (!Request.admits(request.header("Host"), request.header("Origin"), pages::contains)) {
            return Reply.json(403, Map.of("error", "access_denied"));
        }
        String user = request.query("user")
                .filter(name -> !name.isEmpty())
                .orElseThrow(() -> new CodeFlow.Refused("invalid_request", "The user is missing."));
        Map<String, Object> issued = tokens.issue(user);
        request.query("name")
                .ifPresent(name -> issued.put("access_token", tokens.accessToken(user, Map.of("name", name))));
        return Reply.json(200, issued);
    }

    private Map<String, Object> configuration() {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("issuer", issuer());
        configuration.put("authorization_endpoint", issuer() + "/authorize");
        configuration.put("token_endpoint", issuer() + "/token");
        configuration.put("end_session_endpoint", issuer() + "/sign-out");
        configuration.put("jwks_uri", issuer() + "/.well-known/jwks.json");
        configuration.put("id_token_signing_alg_values_supported", List.of("RS256"));
        configuration.put("subject_types_supported", List.of("public"));
        configuration.put("scopes_supported", List.of("openid", "offline_access", scope));
        configuration.put("response_types_supported", List.of("code"));
        configuration.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
        configuration.put("code_challenge_methods_supported", List.of("S256"));
        configuration.put("token_endpoint_auth_methods_supported", List.of("none"));
        return configuration;
    }

    @Override
    public void close() {
        server.close();
    }

    /** What can be wrong with a token, for tests of its refusal. */
    public enum Flaw {
        EXPIRED,
        WITHOUT_EXPIRY,
        NOT_VALID_YET,
        ISSUED_IN_THE_FUTURE,
        OTHER_ISSUER,
        OTHER_AUDIENCE,
        OTHER_SCOPE,
        WITHOUT_SCOPE,
        /** Signed by another key under the right identifier. */
        FORGED,
        /** Signed by a key that the issuer does not publish. */
        UNKNOWN_KEY,
        UNSIGNED
    }

    /**
     * Renders the form.
     *
     * @param parameters of the page's request, which the form sends again
     * @param people the part of the form that asks for the user: {@link #field} or {@link #choice}
     */
    static String render(Map<String, String> parameters, String people) {
        return Markup.page("Sign in to the local photo cloud", """
            <form method="post">
            %s
            %s
            <p><button>Sign in</button></p>
            </form>
            """.formatted(Markup.hiddenFields(parameters), people));
    }

    /** Takes any user, and offers one. */
    static String field(String user) {
        return "<p><label>User <input name=\"user\" value=\"%s\" required autofocus></label></p>"
                .formatted(Markup.escaped(user));
    }

    static String choice(List<Staff> staff) {
        return staff.stream()
                .map(person -> "<p><label><input type=\"radio\" name=\"user\" value=\"%s\" required> %s: %s</label></p>"
                        .formatted(person.user(), person.fullName(), String.join(", ", person.roles())))
                .collect(Collectors.joining("\n", "<fieldset><legend>Operator</legend>\n", "\n</fieldset>"));
    }
}
