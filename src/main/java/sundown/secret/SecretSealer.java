package sundown.secret;

import sundown.account.UserId;

/** Encryption at rest. A secret that is sealed for one user and purpose cannot be opened for another. */
public interface SecretSealer {
    /** Encrypts a secret for a user and a purpose. Two calls never return the same result. */
    SealedSecret seal(UserId user, SecretPurpose purpose, Secret secret);

    /**
     * Decrypts a secret of this user and purpose.
     *
     * @throws sundown.failure.PermanentFailure when it was sealed for another user or purpose, or was changed
     */
    Secret open(UserId user, SecretPurpose purpose, SealedSecret sealed);

    /**
     * A secret encrypted for one user.
     *
     * @param text printable, so that a table can hold it
     */
    record SealedSecret(String text) {
        @Override
        public String toString() {
            return "SealedSecret[***]";
        }
    }

    /** The purpose of a sealed secret. A secret that was sealed for one purpose cannot be opened for another. */
    enum SecretPurpose {
        /** The password of a user's archive. */
        ARCHIVE_PASSWORD,
        /** The refresh token of a user's Google account. */
        REFRESH_TOKEN
    }
}
