package sundown.hold;

import jakarta.inject.Singleton;
import java.util.Optional;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.UserId;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/** Checks that a user belongs to the group that the operator names, so that a typing error affects no other user. */
@Singleton
record AccountsInGroup(AccountStore accounts, TimelineStore timelines) {
    /**
     * Refuses a user who does not belong to the group.
     *
     * @param noAccount true if the operator says that the user has no account: the group's prefix may keep objects of a
     *     user who has left
     * @throws sundown.edge.Problem if there is no such group or account, if its region is not of the group, or if there
     *     is an account although the operator denies it
     */
    void require(UserId user, GroupId group, boolean noAccount) {
        Timeline timeline = timelines.inForce();
        timeline.require(group);
        Optional<Account> account = accounts.find(user);
        if (account.isEmpty() && !noAccount) {
            throw Problem.of(ProblemType.UNKNOWN_USER, "No account has this user id.");
        }
        if (account.filter(found -> !timeline.has(group, found.region())).isPresent()) {
            throw Problem.of(ProblemType.FOREIGN_GROUP, "The region of the account is not of group " + group + ".");
        }
        if (account.isPresent() && noAccount) {
            throw Problem.of(ProblemType.HAS_ACCOUNT, "The call says that no account has this user id.");
        }
    }
}
