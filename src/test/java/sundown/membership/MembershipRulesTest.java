package sundown.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.membership.Functions.GROUP;
import static sundown.membership.Functions.OPENING;
import static sundown.membership.Functions.paid;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.Timeline;

class MembershipRulesTest {
    private static final Timeline TIMELINE = PublishedTimeline.read();
    private static final Group OPEN =
            MembershipRules.opened(TIMELINE, GROUP, OPENING).orElseThrow();
    private static final Instant REFUND_BY = OPEN.dates().refundBy();
    private static final UserId USER = new UserId("member");

    @Test
    void aGroupHasOpenedFromTheInstantOfItsDate() {
        assertThat(MembershipRules.opened(TIMELINE, GROUP, OPENING.minusNanos(1)))
                .isEmpty();
        assertThat(MembershipRules.opened(TIMELINE, GROUP, OPENING).map(Group::id))
                .contains(GROUP);
    }

    @Test
    void aGroupThatIsNotInTheTimelineHasNotOpened() {
        assertThat(MembershipRules.opened(TIMELINE, new GroupId("9"), Instant.MAX))
                .isEmpty();
    }

    @Test
    void beginsAWalkThatHasNotBegun() {
        assertThat(next(Optional.empty(), OPENING))
                .isEqualTo(new MembershipRules.Step.Begin(new Walk(GROUP, OPENING, OPENING, Set.of()), OPENING));
    }

    @Test
    void beginsAnotherWalkAtTheRefundDateHoweverFarTheFirstIs() {
        Walk walk = Walk.begun(GROUP, OPENING);
        assertThat(next(Optional.of(walk), REFUND_BY.minusNanos(1))).isInstanceOf(MembershipRules.Step.SendAgain.class);
        for (Walk first : List.of(walk, with(walk, 16))) {
            assertThat(next(Optional.of(first), REFUND_BY))
                    .isEqualTo(new MembershipRules.Step.Begin(Walk.begun(GROUP, REFUND_BY), REFUND_BY));
        }
    }

    @Test
    void beginsNoOtherWhereTheFirstBeganAtTheRefundDateOrLater() {
        Walk late = with(Walk.begun(GROUP, REFUND_BY), 16);
        assertThat(next(Optional.of(late), REFUND_BY.plusSeconds(1_000_000)))
                .isEqualTo(new MembershipRules.Step.Nothing());
    }

    @Test
    void waitsAnHourForShardsThatAreNotDone() {
        Walk walk = Walk.begun(GROUP, OPENING);
        assertThat(next(Optional.of(walk), OPENING.plusSeconds(3_600).minusNanos(1)))
                .isEqualTo(new MembershipRules.Step.Nothing());
    }

    @Test
    void sendsShardsAgainThatAreNotDoneAnHourLater() {
        Walk walk = with(Walk.begun(GROUP, OPENING), 15);
        assertThat(next(Optional.of(walk), OPENING.plusSeconds(3_600)))
                .isEqualTo(new MembershipRules.Step.SendAgain(walk));
        assertThat(MembershipRules.left(walk)).containsExactly(15);
    }

    @Test
    void doesNothingMoreWhenAllShardsAreDone() {
        Walk walk = with(Walk.begun(GROUP, OPENING), 16);
        assertThat(next(Optional.of(walk), OPENING.plusSeconds(1_000_000)))
                .isEqualTo(new MembershipRules.Step.Nothing());
    }

    @Test
    void tellsAMemberFromAFreeUserAndFromOneWhoIsCancelled() {
        Account free = new Account(USER, new Region("IN"));
        Membership cancelled = paid("ch_1").cancelled(OPENING);
        assertThat(listed(free)).isEqualTo(new MembershipRules.Listed.Free());
        assertThat(listed(free.with(paid("ch_1")))).isEqualTo(new MembershipRules.Listed.Member(paid("ch_1")));
        assertThat(listed(free.with(cancelled))).isEqualTo(new MembershipRules.Listed.Cancelled(cancelled));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BR", "DE", "CN"})
    void aMemberOfAnotherGroupsRegionIsMisfiled(String region) {
        Account stranger = new Account(USER, new Region(region)).with(paid("ch_1"));
        assertThat(listed(stranger)).isEqualTo(new MembershipRules.Listed.Misfiled());
    }

    private static MembershipRules.Step next(Optional<Walk> walk, Instant now) {
        return MembershipRules.next(OPEN, walk, now);
    }

    private static MembershipRules.Listed listed(Account account) {
        return MembershipRules.listed(account, GROUP, TIMELINE);
    }

    /** The walk with the first of its shards done. */
    private static Walk with(Walk walk, int shards) {
        Set<Integer> done = IntStream.range(0, shards).boxed().collect(Collectors.toSet());
        return new Walk(walk.group(), walk.begunAt(), walk.sentAt(), done);
    }
}
