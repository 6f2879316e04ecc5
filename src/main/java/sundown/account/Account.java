package sundown.account;

/**
 * A user's account.
 *
 * @param region the region in which the account is registered; his region group follows from it
 */
public record Account(UserId user, Region region) {}
