package sundown.membership;

import java.time.Instant;
import java.util.Optional;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

/** Which memberships end, and when: pure. */
public final class MembershipRules {
    private MembershipRules() {}

    /** The kinds of users that a group lists. */
    public sealed interface Listed {
        /** They pay for nothing. */
        record Free() implements Listed {}

        /** They are a member, and their region is not of this group. */
        record Misfiled() implements Listed {}

        /** Their membership runs. */
        record Member(Membership membership) implements Listed {}

        /** Their membership was cancelled; they may have paid since. */
        record Cancelled(Membership membership) implements Listed {}
    }

    /** A group of the timeline, once its exports have opened. */
    public static Optional<Group> opened(Timeline timeline, GroupId id, Instant now) {
        return timeline.group(id).filter(group -> group.dates().opened(now));
    }

    /**
     * The instant from which on an open group is visited once: its opening, or the beginning of its refunds. The second
     * visit finds members whom the first has missed.
     */
    public static Instant visitedSince(Dates dates, Instant now) {
        return now.isBefore(dates.refundsBegin()) ? dates.exportsOpen() : dates.refundsBegin();
    }

    /** Tells what a user who is listed in a group is. */
    public static Listed classify(Account account, GroupId group, Timeline timeline) {
        return account.membership()
                .map(membership -> classify(account, membership, group, timeline))
                .orElseGet(Listed.Free::new);
    }

    private static Listed classify(Account account, Membership membership, GroupId group, Timeline timeline) {
        if (!timeline.has(group, account.region())) {
            return new Listed.Misfiled();
        }
        return membership.cancelledAt().isEmpty() ? new Listed.Member(membership) : new Listed.Cancelled(membership);
    }
}
