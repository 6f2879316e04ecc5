package sundown.secret;

import sundown.account.UserId;

/** Envelope encryption at rest: what is sealed for one user cannot be opened as another's. */
public interface SecretSealer {
    /** Encrypts a secret for a user; two calls never give the same result. */
    SealedSecret seal(UserId user, Secret secret);

    /**
     * Decrypts what was sealed for this user.
     *
     * @throws sundown.failure.PermanentFailure when it was sealed for somebody else or was changed
     */
    Secret open(UserId user, SealedSecret sealed);
}
