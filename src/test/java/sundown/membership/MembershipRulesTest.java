package sundown.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.membership.Functions.GROUP;
import static sundown.membership.Functions.OPENING;
import static sundown.membership.Functions.paid;

import java.time.Instant;
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
    void aGroupIsVisitedOnceSinceItsOpeningAndOnceSinceItsRefundDate() {
        assertThat(MembershipRules.visitedSince(OPEN.dates(), OPENING)).isEqualTo(OPENING);
        assertThat(MembershipRules.visitedSince(OPEN.dates(), REFUND_BY.minusNanos(1)))
                .isEqualTo(OPENING);
        assertThat(MembershipRules.visitedSince(OPEN.dates(), REFUND_BY)).isEqualTo(REFUND_BY);
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

    private static MembershipRules.Listed listed(Account account) {
        return MembershipRules.classify(account, GROUP, TIMELINE);
    }
}
