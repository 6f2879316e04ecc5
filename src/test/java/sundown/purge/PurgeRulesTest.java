package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static sundown.purge.Given.APPROVALS;
import static sundown.purge.Given.CLOSE;
import static sundown.purge.Given.DRAINED;
import static sundown.purge.Given.GROUP;
import static sundown.purge.Given.NOW;
import static sundown.purge.Given.PLAN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.account.UserId;
import sundown.digest.MerkleTree;
import sundown.digest.MerkleTree.MerkleProof;
import sundown.gallery.GalleryLayout;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.DeletionRules.ListedAccount;
import sundown.purge.DeletionRules.Verdict;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.runtime.Records;

class PurgeRulesTest {
    /** When the pause is over, and clocks may be wrong by a day. */
    private static final Instant BEGIN = NOW.plus(Given.PAUSE).plus(PurgeRules.CLOCK_SKEW);

    private static final Instant NEVER = BEGIN.plus(Duration.ofDays(999));
    private static final Duration MOMENT = Duration.ofNanos(1);
    private static final PurgeRules.Next CANARY = new PurgeRules.Next.Enter(Given.in(new PurgeState.Canary(BEGIN)));
    private static final PurgeRules.Next NOTHING = new PurgeRules.Next.Nothing();

    @Test
    void beginsWithTheCanaryWhenThePauseIsOverByEveryClock() {
        assertThat(next(Given.planned(), Given.at(BEGIN.minus(MOMENT)))).isEqualTo(NOTHING);
        assertThat(next(Given.planned(), Given.at(BEGIN))).isEqualTo(CANARY);
    }

    @Test
    void beginsNothingWithinADayOfTheCloseOrTheDrain() {
        Approvals unpaused = new Approvals(GROUP, PLAN, APPROVALS.all(), Optional.of(CLOSE), 2);
        Instant drained = CLOSE.minus(Duration.ofDays(9));
        PurgeContext close = Given.of(Optional.of(PLAN), Optional.of(CLOSE), Optional.of(drained), CLOSE);
        assertThat(PurgeRules.beginsAt(Given.planned(), Given.said(unpaused, close)))
                .contains(CLOSE.plus(Duration.ofHours(24)));
        Instant begin = DRAINED.plus(Duration.ofHours(24));
        assertThat(PurgeRules.beginsAt(Given.planned(), Given.said(unpaused, Given.at(NOW))))
                .contains(begin);
        assertThat(next(Given.planned(), unpaused, Given.at(begin.minus(MOMENT))))
                .isEqualTo(NOTHING);
        assertThat(next(Given.planned(), unpaused, Given.at(begin)))
                .isEqualTo(new PurgeRules.Next.Enter(Given.in(new PurgeState.Canary(begin))));
    }

