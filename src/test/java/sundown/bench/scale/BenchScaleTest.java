package sundown.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sundown.bench.scale.ScaleFigures.BenchLimit;

/** The bench itself, with small groups; {@code make bench-scale} has the large ones. */
@Tag("instruments")
class BenchScaleTest {
    @Test
    void takesAGroupFromItsOpeningToItsCertificate() throws Exception {
        ScaleFigures figures = new BenchScale(
                        Workload.read().light(), Clock.systemUTC(), new PrintStream(PrintStream.nullOutputStream()))
                .run(List.of(1_250, 2_500), List.of());

        ScaleFigures.Group large = figures.groups().getLast();
        assertThat(large.chunks()).isEqualTo(4);
        assertThat(large.paths())
                .extracting(PathFigures::name)
                .containsExactly(
                        "transfer run",
                        "archive",
                        "status",
                        "sweep",
                        "idle sweep",
                        "memberships",
                        "first report",
                        "report",
                        "close",
                        "plan",
                        "approval",
                        "deletion",
                        "certificate",
                        "refund date");
        assertThat(large.of("deletion").functions().get("purge-account").invocations())
                .isBetween(16L, 40L);
        assertThat(ScaleTable.of(figures)).contains("memberships", "2,500", "MET", "| **Sundown's own work** |");
        assertThatTheBillHas(figures);
    }

    /** Each dollar of the paths is in one row; the trail has a few events for each user, whatever they have. */
    private static void assertThatTheBillHas(ScaleFigures figures) {
        Bill bill = figures.bill();
        assertThat(bill.of(Bill.Part.OWN)
                        .filter(row -> row.basis() == Bill.Basis.COUNTED)
                        .filter(row -> row.parameter().isEmpty())
                        .mapToDouble(row -> row.dollars(1))
                        .sum())
                .isCloseTo(figures.costs().total(), within(0.01));
        assertThat(dollars(bill, "CloudTrail, data events")).isBetween(1.0, 5.0);
        assertThat(dollars(bill, "KMS, requests")).isBetween(1.0, 10.0);
        assertThat(dollars(bill, "CloudWatch Logs, what is written")).isGreaterThan(67);
    }

    private static double dollars(Bill bill, String row) {
        return bill.rows().stream()
                .filter(one -> one.what().equals(row))
                .mapToDouble(one -> one.dollars(1))
                .sum();
    }

    @Test
    void missesTheLimitOfGrowthWhereAnInvocationDoesMoreInALargerGroup() {
        assertThat(ScaleFigures.growth(plan(10_000, 30), plan(1_000_000, 33))).allMatch(BenchLimit::met);
        assertThat(ScaleFigures.growth(plan(10_000, 30), plan(1_000_000, 34)))
                .singleElement()
                .matches(growth -> !growth.met());
    }

    @Test
    void missesTheLimitOfAnInvocationThatTakesTooLong() {
        assertThat(ScaleFigures.ofOne(plan(10_000, 600))).allMatch(BenchLimit::met);
        assertThat(ScaleFigures.ofOne(plan(10_000, 601)))
                .filteredOn(limit -> !limit.met())
                .extracting(BenchLimit::what)
                .containsExactly("plan: longest invocation, seconds");
    }

    private static PathFigures plan(int users, int longest) {
        FunctionFigures lister = new FunctionFigures();
        lister.add(new FunctionFigures.One(
                Map.of("S3 list", 1_000L), Duration.ofSeconds(longest), 1, Map.of("S3", 0.1), 1, 0));
        return new PathFigures("plan", users, Duration.ofMinutes(3), Map.of("list-chunk", lister), Map.of());
    }
}
