package sundown.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import sundown.account.Account;
import sundown.account.Membership;
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
        /** Begin its walk. */
        record Begin(Walk walk) implements Step {}

        /** Send these shards again. */
        record SendAgain(Walk read, List<Integer> shards) implements Step {}

        /** Nothing, or not yet. */
        record Nothing() implements Step {}
    }

    /** A group of the timeline whose exports have opened; nothing before that. */
    public static Optional<Group> opened(Timeline timeline, GroupId id, Instant now) {
        return timeline.groups().stream()
                .filter(group -> group.id().equals(id))
                .filter(group -> opened(group, now))
                .findFirst();
    }

    /** True from the instant on at which a group's exports open. */
    public static boolean opened(Group group, Instant now) {
        return !now.isBefore(group.dates().exportsOpen());
    }

    /** Decides what to do for a group whose exports have opened. */
    public static Step next(GroupId group, Optional<Walk> walk, Instant now) {
        return walk.map(begun -> next(begun, now)).orElseGet(() -> new Step.Begin(Walk.begun(group, now)));
    }

    private static Step next(Walk walk, Instant now) {
        List<Integer> left = left(walk);
        return left.isEmpty() || now.isBefore(walk.sentAt().plus(PATIENCE))
                ? new Step.Nothing()
                : new Step.SendAgain(walk, left);
    }

    /** The shards that are not done. */
    public static List<Integer> left(Walk walk) {
        return IntStream.range(0, MembershipStore.SHARDS)
                .filter(shard -> !walk.done().contains(shard))
                .boxed()
                .toList();
    }

    /**
     * The membership that is to be cancelled; nothing for a free user, when it is cancelled already, and for somebody whose
     * region is not of the group, whatever it is that lists him there.
     */
    public static Optional<Membership> ending(Account account, GroupId group, Timeline timeline) {
        return timeline.groupOf(account.region())
                .filter(own -> own.id().equals(group))
                .flatMap(own -> account.membership())
                .filter(membership -> membership.cancelledAt().isEmpty());
    }
}
