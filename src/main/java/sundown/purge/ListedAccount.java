package sundown.purge;

import sundown.account.UserId;
import sundown.timeline.GroupId;

/**
 * An account that is to be deleted by a plan.
 *
 * @param listed proves that the manifest of the plan lists the account
 */
public record ListedAccount(GroupId group, PlanId plan, Inclusion listed) {
    /** The user of the account. */
    public UserId user() {
        return place().user();
    }

    public Place place() {
        return listed.place();
    }

    /** Why its entries are in the manifest. */
    public Standing standing() {
        return listed.user().standing();
    }

    /**
     * Over the account's entries.
     *
     * @throws java.util.NoSuchElementException when none of them is listed
     */
    ManifestHash sha256() {
        return listed.user().sha256().orElseThrow();
    }
}
