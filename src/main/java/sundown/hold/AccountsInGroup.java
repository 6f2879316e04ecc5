package sundown.hold;

import jakarta.inject.Singleton;
import java.util.Optional;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.UserId;
import sundown.edge.Problem;
import sundown.timeline.GroupId;
import sundown.timeline.GroupProblems;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/** Whether a user is of the group that an operator names with him, so that a slip of the hand touches nobody else. */
@Singleton
final class AccountsInGroup {
    private final AccountStore accounts;
    private final TimelineStore timelines;

    AccountsInGroup(AccountStore accounts, TimelineStore timelines) {
        this.accounts = accounts;
        this.timelines = timelines;
    }

    /**
     * Refuses any other user.
     *
     * @param noAccount the operator says that the user has none: what lies under the group's prefix may be of somebody
     *     who has left
     * @throws sundown.edge.Problem when there is no such group or account, or its region is not of the group, or when
     *     there is an account that was said not to be there
     */
    void require(UserId user, GroupId group, boolean noAccount) {
        Timeline timeline = timelines.inForce();
        if (timeline.group(group).isEmpty()) {
            throw GroupProblems.unknown(group).asException();
        }
        problem(accounts.find(user), group, noAccount, timeline).ifPresent(problem -> {
            throw problem.asException();
        });
    }

    private static Optional<Problem> problem(
            Optional<Account> account, GroupId group, boolean noAccount, Timeline timeline) {
        if (account.isEmpty()) {
            return noAccount ? Optional.empty() : Optional.of(HoldProblems.unknownUser());
        }
        boolean ofGroup = account.flatMap(found -> timeline.groupOf(found.region()))
                .filter(own -> own.id().equals(group))
                .isPresent();
        if (!ofGroup) {
            return Optional.of(HoldProblems.foreignGroup(group));
        }
        return noAccount ? Optional.of(HoldProblems.hasAccount()) : Optional.empty();
    }
}
