package sundown.local.google.gate;

import java.util.Optional;
import java.util.Set;

/**
 * What a caller shows, and what the call needs.
 *
 * @param scopes the scopes of which one is needed
 */
public record Credentials(Optional<String> accessToken, Set<String> scopes) {}
