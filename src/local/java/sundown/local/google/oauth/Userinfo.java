package sundown.local.google.oauth;

import java.util.LinkedHashMap;
import java.util.Map;
import sundown.local.google.account.Grant;

/** What a client learns of a user, by the scopes that the user granted. */
final class Userinfo {
    private Userinfo() {}

    /** The claims of OpenID Connect. */
    static Map<String, Object> claims(Grant grant) {
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
