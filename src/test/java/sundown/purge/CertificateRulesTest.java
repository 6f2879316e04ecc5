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
import sundown.purge.BucketEntry.Totals;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Findings.Difference;
import sundown.purge.ManifestLine.Standing;

class CertificateRulesTest {
    private static final Totals NOTHING = Totals.NONE;

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

    private static Difference.Kind kind(ManifestLine line, Optional<Deletion> deletion) {
        return CertificateRules.deleted(line, deletion).orElseThrow().kind();
    }

    private static Optional<Deletion> done(Totals totals, long rows) {
        return Optional.of(new Deletion(PurgedGroup.place(ANN), PLAN, totals, rows, 0, Deletion.Progress.GONE, NOW));
    }
}
