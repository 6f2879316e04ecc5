package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.purge.PurgedGroup.ANN;
import static sundown.purge.PurgedGroup.NOW;
import static sundown.purge.PurgedGroup.ONE_PHOTO;
import static sundown.purge.PurgedGroup.PLAN;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.operator.SampleOperators;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.CertificateRules.CertificateStep;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Findings.Difference;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.ManifestRoot.ManifestHash;

class CertificateRulesTest {
    private static final ManifestHash APPROVED = new ManifestHash("a".repeat(64));
    private static final Approvals APPROVALS =
            PurgedGroup.approvals(new PurgedGroup().planOnly(PurgedGroup.ONE, PLAN, APPROVED), PurgedGroup.ONE, 2);
    private static final Totals NOTHING = Totals.NONE;

    @Test
    void looksAtAPurgeThatHasEndedAndAtOneThatDiffered() {
        assertThat(next(new PurgeState.Purged(NOW))).isEqualTo(new CertificateStep.Verify(APPROVALS, NOW));
        assertThat(next(new PurgeState.Differs(NOW))).isEqualTo(new CertificateStep.Verify(APPROVALS, NOW));
        assertThat(next(new PurgeState.Certified(NOW))).isEqualTo(new CertificateStep.Show());
    }

    @ParameterizedTest
    @MethodSource("unfinished")
    void looksAtNoOther(PurgeState state) {
        assertThat(next(state)).isEqualTo(new CertificateStep.TooEarly());
    }

    @Test
    void looksAtNothingThatNobodyApproved() {
        assertThat(CertificateRules.next(new PurgeState.Purged(NOW), Optional.empty()))
                .isEqualTo(new CertificateStep.TooEarly());
        assertThat(CertificateRules.next(new PurgeState.Differs(NOW), Optional.empty()))
                .isEqualTo(new CertificateStep.TooEarly());
    }

    static Stream<PurgeState> unfinished() {
        return Stream.of(
                new PurgeState.Planned(),
                new PurgeState.Canary(NOW),
                new PurgeState.Waves(NOW),
                new PurgeState.Aborted(SampleOperators.named("Mary"), "a wrong list", NOW),
                new PurgeState.Voided(NOW));
    }

    @Test
    void comesLaterAlsoWhereClocksDiffer() {
        assertThat(CertificateRules.atLeast(NOW, NOW.plusSeconds(1))).isEqualTo(NOW.plusSeconds(1));
        assertThat(CertificateRules.atLeast(NOW, NOW.minusSeconds(1))).isEqualTo(NOW);
        assertThat(CertificateRules.after(NOW, NOW)).isAfter(NOW);
        assertThat(CertificateRules.after(NOW, NOW.minusSeconds(1))).isAfter(NOW);
    }

    @Test
    void findsEachKindOfEntryThatIsLeft() {
        assertThat(CertificateRules.left(ANN, NOTHING)).isEmpty();
        assertThat(Stream.of(new Totals(1, 0, 0, 0), new Totals(0, 1, 0, 0), new Totals(0, 0, 1, 0)))
                .allSatisfy(left -> assertThat(CertificateRules.left(ANN, left))
                        .hasValueSatisfying(
                                difference -> assertThat(difference.kind()).isEqualTo(Difference.Kind.LEFT)));
    }

    @Test
    void saysWhatIsLeft() {
        assertThat(CertificateRules.left(ANN, new Totals(1, 2, 3, 4)))
                .hasValueSatisfying(difference -> assertThat(difference.words())
                        .isEqualTo("the buckets still keep 1 versions, 2 markers and 3 uploads with 4 bytes"));
    }

    @Test
    void wantsExactlyWhatWasListedToBeDeleted() {
        ManifestLine line = PurgedGroup.listed(ANN, ONE_PHOTO);
        assertThat(CertificateRules.deleted(line, done(ONE_PHOTO, 4))).isEmpty();
        assertThat(kind(line, Optional.empty())).isEqualTo(Difference.Kind.NOT_RECORDED);
        assertThat(Stream.of(new Totals(1, 0, 0, 6), new Totals(1, 1, 0, 7), new Totals(1, 0, 1, 7), NOTHING))
                .allSatisfy(
                        deleted -> assertThat(kind(line, done(deleted, 0))).isEqualTo(Difference.Kind.OTHER_COUNTS));
    }

    @ParameterizedTest
    @EnumSource(
            value = Standing.class,
            names = {"HELD", "FOREIGN"})
    void wantsNothingToBeDeletedThatWasLeftOut(Standing standing) {
        ManifestLine line = new ManifestLine(ANN, standing, Optional.empty(), NOTHING, ManifestLine.NO_SALT);
        assertThat(CertificateRules.deleted(line, Optional.empty())).isEmpty();
        assertThat(CertificateRules.deleted(line, done(NOTHING, 0))).isEmpty();
        assertThat(kind(line, done(ONE_PHOTO, 0))).isEqualTo(Difference.Kind.NOT_LISTED);
        assertThat(kind(line, done(NOTHING, 1))).isEqualTo(Difference.Kind.NOT_LISTED);
        assertThat(kind(line, done(ONE_PHOTO, 1))).isEqualTo(Difference.Kind.NOT_LISTED);
    }

    @Test
    void wantsNoRows() {
        assertThat(CertificateRules.rows(ANN, false)).isEmpty();
        assertThat(CertificateRules.rows(ANN, true)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(Difference.Kind.class)
    void aHoldExcusesWhatItKeepsAndNothingThatIsGone(Difference.Kind kind) {
        assertThat(kind.excusable())
                .isEqualTo(
                        List.of("LEFT", "NOT_RECORDED", "OTHER_COUNTS", "ROWS").contains(kind.name()));
    }

    private static CertificateStep next(PurgeState state) {
        return CertificateRules.next(state, Optional.of(APPROVALS));
    }

    private static Difference.Kind kind(ManifestLine line, Optional<Deletion> deletion) {
        return CertificateRules.deleted(line, deletion).orElseThrow().kind();
    }

    private static Optional<Deletion> done(Totals totals, long rows) {
        return Optional.of(new Deletion(PurgedGroup.place(ANN), PLAN, totals, rows, 0, Deletion.Progress.GONE, NOW));
    }
}
