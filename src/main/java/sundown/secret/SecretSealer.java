package sundown.secret;

import sundown.account.UserId;

/** Envelope encryption at rest. A secret that is sealed for one user cannot be opened for another. */
public interface SecretSealer {
    /** Encrypts a secret for a user. Two calls never return the same result. */
    SealedSecret seal(UserId user, Secret secret);

    /**
     * Decrypts a secret of this user.
     *
     * @throws sundown.failure.PermanentFailure when it was sealed for another user or was changed
     */
    Secret open(UserId user, SealedSecret sealed);
}
