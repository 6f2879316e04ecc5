package sundown.local.google.gate;

import java.util.Optional;
import sundown.local.google.account.Account;
import sundown.local.google.account.Grant;

/** What users have allowed at present. */
public interface Grants {

    /** What an access token stands for; empty if it is unknown, expired or revoked. */
    Optional<Grant> find(String accessToken);

    /** Revokes all that a user allowed: each of their tokens dies at once. */
    void revoke(Account account);
}
