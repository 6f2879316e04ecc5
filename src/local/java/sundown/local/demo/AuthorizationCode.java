package sundown.local.demo;

/**
 * A user's consent, as Google handed it to the app; worth tokens to whoever has the client's secret, once and for some
 * minutes.
 *
 * @param verifier the secret whose hash went out with the request (RFC 7636)
 * @param redirectUri where the code was sent
 */
record AuthorizationCode(String code, String verifier, String redirectUri) {}
