package sundown.local.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import sundown.local.identity.LocalIdentity.Flaw;

/**
 * Issues tokens with the claims of an Amazon Cognito user pool.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html">
 *     Understanding user pool JSON web tokens</a>
 */
final class Tokens {
    static final Duration VALIDITY = Duration.ofHours(1);

    private final String keyId = UUID.randomUUID().toString();
    private final SigningKey signer = SigningKey.named(keyId);
    private final String issuer;
    private final String clientId;
    private final String scope;
    private final Function<String, Map<String, ?>> more;
    private final Clock clock;

    Tokens(String issuer, String clientId, String scope, Function<String, Map<String, ?>> more, Clock clock) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.scope = scope;
        this.more = more;
        this.clock = clock;
    }

    String accessToken(String user) {
        return accessToken(user, Map.of());
    }

    /** A renewed token has the time of the sign-in, not of the renewal (OpenID Connect Core, section 12.2). */
    private String accessToken(String user, Instant signedInAt) {
        return signer.sign(accessClaims(user, signedInAt));
    }

    String accessToken(String user, Map<String, ?> others) {
        Map<String, Object> claims = accessClaims(user, clock.instant());
        claims.putAll(others);
        return signer.sign(claims);
    }

    String idToken(String user) {
        return idToken(user, clock.instant(), Optional.empty());
    }

    private String idToken(String user, Instant signedInAt, Optional<String> nonce) {
        Map<String, Object> claims = claims(user, "id", signedInAt);
        claims.put("aud", clientId);
        claims.put("cognito:username", user);
        nonce.ifPresent(value -> claims.put("nonce", value));
        return signer.sign(claims);
    }

    Map<String, Object> issue(String user) {
        return issue(user, clock.instant(), Optional.empty());
    }

    /** An access token and an ID token, as a token endpoint answers. */
    Map<String, Object> issue(String user, Instant signedInAt, Optional<String> nonce) {
        Map<String, Object> issued = new LinkedHashMap<>();
        issued.put("access_token", accessToken(user, signedInAt));
        issued.put("id_token", idToken(user, signedInAt, nonce));
        issued.put("token_type", "Bearer");
        issued.put("expires_in", VALIDITY.toSeconds());
        return issued;
    }

    String flawedToken(String user, Flaw flaw) {
        Instant now = clock.instant();
        Map<String, Object> claims = accessClaims(user, now);
        switch (flaw) {
            case EXPIRED -> claims.put("exp", now.getEpochSecond());
            case WITHOUT_EXPIRY -> claims.remove("exp");
            case NOT_VALID_YET -> claims.put("nbf", now.plus(VALIDITY).getEpochSecond());
            case ISSUED_IN_THE_FUTURE -> claims.put("iat", now.plus(VALIDITY).getEpochSecond());
            case OTHER_ISSUER -> claims.put("iss", issuer + "/other");
            case OTHER_AUDIENCE -> claims.put("client_id", "another-client");
            case OTHER_SCOPE -> claims.put("scope", "sundown/other");
            case WITHOUT_SCOPE -> claims.remove("scope");
            case FORGED -> {
                return SigningKey.forged(keyId).sign(claims);
            }
            case UNKNOWN_KEY -> {
                return SigningKey.forged(keyId + "-unknown").sign(claims);
            }
            case UNSIGNED -> {
                return SigningKey.leaveUnsigned(claims);
            }
        }
        return signer.sign(claims);
    }

    private Map<String, Object> accessClaims(String user, Instant signedInAt) {
        Map<String, Object> claims = claims(user, "access", signedInAt);
        claims.put("client_id", clientId);
        claims.put("scope", scope);
        claims.put("username", user);
        return claims;
    }

    private Map<String, Object> claims(String user, String use, Instant signedInAt) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", user);
        claims.put("iss", issuer);
        claims.put("token_use", use);
        claims.put("auth_time", signedInAt.getEpochSecond());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(VALIDITY).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        claims.putAll(more.apply(user));
        return claims;
    }

    Map<String, Object> publicKeySet() {
        return signer.publicKeySet();
    }
}
