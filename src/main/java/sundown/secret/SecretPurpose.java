package sundown.secret;

/** What a sealed secret is for. A secret that was sealed for one purpose cannot be opened for another. */
public enum SecretPurpose {
    /** The password of a user's archive. */
    ARCHIVE_PASSWORD,
    /** The refresh token of a user's Google account. */
    REFRESH_TOKEN
}
