package sundown.local.demo.app;

/**
 * A user's consent, as Google handed it to the app. A client that knows its secret can exchange the code for tokens
 * once, within some minutes.
 *
 * @param verifier the secret; its hash went out with the request (RFC 7636)
 * @param redirectUri the address that Google sent the code to
 */
public record AuthorizationCode(String code, String verifier, String redirectUri) {}
