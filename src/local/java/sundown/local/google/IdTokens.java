package sundown.local.google;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import sundown.local.google.Grants.Grant;
import sundown.local.identity.SigningKey;

/** Signs the ID tokens of OpenID Connect (RS256) with a key that lives as long as the stand-in. */
public final class IdTokens {
    private static final String ISSUER = "https://accounts.google.com";
    private static final long LIFETIME_SECONDS = 3600;

    private final SigningKey key = SigningKey.named("stand-in");

    String issue(Grant grant, Optional<String> nonce, Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("aud", grant.clientId());
        claims.put("azp", grant.clientId());
        claims.putAll(userinfo(grant));
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + LIFETIME_SECONDS);
        nonce.ifPresent(value -> claims.put("nonce", value));
        return key.sign(claims);
    }

    /** The public key as a JWK set, RFC 7517. */
    Map<String, Object> keys() {
        return key.publicKeySet();
    }

    /** The claims of OpenID Connect. */
    static Map<String, Object> userinfo(Grant grant) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", grant.account().subject());
        if (grant.allowsOneOf(Scopes.EMAIL)) {
            claims.put("email", grant.account().email());
            claims.put("email_verified", true);
        }
        if (grant.allowsOneOf(Scopes.PROFILE)) {
            claims.put("name", grant.account().displayName());
        }
        return claims;
    }
}
