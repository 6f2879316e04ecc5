package sundown.local.google;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import sundown.local.google.Grants.Grant;
import sundown.local.identity.SigningKey;

/** Signs the ID tokens of OpenID Connect (RS256) with a key that lives as long as the stand-in. */
public final class IdTokens {
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
