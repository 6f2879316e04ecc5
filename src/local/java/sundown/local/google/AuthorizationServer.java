package sundown.local.google;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import sundown.local.google.Accounts.Account;
import sundown.local.google.AuthorizationRequest.CodeChallenge;
import sundown.local.google.Gate.Grants;
import sundown.local.google.Gate.Grants.Grant;
import sundown.local.google.Gate.Grants.Scopes;
import sundown.local.google.StandInGoogleSettings.Client;
import sundown.local.identity.SigningKey;

/**
 * Gives out codes and tokens and knows which are alive. It keeps Google's rules: a code lives ten minutes and works
 * once; a refresh token is given when the user is asked, and dies with the consent or after six months unused.
 *
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/web-server">OAuth 2.0 for web servers</a>
 */
public final class AuthorizationServer implements Grants {
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);
    private static final int UNUSED_MONTHS = 6;

    private final Map<String, Client> clients = new HashMap<>();
    private final Duration accessTokenLifetime;
    private final IdTokens idTokens;
    private final OpaqueIds ids;
    private final Clock clock;

    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, RefreshToken> refreshTokens = new HashMap<>();
    private final Map<String, AccessToken> accessTokens = new HashMap<>();
    /** Who has agreed before, whatever the scopes. */
    private final Set<Grant> consents = new LinkedHashSet<>();

    public AuthorizationServer(
            Set<Client> clients, Duration accessTokenLifetime, IdTokens idTokens, OpaqueIds ids, Clock clock) {
        clients.forEach(client -> this.clients.put(client.id(), client));
        this.accessTokenLifetime = accessTokenLifetime;
        this.idTokens = idTokens;
        this.ids = ids;
        this.clock = clock;
    }

    private record Code(AuthorizationRequest request, Grant grant, boolean asked, Instant expires) {}

    private record RefreshToken(Grant grant, Instant lastUsed) {}

    private record AccessToken(Grant grant, Instant expires) {}

    /**
     * Checks what a client asks for, before the user sees it.
     *
     * @throws OauthProblem if the client is unknown or may not be redirected to where it wants
     */
    AuthorizationRequest check(Map<String, String> parameters) {
        AuthorizationRequest request = AuthorizationRequest.of(parameters);
        Client client = client(request.clientId());
        if (!client.mayRedirectTo(request.redirectUri())) {
            throw OauthProblem.redirectMismatch();
        }
        return request;
    }

    /** The user agrees, perhaps to a part of what is asked; the answer is the code. */
    synchronized String agree(AuthorizationRequest request, Account account, Set<String> granted) {
        Set<String> scopes = new LinkedHashSet<>(request.scopes());
        scopes.retainAll(granted);
        boolean first = consents.add(new Grant(account, request.clientId(), Set.of()));
        Grant grant = new Grant(account, request.clientId(), Set.copyOf(scopes));
        String code = ids.token("4/0A");
        codes.put(
                code,
                new Code(
                        request,
                        grant,
                        first || request.asksAgain(),
                        clock.instant().plus(CODE_LIFETIME)));
        return code;
    }

    /** The whole of what a user does on the consent page, for callers in this process; the answer is the code. */
    public String authorize(
            Account account, String clientId, String redirectUri, Set<String> scopes, Optional<String> codeChallenge) {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "response_type", "code",
                "client_id", clientId,
                "redirect_uri", redirectUri,
                "scope", String.join(" ", scopes),
                "access_type", "offline",
                "prompt", "consent",
                "code_challenge_method", "S256"));
        codeChallenge.ifPresent(challenge -> parameters.put("code_challenge", challenge));
        return agree(check(parameters), account, scopes);
    }

    /** The user of the consent that a request for tokens is about. */
    synchronized Optional<Account> accountOf(Map<String, String> parameters) {
        return Optional.ofNullable(codes.get(parameters.getOrDefault("code", "")))
                .map(Code::grant)
                .or(() -> Optional.ofNullable(refreshTokens.get(parameters.getOrDefault("refresh_token", "")))
                        .map(RefreshToken::grant))
                .map(Grant::account);
    }

    synchronized Tokens tokens(Map<String, String> parameters) {
        Client client = authenticated(parameters);
        String grantType = required(parameters, "grant_type");
        return switch (grantType) {
            case "authorization_code" -> exchange(client, parameters);
            case "refresh_token" -> refresh(client, required(parameters, "refresh_token"));
            default -> throw OauthProblem.unsupportedGrantType(grantType);
        };
    }

    @Override
    public synchronized Optional<Grant> find(String accessToken) {
        return Optional.ofNullable(accessTokens.get(accessToken))
                .filter(token -> clock.instant().isBefore(token.expires()))
                .map(AccessToken::grant);
    }

    @Override
    public synchronized void revoke(Account account) {
        revokeAll(grant -> grant.account().equals(account));
    }

    /**
     * Ends the consent that a token stands for; what the user allowed other clients stays.
     *
     * @throws OauthProblem if the token is unknown or dead
     */
    synchronized void revokeToken(String token) {
        Grant revoked = find(token)
                .or(() -> Optional.ofNullable(refreshTokens.get(token)).map(RefreshToken::grant))
                .orElseThrow(OauthProblem::invalidToken);
        revokeAll(grant ->
                grant.account().equals(revoked.account()) && grant.clientId().equals(revoked.clientId()));
    }

    private void revokeAll(Predicate<Grant> revoked) {
        consents.removeIf(revoked);
        codes.values().removeIf(code -> revoked.test(code.grant()));
        refreshTokens.values().removeIf(token -> revoked.test(token.grant()));
        accessTokens.values().removeIf(token -> revoked.test(token.grant()));
    }

    private Tokens exchange(Client client, Map<String, String> parameters) {
        Code code = codes.remove(required(parameters, "code"));
        if (code == null) {
            throw OauthProblem.invalidGrant("Malformed auth code.");
        }
        if (!code.request().clientId().equals(client.id()) || clock.instant().isAfter(code.expires())) {
            throw OauthProblem.invalidGrant("Bad Request");
        }
        if (!code.request().redirectUri().equals(required(parameters, "redirect_uri"))) {
            throw OauthProblem.redirectMismatch();
        }
        code.request().challenge().ifPresent(challenge -> prove(challenge, parameters));
        Optional<String> refreshToken = code.request().offline() && code.asked()
                ? Optional.of(newRefreshToken(code.grant()))
                : Optional.empty();
        return tokens(code.grant(), refreshToken);
    }

    private static void prove(CodeChallenge challenge, Map<String, String> parameters) {
        String verifier = parameters.getOrDefault("code_verifier", "");
        if (verifier.isEmpty()) {
            throw OauthProblem.invalidGrant("Missing code verifier.");
        }
        if (!challenge.isMetBy(verifier)) {
            throw OauthProblem.invalidGrant("Invalid code verifier.");
        }
    }

    private Tokens refresh(Client client, String value) {
        RefreshToken token = refreshTokens.get(value);
        if (token == null || !token.grant().clientId().equals(client.id())) {
            throw OauthProblem.invalidGrant("Token has been expired or revoked.");
        }
        if (clock.instant().isAfter(endOfUnused(token.lastUsed()))) {
            refreshTokens.remove(value);
            throw OauthProblem.invalidGrant("Token has been expired or revoked.");
        }
        refreshTokens.put(value, new RefreshToken(token.grant(), clock.instant()));
        return tokens(token.grant(), Optional.empty());
    }

    private Tokens tokens(Grant grant, Optional<String> refreshToken) {
        String accessToken = ids.token("ya29.");
        accessTokens.put(accessToken, new AccessToken(grant, clock.instant().plus(accessTokenLifetime)));
        Optional<String> idToken = grant.scopes().contains("openid")
                ? Optional.of(idTokens.issue(grant, clock.instant()))
                : Optional.empty();
        String scope = String.join(" ", grant.scopes());
        return new Tokens(accessToken, accessTokenLifetime.toSeconds() - 1, refreshToken, scope, idToken);
    }

    private String newRefreshToken(Grant grant) {
        String value = ids.token("1//0");
        refreshTokens.put(value, new RefreshToken(grant, clock.instant()));
        return value;
    }

    private Client authenticated(Map<String, String> parameters) {
        Client client = client(required(parameters, "client_id"));
        if (!client.secret().equals(parameters.getOrDefault("client_secret", ""))) {
            throw OauthProblem.invalidClient("The provided client secret is invalid.");
        }
        return client;
    }

    private Client client(String id) {
        return Optional.ofNullable(clients.get(id))
                .orElseThrow(() -> OauthProblem.invalidClient("The OAuth client was not found."));
    }

    private static String required(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> OauthProblem.missing(name));
    }

    private static Instant endOfUnused(Instant lastUsed) {
        return lastUsed.atZone(ZoneOffset.UTC).plusMonths(UNUSED_MONTHS).toInstant();
    }

    /**
     * What a client gets for a code or a refresh token.
     *
     * @param refreshToken only for a code of an offline request, and then only if the user was asked
     */
    record Tokens(
            String accessToken,
            long expiresInSeconds,
            Optional<String> refreshToken,
            String scope,
            Optional<String> idToken) {}

    /** Signs the ID tokens of OpenID Connect (RS256) with a key that lives as long as the stand-in. */
    public static final class IdTokens {
        private static final String ISSUER = "https://accounts.google.com";
        private static final long LIFETIME_SECONDS = 3600;

        private final SigningKey key = SigningKey.named("stand-in");

        String issue(Grant grant, Instant now) {
            Map<String, Object> claims = new LinkedHashMap<>();
            claims.put("iss", ISSUER);
            claims.put("aud", grant.clientId());
            claims.put("azp", grant.clientId());
            claims.put("sub", grant.account().subject());
            if (grant.allowsOneOf(Scopes.EMAIL)) {
                claims.put("email", grant.account().email());
                claims.put("email_verified", true);
            }
            if (grant.allowsOneOf(Scopes.PROFILE)) {
                claims.put("name", grant.account().displayName());
            }
            claims.put("iat", now.getEpochSecond());
            claims.put("exp", now.getEpochSecond() + LIFETIME_SECONDS);
            return key.sign(claims);
        }
    }

    /** An error of OAuth 2, in the words that Google uses (RFC 6749 section 5.2). */
    public static final class OauthProblem extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int httpStatus;
        private final String error;

        private OauthProblem(int httpStatus, String error, String description) {
            super(description);
            this.httpStatus = httpStatus;
            this.error = error;
        }

        static OauthProblem invalidRequest(String description) {
            return new OauthProblem(400, "invalid_request", description);
        }

        static OauthProblem missing(String parameter) {
            return invalidRequest("Missing required parameter: " + parameter);
        }

        static OauthProblem invalidClient(String description) {
            return new OauthProblem(401, "invalid_client", description);
        }

        static OauthProblem invalidGrant(String description) {
            return new OauthProblem(400, "invalid_grant", description);
        }

        static OauthProblem redirectMismatch() {
            return new OauthProblem(400, "redirect_uri_mismatch", "Bad Request");
        }

        static OauthProblem unsupportedGrantType(String grantType) {
            return new OauthProblem(400, "unsupported_grant_type", "Invalid grant_type: " + grantType);
        }

        static OauthProblem invalidToken() {
            return new OauthProblem(400, "invalid_token", "Token expired or revoked");
        }

        public int httpStatus() {
            return httpStatus;
        }

        public String error() {
            return error;
        }
    }
}