    @Test
    void hasNoDateWithoutCloseDrainOrApprovals() {
        assertThat(PurgeRules.early(
                        Given.planned(), Given.of(Optional.of(PLAN), Optional.of(CLOSE), Optional.of(DRAINED), BEGIN)))
                .isTrue();
        assertThat(PurgeRules.beginsAt(
                        Given.planned(), Given.of(Optional.of(PLAN), Optional.empty(), Optional.of(DRAINED), NOW)))
                .isEmpty();
        assertThat(PurgeRules.beginsAt(
                        Given.planned(), Given.of(Optional.of(PLAN), Optional.of(CLOSE), Optional.empty(), NOW)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 1", "99, 1", "199, 1", "200, 2", "250, 2", "100000, 1000", "100000000, 1000"})
    void aCanaryIsOneOfAHundredAndAtLeastOneAndAtMostAThousand(long users, long canary) {
        Plan plan = Given.plan("plan00001", "a", users, 3, 5);
        assertThat(PurgeRules.canary(0, users, plan)).isEqualTo(canary);
        long some = users / 3;
        assertThat(PurgeRules.canary(0, some, plan)
                        + PurgeRules.canary(some, 0, plan)
                        + PurgeRules.canary(some, users - some, plan))
                .isEqualTo(canary);
    }

    @Test
    void takesTheCanaryFromAllChunks() {
        Plan plan = Given.plan("plan00001", "a", 1_000, 3, 5);
        assertThat(IntStream.range(0, 10).mapToObj(chunk -> PurgeRules.canary(chunk * 100L, 100, plan)))
                .containsOnly(1L);
    }

    @Test
    void deletesAllOnceTheCanaryIsDeletedAndIsDoneWhenAllAre() {
        PurgeContext now = Given.at(BEGIN);
        assertThat(next(Given.canary(), now)).isEqualTo(new PurgeRules.Next.Delete(PurgeJob.DELETE_CANARY));
        assertThat(next(Given.canary(), now, PurgeJob.DELETE_ALL))
                .isEqualTo(new PurgeRules.Next.Delete(PurgeJob.DELETE_CANARY));
        assertThat(next(Given.canary(), now, PurgeJob.DELETE_CANARY))
                .isEqualTo(new PurgeRules.Next.Enter(Given.in(new PurgeState.Waves(BEGIN))));
        assertThat(next(Given.waves(), now, PurgeJob.DELETE_CANARY))
                .isEqualTo(new PurgeRules.Next.Delete(PurgeJob.DELETE_ALL));
        assertThat(next(Given.waves(), now, PurgeJob.DELETE_ALL))
                .isEqualTo(new PurgeRules.Next.Enter(Given.in(new PurgeState.Purged(BEGIN))));
    }

    /** A chunk with a tenth of all users begins with a tenth of 30 accounts a minute. */
    @Test
    void spreadsTheAccountsOfAChunkOverTime() {
        assertThat(PurgeRules.interval(25, PLAN, 30, Long.MAX_VALUE)).isEqualTo(Duration.ofSeconds(20));
        assertThat(PurgeRules.interval(25, PLAN, 30, PLAN.chunks())).isEqualTo(Duration.ofSeconds(20));
        assertThat(PurgeRules.interval(0, PLAN, 30, Long.MAX_VALUE)).isPositive();
    }

    /** One chunk alone begins with all accounts of a minute. */
    @Test
    void keepsTheRateWhereFewerChunksGoOnAtOnce() {
        Duration together = PurgeRules.interval(25, PLAN, 30, PLAN.chunks());
        assertThat(PurgeRules.interval(25, PLAN, 30, 1).multipliedBy(PLAN.chunks()))
                .isCloseTo(together, Duration.ofMillis(1));
    }

    @ParameterizedTest
    @MethodSource("underWay")
    void doesNothingWhileTheSwitchStopsIt(Purge purge) {
        assertThat(next(purge, Given.at(BEGIN.plusSeconds(60)))).isNotEqualTo(NOTHING);
        assertThat(next(purge, Given.stopped(BEGIN.plusSeconds(60)))).isEqualTo(NOTHING);
    }

    @ParameterizedTest
    @MethodSource("underWay")
    void isVoidWhenAnythingElseIsThanWasApproved(Purge purge) {
        PurgeRules.Next annulled = new PurgeRules.Next.Annul(Given.in(new PurgeState.Voided(BEGIN)));
        assertThat(next(purge, Given.changed(4, 5, BEGIN))).isEqualTo(annulled);
        assertThat(next(purge, Given.changed(3, 6, BEGIN))).isEqualTo(annulled);
        assertThat(next(purge, Given.of(Optional.of(PLAN), Optional.of(CLOSE), Optional.empty(), BEGIN)))
                .isEqualTo(annulled);
        assertThat(next(purge, Given.of(Optional.empty(), Optional.of(CLOSE), Optional.of(DRAINED), BEGIN)))
                .isEqualTo(annulled);
    }

    @ParameterizedTest
    @MethodSource("underWay")
    void standsUnderALaterTimelineThatChangesNothingOfTheGroup(Purge purge) {
        PurgeContext later =
                Records.with(Given.at(BEGIN.plusSeconds(60)), "timeline", Given.timeline(4, Optional.of(CLOSE)));
        assertThat(next(purge, later)).isEqualTo(next(purge, Given.at(BEGIN.plusSeconds(60))));
        assertThat(next(purge, later)).isNotInstanceOf(PurgeRules.Next.Annul.class);
    }

    @ParameterizedTest
    @MethodSource("underWay")
    void takesAPlanOfAnotherManifestForAnotherPurge(Purge purge) {
        Plan tampered = Given.plan("plan00001", "b", 250, 3, 5);
        PurgeContext now = Given.of(Optional.of(tampered), Optional.of(CLOSE), Optional.of(DRAINED), BEGIN);
        assertThat(next(purge, now))
                .isEqualTo(new PurgeRules.Next.Annul(
                        new Purge(GROUP, tampered, new PurgeState.Planned(), purge.version())));
    }

    static Stream<Purge> underWay() {
        return Stream.of(Given.planned(), Given.canary(), Given.waves());
    }

    @Test
    void isVoidWithOneApprovalTooAndOnlyOutdatedWithNone() {
        PurgeContext changed = Given.changed(4, 5, NOW);
        assertThat(next(Given.planned(), Given.approvedBy(Given.ADA), changed))
                .isEqualTo(new PurgeRules.Next.Annul(Given.in(new PurgeState.Voided(NOW))));
        assertThat(PurgeRules.current(Optional.of(Given.planned()), changed)).contains(Given.planned());
    }

    @ParameterizedTest
    @MethodSource("sundown.purge.ApprovalRulesTest#over")
    void doesNothingAfterTheEnd(Purge purge) {
        assertThat(next(purge, Given.at(NEVER))).isEqualTo(NOTHING);
    }

    /** Whatever the row of the purge says, without both people's word for this very plan nothing is deleted. */
    @ParameterizedTest
    @MethodSource("notEnough")
    void goesByTheApprovalsAndNotByThePurgesOwnRow(PurgeContext now) {
        assertThat(PurgeRules.next(Given.planned(), now, part -> true)).isEqualTo(NOTHING);
        PurgeRules.Next annulled = new PurgeRules.Next.Annul(Given.in(new PurgeState.Voided(NEVER)));
        assertThat(PurgeRules.next(Given.canary(), now, part -> true)).isEqualTo(annulled);
        assertThat(PurgeRules.next(Given.waves(), now, part -> true)).isEqualTo(annulled);
        for (Purge forged : List.of(Given.planned(), Given.canary(), Given.waves())) {
            assertThat(DeletionRules.verdict(Optional.of(forged), Given.account(PLAN.id()), now, Standing.ACCOUNT))
                    .isEqualTo(new Verdict.Leave(DeletionRules.Why.NOT_APPROVED));
        }
    }

    static Stream<PurgeContext> notEnough() {
        PurgeContext late = Given.at(NEVER);
        return Stream.concat(Stream.of(late), NotApprovals.of(PLAN).map(said -> Given.said(said, late)));
    }

    @Test
    void deletesNothingDuringThePauseWhateverThePurgesOwnRowSays() {
        PurgeContext pausing = Given.said(APPROVALS, Given.at(BEGIN.minus(MOMENT)));
        for (Purge forged : List.of(Given.canary(), Given.waves())) {
            assertThat(PurgeRules.next(forged, pausing, part -> true)).isEqualTo(NOTHING);
            assertThat(DeletionRules.verdict(Optional.of(forged), Given.account(PLAN.id()), pausing, Standing.ACCOUNT))
                    .isEqualTo(new Verdict.Leave(DeletionRules.Why.EARLY));
        }
    }

    /** The approved manifest lists the user as an account of the group, except where a line or a path is forged. */
    static Stream<Arguments> verdicts() {
        PurgeContext now = Given.said(APPROVALS, Given.at(BEGIN));
        ListedAccount listed = Given.account(PLAN.id());
        String line = listed.listed().line().replace("u0", "u1");
        Inclusion forged = Records.with(listed.listed(), "line", line);
        MerkleProof alone = MerkleTree.over(Stream.of(line)).proof(0);
        return Stream.of(
                arguments(listed, now, Standing.ACCOUNT, new Verdict.Delete()),
                arguments(listed, now, Standing.NO_ACCOUNT, new Verdict.DeleteRows()),
                arguments(listed, now, Standing.HELD, new Verdict.Keep(Deletion.Progress.HELD)),
                arguments(listed, now, Standing.FOREIGN, new Verdict.Keep(Deletion.Progress.FOREIGN)),
                arguments(
                        listed,
                        Given.said(APPROVALS, Given.stopped(BEGIN)),
                        Standing.ACCOUNT,
                        new Verdict.Leave(DeletionRules.Why.STOPPED)),
                arguments(
                        Given.account(new PlanId("plan00002")),
                        now,
                        Standing.ACCOUNT,
                        new Verdict.Leave(DeletionRules.Why.NOT_APPROVED)),
                notListed(Records.with(listed, "listed", forged), now),
                notListed(Records.with(listed, "listed", Records.with(forged, "inChunk", alone)), now));
    }

    @Test
    void deletesNothingOfAUserWhomTheManifestLeavesOut() {
        UserId user = new UserId("u0");
        InMemoryAuditFiles files = new InMemoryAuditFiles();
        ManifestRoot root = Manifests.put(files, GROUP, PLAN.id(), List.of(List.of(PurgedGroup.leftOut(user))));
        Plan plan = Records.with(PLAN, "manifest", root.hash());
        Inclusion leftOut = new ManifestReader(files, GalleryLayout.GROUP_FIRST)
                .readChunk(GROUP, plan, 0)
                .orElseThrow()
                .inclusion(user);
        PurgeContext now = Given.of(Optional.of(plan), Optional.of(CLOSE), Optional.of(DRAINED), BEGIN);

        assertThat(DeletionRules.verdict(
                        Optional.of(new Purge(GROUP, plan, new PurgeState.Waves(NOW), 4)),
                        new ListedAccount(GROUP, PLAN.id(), leftOut),
                        Given.said(Given.approvals(plan), now),
                        Standing.ACCOUNT))
                .isEqualTo(new Verdict.Leave(DeletionRules.Why.NOT_LISTED));
    }

    private static Arguments notListed(ListedAccount account, PurgeContext now) {
        return arguments(account, now, Standing.ACCOUNT, new Verdict.Leave(DeletionRules.Why.NOT_LISTED));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void decidesOnAnAccountByPlanSwitchManifestAndStanding(
            ListedAccount account, PurgeContext now, Standing standing, Verdict verdict) {
        assertThat(DeletionRules.verdict(Optional.of(Given.canary()), account, now, standing))
                .isEqualTo(verdict);
    }

    /** A plan that replaces another while accounts are being deleted waits until they are. */
    @Test
    void finishesWhatIsBeingDeletedBeforeAPlanThatReplacesIt() {
        Plan next = Given.plan("plan00002", "b", 250, 3, 5);
        PurgeContext now = Given.of(Optional.of(next), Optional.of(Given.CLOSE), Optional.of(Given.DRAINED), Given.NOW);
        Purge deleting = Given.canary();

        assertThat(PurgeRules.toAdvance(Optional.of(deleting), now)).contains(deleting);
        assertThat(PurgeRules.toAdvance(Optional.of(Given.planned()), now).map(Purge::plan))
                .contains(next);
    }

    @Test
    void looksOnlyAfterWhatIsApprovedOrDeleting() {
        Optional<Approvals> approved = Optional.of(APPROVALS);
        assertThat(PurgeRules.underWay(Optional.empty(), Optional.empty())).isFalse();
        assertThat(PurgeRules.underWay(Optional.empty(), Optional.of(Given.approvedBy(Given.ADA))))
                .isFalse();
        assertThat(PurgeRules.underWay(Optional.empty(), approved)).isTrue();
        assertThat(PurgeRules.underWay(Optional.of(Given.planned()), approved)).isTrue();
        assertThat(PurgeRules.underWay(Optional.of(Given.canary()), Optional.empty()))
                .isTrue();
        assertThat(ApprovalRulesTest.over())
                .noneMatch(over -> PurgeRules.underWay(Optional.of(over), approved))
                .allMatch(over -> PurgeRules.underWay(
                        Optional.of(over), Optional.of(Given.approvals(Given.plan("plan00002", "b", 7, 3, 5)))));
    }

    @Test
    void keepsWhatIsOverWhateverChanges() {
        Purge certified = Given.in(new PurgeState.Certified(NOW));
        assertThat(PurgeRules.current(Optional.of(certified), Given.changed(9, 9, BEGIN)))
                .contains(certified);
    }

    @Test
    void goesByTheEarlierOneOfTwoClocks() {
        assertThat(PurgeRules.earlier(NOW, BEGIN)).isEqualTo(NOW);
        assertThat(PurgeRules.earlier(BEGIN, NOW)).isEqualTo(NOW);
    }

    @Test
    void namesALaterInstantAlsoIfClocksDiffer() {
        assertThat(PurgeRules.atLeast(NOW, NOW.plusSeconds(1))).isEqualTo(NOW.plusSeconds(1));
        assertThat(PurgeRules.atLeast(NOW, NOW.minusSeconds(1))).isEqualTo(NOW);
        assertThat(PurgeRules.after(NOW, NOW)).isAfter(NOW);
        assertThat(PurgeRules.after(NOW, NOW.minusSeconds(1))).isAfter(NOW);
    }

    private static PurgeRules.Next next(Purge purge, PurgeContext now, PurgeJob... complete) {
        return next(purge, APPROVALS, now, complete);
    }

    private static PurgeRules.Next next(Purge purge, Approvals approvals, PurgeContext now, PurgeJob... complete) {
        return PurgeRules.next(purge, Given.said(approvals, now), List.of(complete)::contains);
    }
}
