package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static sundown.purge.Given.ADA;
import static sundown.purge.Given.CLOSE;
import static sundown.purge.Given.DRAINED;
import static sundown.purge.Given.GRACE;
import static sundown.purge.Given.GROUP;
import static sundown.purge.Given.NOW;
import static sundown.purge.Given.PAUSE;
import static sundown.purge.Given.PLAN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.operator.Operator;
import sundown.operator.SampleOperators;
import sundown.purge.ApprovalRules.Refusal;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.ApprovalStore.Approvals.Approval;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.runtime.Records;

class ApprovalRulesTest {
    private static final PurgeContext CALM = Given.at(NOW);
    private static final PurgeContext BY_ADA = Given.said(Given.approvedBy(ADA), CALM);
    private static final PurgeContext APPROVED = Given.said(Given.APPROVALS, CALM);

    @Test
    void takesTheFirstApprovalOfAPlanThatIsInNoRowYet() {
        assertThat(approve(Optional.empty(), CALM, ADA)).isEqualTo(changed(Given.approvedBy(ADA)));
    }

    /** The pause begins with the second approval, and not with the first. */
    @ParameterizedTest
    @ValueSource(longs = {0, 7})
    void pausesWithTheSecondPersonsWord(long days) {
        Instant later = NOW.plusSeconds(60).plus(Duration.ofDays(days));
        assertThat(approve(Given.planned(), Given.said(Given.approvedBy(ADA), Given.at(later)), GRACE))
                .isEqualTo(changed(new Approvals(
                        GROUP,
                        PLAN,
                        List.of(new Approval(ADA, NOW), new Approval(GRACE, later)),
                        Optional.of(later.plus(PAUSE)),
                        0)));
    }

    /** An approver could be the planner of a plan that was made without a token. */
    @Test
    void takesNoneWhereItIsNotKnownWhoPlanned() {
        Plan plan = Records.with(PLAN, "plannedBy", Operator.unproven("Zoë"));
        PurgeContext now = Records.with(CALM, "plan", Optional.of(plan));
        Approvals both = Records.with(Given.APPROVALS, "plan", plan);
        assertThat(approve(Optional.empty(), now, ADA)).isEqualTo(refused(Refusal.PLANNER_UNKNOWN));
        assertThat(both.complete()).isFalse();
    }

