package sundown.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.local.emulators.Usage;

class PurgeBenchFiguresTest {
    private static final GroupFigures SMALL = group(1_000, 2, Duration.ofSeconds(2), 2, 6);

    @Test
    void meetTheirLimitsWhereAllGrowsAsTheObjectsDo() {
        PurgeBenchFigures linear = new PurgeBenchFigures(SMALL, group(10_000, 20, Duration.ofSeconds(20), 12, 60));
        assertThat(linear.met()).isTrue();
        assertThat(linear.limits()).extracting(BenchLimit::reached).startsWith(1.2, 3.0);
        assertThat(linear.growth(Stage.PURGE, StageFigures::seconds)).isEqualTo(10.0);
        assertThat(linear.growth(Stage.PURGE, StageFigures::s3Requests)).isEqualTo(6.0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            20 | 20 | 13 | 60 | DeleteObjects calls per 1,000 versions
            20 | 20 | 10 | 61 | writes an account beyond row deletions
            20 | 27 | 10 | 30 | growth of the plan's time; growth of the purge's time; growth of the certificate's time
            30 | 20 | 23 | 67 | DeleteObjects calls per 1,000 versions; growth of requests to S3; growth of requests to DynamoDB
            """)
    void missLimits(long accounts, long seconds, long deleteCalls, long writes, String missed) {
        assertThat(missed(group(10_000, accounts, Duration.ofSeconds(seconds), deleteCalls, writes)))
                .containsExactly(missed.split("; "));
    }

    @Test
    void areShownAsATableWithTheLimitsBelowIt() {
        PurgeBenchFigures figures = new PurgeBenchFigures(SMALL, group(10_000, 20, Duration.ofSeconds(20), 10, 61));
        assertThat(PurgeBenchTable.of(figures).lines())
                .containsSubsequence(
                        "                                                1,000       10,000    growth",
                        "accounts                                            2           20     10.0x",
                        "versions and delete markers                     1,000       10,000     10.0x",
                        "purge, seconds                                    2.0         20.0     10.0x",
                        "purge, objects a second                           500          500",
                        "purge, requests to S3                               2           10      5.0x",
                        "purge, DeleteObjects                                2           10      5.0x",
                        "purge, requests to DynamoDB                         6           61     10.2x",
                        "DeleteObjects calls per 1,000 versions               at most       1.2         1.00  MET",
                        "writes an account beyond row deletions               at most       3.0         3.06  MISSED");
    }

    @Test
    void areOneJsonObject() {
        PurgeBenchFigures figures = new PurgeBenchFigures(SMALL, group(10_000, 20, Duration.ofSeconds(20), 10, 61));
        assertThat(figures.json())
                .containsOnlyKeys("small", "large", "writesAnAccount", "limits", "met")
                .containsEntry("writesAnAccount", 55 / 18.0)
                .containsEntry("met", false);
        assertThat(figures.large().json())
                .containsEntry("objects", 10_000)
                .containsEntry("accounts", 20L)
                .containsEntry("versions", 10_000L)
                .containsEntry("deleteObjectsPerThousandVersions", 1.0)
                .containsKeys("plan", "purge", "certificate");
    }

    private static List<String> missed(GroupFigures large) {
        return new PurgeBenchFigures(SMALL, large)
                .limits().stream()
                        .filter(limit -> !limit.met())
                        .map(BenchLimit::what)
                        .toList();
    }

    /** A group with objects of one version each; every stage takes as long and asks for as much as the others. */
    private static GroupFigures group(int objects, long accounts, Duration time, long deleteCalls, long writes) {
        Usage usage = new Usage(
                Optional.of(new Usage.Units(0, 0)),
                Map.of("PutItem", writes),
                Map.of("DeleteObjects", deleteCalls),
                Map.of(),
                Map.of());
        StageFigures stage = new StageFigures(time, usage);
        return new GroupFigures(
                objects, accounts, objects, Map.of(Stage.PLAN, stage, Stage.PURGE, stage, Stage.CERTIFICATE, stage));
    }
}
