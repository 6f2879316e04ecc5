package sundown.hold;

import jakarta.inject.Singleton;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.UserId;
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
     * @throws sundown.edge.ProblemException when there is no such group or account, or its region is not of the group
     */
    void require(UserId user, GroupId group) {
        Timeline timeline = timelines.inForce();
        if (timeline.groups().stream().noneMatch(known -> known.id().equals(group))) {
            throw GroupProblems.unknown(group).asException();
        }
        Account account =
                accounts.find(user).orElseThrow(() -> HoldProblems.unknownUser().asException());
        boolean ofGroup = timeline.groupOf(account.region())
                .filter(own -> own.id().equals(group))
                .isPresent();
        if (!ofGroup) {
            throw HoldProblems.foreignGroup(group).asException();
        }
    }
}