    static Stream<Arguments> refusals() {
        Optional<Plan> plan = Optional.of(PLAN);
        Optional<Instant> close = Optional.of(CLOSE);
        return Stream.of(
                arguments(Refusal.BY_THE_SAME_PERSON, BY_ADA, ADA),
                arguments(Refusal.BY_THE_SAME_PERSON, BY_ADA, Operator.proven("op-Ada", "Grace")),
                arguments(Refusal.BY_THE_PLANNER, CALM, Given.PLANNER),
                arguments(Refusal.BY_THE_PLANNER, BY_ADA, new Operator(Given.PLANNER.subject(), "Grace")),
                arguments(Refusal.WINDOW_OPEN, Given.at(CLOSE.minusNanos(1)), ADA),
                arguments(Refusal.WINDOW_OPEN, Given.of(plan, Optional.empty(), Optional.empty(), NOW), ADA),
                arguments(Refusal.NOT_DRAINED, Given.of(plan, close, Optional.empty(), NOW), ADA));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void takesNoneOfWhoOrWhenItMustNotBe(Refusal why, PurgeContext now, Operator by) {
        assertThat(approve(Given.planned(), now, by)).isEqualTo(refused(why));
    }

    @Test
    void takesNoneOfWhatWasNotPlannedOrOfAnotherManifest() {
        PurgeContext without = Given.of(Optional.empty(), Optional.of(CLOSE), Optional.of(DRAINED), NOW);
        assertThat(approve(Optional.empty(), without, ADA)).isEqualTo(refused(Refusal.NOT_PLANNED));
        assertThat(ApprovalRules.approve(Optional.of(Given.planned()), CALM, Given.hash("b"), ADA, PAUSE))
                .isEqualTo(refused(Refusal.OTHER_MANIFEST));
    }

    @Test
    void takesNoneOfAPlanThatANewerOneHasReplaced() {
        Plan newer = Given.plan("plan00002", "b", 7, 3, 5);
        PurgeContext replanned = Given.of(Optional.of(newer), Optional.of(CLOSE), Optional.of(DRAINED), NOW);
        PurgeContext now = Given.said(Given.APPROVALS.saved().saved(), replanned);
        assertThat(approve(Given.planned(), now, ADA)).isEqualTo(refused(Refusal.OTHER_MANIFEST));
        assertThat(ApprovalRules.approve(Optional.of(Given.planned()), now, newer.manifest(), ADA, PAUSE))
                .isEqualTo(changed(new Approvals(GROUP, newer, List.of(new Approval(ADA, NOW)), Optional.empty(), 2)));
    }

    @ParameterizedTest
    @MethodSource("otherThanPlanned")
    void takesNoneOfAPlanThatIsOutOfDate(PurgeContext changed) {
        assertThat(approve(Given.planned(), changed, ADA)).isEqualTo(refused(Refusal.PLAN_OUTDATED));
        assertThat(approve(Given.planned(), Given.said(Given.approvedBy(GRACE), changed), ADA))
                .isEqualTo(refused(Refusal.PLAN_OUTDATED));
        assertThat(approve(Given.planned(), Given.said(Given.APPROVALS, changed), ADA))
                .isEqualTo(refused(Refusal.PLAN_OUTDATED));
        assertThat(approve(Given.in(new PurgeState.Voided(NOW)), changed, ADA))
                .isEqualTo(refused(Refusal.PLAN_OUTDATED));
    }

    static Stream<PurgeContext> otherThanPlanned() {
        return Stream.of(
                Given.changed(4, 5, NOW),
                Given.changed(3, 6, NOW),
                Given.of(
                        Optional.of(PLAN),
                        Optional.of(CLOSE),
                        Optional.of(PLAN.at().plusNanos(1)),
                        NOW),
                Given.of(Optional.empty(), Optional.of(CLOSE), Optional.of(DRAINED), NOW));
    }

    @ParameterizedTest
    @MethodSource("approved")
    void takesNoThird(Purge approved) {
        assertThat(approve(approved, APPROVED, SampleOperators.named("Mary")))
                .isEqualTo(refused(Refusal.APPROVED_BEFORE));
    }

    static Stream<Purge> approved() {
        return Stream.of(Given.planned(), Given.canary(), Given.waves());
    }

    @ParameterizedTest
    @MethodSource("over")
    void takesNoneOfWhatIsOver(Purge over) {
        assertThat(approve(over, APPROVED, ADA)).isInstanceOf(ApprovalRules.Verdict.Refused.class);
        assertThat(abort(Optional.of(over), Optional.of(PLAN))).isEqualTo(refused(Refusal.OVER));
    }

    static Stream<Purge> over() {
        return Stream.of(
                Given.in(new PurgeState.Purged(NOW)),
                Given.in(new PurgeState.Certified(NOW)),
                Given.in(new PurgeState.Differs(NOW)),
                Given.in(new PurgeState.Voided(NOW)),
                Given.in(new PurgeState.Aborted(ADA, "wrong list", NOW)));
    }

    @ParameterizedTest
    @MethodSource("approved")
    void onePersonEndsItAtAnyTime(Purge open) {
        assertThat(abort(Optional.of(open), Optional.of(PLAN)))
                .isEqualTo(changed(Given.in(new PurgeState.Aborted(ADA, "wrong list", NOW))));
    }

    @Test
    void endsWhatIsOnlyPlannedAndNothingThatIsNot() {
        assertThat(abort(Optional.empty(), Optional.of(PLAN)))
                .isEqualTo(changed(new Purge(GROUP, PLAN, new PurgeState.Aborted(ADA, "wrong list", NOW), 0)));
        assertThat(abort(Optional.empty(), Optional.empty())).isEqualTo(refused(Refusal.NOT_PLANNED));
    }

    @ParameterizedTest
    @MethodSource("notApprovals")
    void countsOnlyTheWordOfTwoDifferentPeopleWhoDidNotPlan(Approvals said) {
        assertThat(Given.said(said, CALM).approved(PLAN)).isEmpty();
        assertThat(Given.said(Given.APPROVALS, CALM).approved(PLAN)).contains(Given.APPROVALS);
    }

    static Stream<Approvals> notApprovals() {
        return NotApprovals.of(PLAN);
    }

    private static ApprovalRules.Verdict<Approvals> approve(Purge stored, PurgeContext now, Operator by) {
        return approve(Optional.of(stored), now, by);
    }

    private static ApprovalRules.Verdict<Approvals> approve(Optional<Purge> stored, PurgeContext now, Operator by) {
        return ApprovalRules.approve(stored, now, PLAN.manifest(), by, PAUSE);
    }

    private static ApprovalRules.Verdict<Purge> abort(Optional<Purge> stored, Optional<Plan> latest) {
        return ApprovalRules.abort(stored, latest, GROUP, new PurgeState.Aborted(ADA, "wrong list", NOW));
    }

    private static <T> ApprovalRules.Verdict<T> changed(T changed) {
        return new ApprovalRules.Verdict.Changed<>(changed);
    }

    private static <T> ApprovalRules.Verdict<T> refused(Refusal why) {
        return new ApprovalRules.Verdict.Refused<>(why);
    }
}
