package sundown.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import sundown.bench.BenchLimit;

/** The bench itself, with small groups; {@code make bench-scale} has the large ones. */
class BenchScaleTest {
    @Test
    void takesAGroupFromItsOpeningToItsCertificate() {
        ScaleFigures figures = new BenchScale(Clock.systemUTC(), new PrintStream(PrintStream.nullOutputStream()))
                .run(List.of(1_250, 2_500));

        ScaleFigures.Group large = figures.groups().getLast();
        assertThat(large.chunks()).isEqualTo(4);
        assertThat(large.paths())
                .extracting(PathFigures::name)
                .containsExactly(
                        "memberships", "report", "close", "plan", "approval", "deletion", "certificate", "refund date");
        assertThat(large.of("deletion").functions().get("purge-account").invocations())
                .isBetween(16L, 40L);
        assertThat(ScaleTable.of(figures)).contains("memberships", "2,500", "MET");
    }

    @Test
    void missesTheLimitOfGrowthWhereAnInvocationDoesMoreInALargerGroup() {
        ScaleFigures figures = new ScaleFigures(List.of(group(10_000, 30), group(1_000_000, 34)), 1_000);
        assertThat(figures.limits())
                .filteredOn(limit -> !limit.met())
                .extracting(BenchLimit::what)
                .containsExactly("plan: growth of the longest invocation");
    }

    @Test
    void missesTheLimitOfAnInvocationThatTakesTooLong() {
        ScaleFigures figures = new ScaleFigures(List.of(group(10_000, 601), group(1_000_000, 601)), 1_000);
        assertThat(figures.met()).isFalse();
    }

    private static ScaleFigures.Group group(int users, int longest) {
        FunctionFigures lister = new FunctionFigures();
        lister.add(Map.of("S3 list", 1_000L), Duration.ofSeconds(longest), 1, 0.1);
        Map<String, FunctionFigures> functions = new TreeMap<>(Map.of("list-chunk", lister));
        return new ScaleFigures.Group(
                users, 16, List.of(new PathFigures("plan", Duration.ofMinutes(3), functions, Map.of())));
    }

    @Test
    void readsHowManyUsersTheGroupsHave() {
        assertThat(BenchScale.sizes("")).containsExactly(10_000, 100_000, 1_000_000);
        assertThat(BenchScale.sizes("20000 5000")).containsExactly(5_000, 20_000);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> BenchScale.sizes("many"))
                .withMessage("USERS must be numbers from 1000 on, as in \"10000 100000\".");
    }
}
