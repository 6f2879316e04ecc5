package sundown.local.google.account;

import java.util.OptionalLong;

/**
 * What a Google account is when it is made.
 *
 * @param limit its storage in bytes; empty for an account without a limit
 * @param usage bytes that are taken already, by mail, Drive and earlier photos
 */
public record AccountSettings(String email, String displayName, OptionalLong limit, long usage) {

    /** An empty account with 15 GB, as every new one has. */
    public static AccountSettings of(String email) {
        return new AccountSettings(email, email.substring(0, email.indexOf('@')), OptionalLong.of(15L << 30), 0);
    }

    /** The same account with another limit in bytes and other usage. */
    public AccountSettings withStorage(long newLimit, long newUsage) {
        return new AccountSettings(email, displayName, OptionalLong.of(newLimit), newUsage);
    }
}
