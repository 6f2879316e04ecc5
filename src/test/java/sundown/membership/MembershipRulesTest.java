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
import sundown.account.Region;
import sundown.account.UserId;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.Timeline;

class MembershipRulesTest {
    private static final Timeline TIMELINE = PublishedTimeline.read();
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
        assertThat(MembershipRules.next(GROUP, Optional.empty(), OPENING))
                .isEqualTo(new MembershipRules.Step.Begin(new Walk(GROUP, OPENING, OPENING, Set.of())));
    }

    @Test
    void waitsAnHourForShardsThatAreNotDone() {
        Walk walk = Walk.begun(GROUP, OPENING);
        assertThat(MembershipRules.next(
                        GROUP, Optional.of(walk), OPENING.plusSeconds(3_600).minusNanos(1)))
                .isEqualTo(new MembershipRules.Step.Nothing());
    }

    @Test
    void sendsShardsAgainThatAreNotDoneAnHourLater() {
        Set<Integer> done = IntStream.range(0, 15).boxed().collect(Collectors.toSet());
        Walk walk = new Walk(GROUP, OPENING, OPENING, done);
        assertThat(MembershipRules.next(GROUP, Optional.of(walk), OPENING.plusSeconds(3_600)))
                .isEqualTo(new MembershipRules.Step.SendAgain(walk, List.of(15)));
    }

    @Test
    void doesNothingMoreWhenAllShardsAreDone() {
        Set<Integer> done = IntStream.range(0, 16).boxed().collect(Collectors.toSet());
        Walk walk = new Walk(GROUP, OPENING, OPENING, done);
        assertThat(MembershipRules.next(GROUP, Optional.of(walk), OPENING.plusSeconds(1_000_000)))
                .isEqualTo(new MembershipRules.Step.Nothing());
    }

    @Test
    void endsAMembershipThatRuns() {
        Account member = new Account(USER, new Region("IN")).with(paid("ch_1"));
        assertThat(MembershipRules.ending(member, GROUP, TIMELINE)).contains(paid("ch_1"));
    }

    @Test
    void endsNoMembershipOfAFreeUserNorOneThatIsCancelled() {
        Account free = new Account(USER, new Region("IN"));
        assertThat(MembershipRules.ending(free, GROUP, TIMELINE)).isEmpty();
        assertThat(MembershipRules.ending(free.with(paid("ch_1").cancelled(OPENING)), GROUP, TIMELINE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BR", "DE", "CN"})
    void endsNoMembershipOfAnotherGroupsRegion(String region) {
        Account stranger = new Account(USER, new Region(region)).with(paid("ch_1"));
        assertThat(MembershipRules.ending(stranger, GROUP, TIMELINE)).isEmpty();
    }
}
