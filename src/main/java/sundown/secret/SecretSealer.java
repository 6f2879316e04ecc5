package sundown.secret;

import sundown.account.UserId;

/** Envelope encryption at rest. A secret that is sealed for one user and purpose cannot be opened for another. */
public interface SecretSealer {
    /** Encrypts a secret for a user and a purpose. Two calls never return the same result. */
    SealedSecret seal(UserId user, SecretPurpose purpose, Secret secret);

    /**
     * Decrypts a secret of this user and purpose.
     *
     * @throws sundown.failure.PermanentFailure when it was sealed for another user or purpose, or was changed
     */
    Secret open(UserId user, SecretPurpose purpose, SealedSecret sealed);
}
