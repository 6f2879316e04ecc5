package sundown.local.google;

import java.util.Optional;
import java.util.Set;

/** What users have allowed at present. */
public interface Grants {

    /** What an access token stands for; empty if it is unknown, expired or revoked. */
    Optional<Grant> find(String accessToken);

    /** Revokes all that a user allowed: each of their tokens dies at once. */
    void revoke(Account account);

    /** What a user allowed a client to do with their account. */
    record Grant(Account account, String clientId, Set<String> scopes) {

        /** True if one of the scopes was granted, or if none is asked for. */
        public boolean allowsOneOf(Set<String> wanted) {
            return wanted.isEmpty() || wanted.stream().anyMatch(scopes::contains);
        }
    }
}
