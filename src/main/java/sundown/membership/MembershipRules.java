package sundown.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

/** When memberships end, and whose: pure. */
public final class MembershipRules {
    /** A shard of which nothing was heard for so long is sent again: its message may be lost, or a dead letter. */
    public static final Duration PATIENCE = Duration.ofHours(1);

    private MembershipRules() {}

    /** What is to be done for a group now. */
    public sealed interface Step {
        /** Begin a walk, unless one has begun since that date. */
        record Begin(Walk walk, Instant date) implements Step {}

        /** Send the shards again that are not done. */
        record SendAgain(Walk read) implements Step {}

        /** Nothing, or not yet. */
        record Nothing() implements Step {}
    }

    /** What somebody is who is listed in a group. */
    public sealed interface Listed {
        /** He pays for nothing. */
        record Free() implements Listed {}

        /** He is a member, and his region is not of this group. */
        record Misfiled() implements Listed {}

        /** His membership runs. */
        record Member(Membership membership) implements Listed {}

        /** His membership was cancelled; where it was paid anew since, that stands beside it. */
        record Cancelled(Membership membership) implements Listed {}
    }

    /** A group of the timeline whose exports have opened; nothing before that. */
    public static Optional<Group> opened(Timeline timeline, GroupId id, Instant now) {
        return timeline.group(id).filter(group -> opened(group, now));
    }

    /** True from the instant on at which a group's exports open. */
    public static boolean opened(Group group, Instant now) {
        return !now.isBefore(group.dates().exportsOpen());
    }

    /**
     * Decides what to do for a group whose exports have opened. It is walked at its opening, and once more at its
     * refund date. The later walk takes the place of the first, however far that is: it sees to the same members.
     */
    public static Step next(Group group, Optional<Walk> walk, Instant now) {
        Instant date = date(group.dates(), now);
        return walk.filter(begun -> !begun.begunAt().isBefore(date))
                .map(begun -> next(begun, now))
                .orElseGet(() -> new Step.Begin(Walk.begun(group.id(), now), date));
    }

    /** The last that has come of the dates at which a group is walked. */
    private static Instant date(Dates dates, Instant now) {
        return now.isBefore(dates.refundBy()) ? dates.exportsOpen() : dates.refundBy();
    }

    private static Step next(Walk walk, Instant now) {
        return left(walk).isEmpty() || now.isBefore(walk.sentAt().plus(PATIENCE))
                ? new Step.Nothing()
                : new Step.SendAgain(walk);
    }

    /** The shards that are not done. */
    public static List<Integer> left(Walk walk) {
        return IntStream.range(0, MembershipStore.SHARDS)
                .filter(shard -> !walk.done().contains(shard))
                .boxed()
                .toList();
    }

    /** Tells what somebody is who is listed in a group. */
    public static Listed listed(Account account, GroupId group, Timeline timeline) {
        return account.membership()
                .map(membership -> listed(account, membership, group, timeline))
                .orElseGet(Listed.Free::new);
    }

    private static Listed listed(Account account, Membership membership, GroupId group, Timeline timeline) {
        if (timeline.groupOf(account.region())
                .filter(own -> own.id().equals(group))
                .isEmpty()) {
            return new Listed.Misfiled();
        }
        return membership.cancelledAt().isEmpty() ? new Listed.Member(membership) : new Listed.Cancelled(membership);
    }
}
