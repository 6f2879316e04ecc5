package sundown.local.identity;

/** What can be wrong with a token, for tests of its refusal. */
public enum Flaw {
    EXPIRED,
    WITHOUT_EXPIRY,
    NOT_VALID_YET,
    ISSUED_IN_THE_FUTURE,
    OTHER_ISSUER,
    OTHER_AUDIENCE,
    OTHER_SCOPE,
    WITHOUT_SCOPE,
    /** Signed by another key under the right identifier. */
    FORGED,
    /** Signed by a key that the issuer does not publish. */
    UNKNOWN_KEY,
    UNSIGNED
}
