package sundown.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.AccountStore;
import sundown.account.InMemoryAccountStore;
import sundown.account.UserId;
import sundown.membership.InMemoryMembershipQueue;
import sundown.membership.InMemoryMembershipStore;
import sundown.membership.InMemoryWalkStore;
import sundown.membership.MembershipFunctions;
import sundown.membership.MembershipQueue;
import sundown.membership.MembershipRules;
import sundown.membership.MembershipStore;
import sundown.membership.Walk;
import sundown.membership.WalkStore;
import sundown.timeline.TimelineStore;

/** A cloud's part for the end of memberships: the functions, and the ports under these. */
final class MembershipCloud {
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofMinutes(12);
    private static final int MOST_RECEIVES = 5;

    private final InMemoryWalkStore walks = new InMemoryWalkStore();
    private final InMemoryMembershipStore listed;
    private final InMemoryMembershipQueue queue;
    private final MembershipStore members;
    private final MembershipFunctions functions;
    private final Calendar calendar;

    /**
     * Puts it together.
     *
     * @param accounts as they are stored
     * @param reached the port through which the functions reach them
     */
    MembershipCloud(
            Surroundings around,
            InMemoryAccountStore accounts,
            AccountStore reached,
            TimelineStore timelines,
            RefundCloud refunds,
            Calendar calendar) {
        this.calendar = calendar;
        this.listed = new InMemoryMembershipStore(accounts);
        this.queue = new InMemoryMembershipQueue(
                around.time().truth(), around.chance().generator(), VISIBILITY_TIMEOUT, MOST_RECEIVES);
        MembershipStore watched = new WatchedMemberships(listed, refunds, calendar, around);
        MembershipStore troubled = new TroubledMemberships(watched, around.troubles());
        this.members = around.plant().in(around.points().around(MembershipStore.class, troubled));
        this.functions = MembershipFunctions.over(ports(around, reached, timelines, refunds), around.clock());
    }

    private MembershipFunctions.Ports ports(
            Surroundings around, AccountStore reached, TimelineStore timelines, RefundCloud refunds) {
        CrashPoints points = around.points();
        MembershipQueue lossy = new TroubledMembershipQueue(queue, around.troubles(), around.secrets());
        return new MembershipFunctions.Ports(
                reached,
                members,
                timelines,
                points.around(WalkStore.class, walks),
                points.around(MembershipQueue.class, lossy),
                refunds.ledger(),
                refunds.sender());
    }

    /** The port through which the group's users are listed. */
    MembershipStore members() {
        return members;
    }

    /** The photo cloud lists a user under his group. */
    void list(UserId user) {
        listed.list(user, calendar.group().id(), Math.floorMod(user.value().hashCode(), MembershipStore.SHARDS));
    }

    MembershipFunctions functions() {
        return functions;
    }

    InMemoryMembershipQueue queue() {
        return queue;
    }

    /** When something happens by itself next. */
    Stream<Instant> nextEvents() {
        return Stream.concat(nextLook().stream(), queue.nextVisible().stream());
    }

    private Optional<Instant> nextLook() {
        Optional<Walk> walk = walks.find(calendar.group().id());
        return walk.isEmpty()
                ? Optional.of(calendar.exportsOpen())
                : walk.filter(begun -> !MembershipRules.left(begun).isEmpty())
                        .map(begun -> begun.sentAt().plus(MembershipRules.PATIENCE));
    }

    /** True when the walk through the group has begun. */
    boolean begun() {
        return walks.find(calendar.group().id()).isPresent();
    }

    /** True when the group has been walked to its end. */
    boolean done() {
        return nextLook().isEmpty();
    }
}
