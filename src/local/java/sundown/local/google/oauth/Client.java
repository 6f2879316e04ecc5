package sundown.local.google.oauth;

import java.net.URI;
import java.util.Set;

/**
 * An application that is registered with Google.
 *
 * @param redirectUris where codes may be sent; loopback addresses are always allowed, with any port, as RFC 8252 wants
 *     for installed applications
 */
public record Client(String id, String secret, Set<String> redirectUris) {

    /** A client that may redirect to loopback addresses alone. */
    public static Client installed(String id, String secret) {
        return new Client(id, secret, Set.of());
    }

    boolean mayRedirectTo(String uri) {
        return redirectUris.contains(uri) || isLoopback(uri);
    }

    private static boolean isLoopback(String text) {
        if (!URI.create(text).isAbsolute()) {
            return false;
        }
        URI uri = URI.create(text);
        return "http".equals(uri.getScheme())
                && Set.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(uri.getHost()));
    }
}
