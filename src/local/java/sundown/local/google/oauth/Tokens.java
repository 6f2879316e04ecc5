package sundown.local.google.oauth;

import java.util.Optional;

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
