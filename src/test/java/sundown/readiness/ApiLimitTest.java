package sundown.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.local.prices.Prices;
import sundown.local.template.Template;
import sundown.local.template.Value;
import sundown.readiness.CloudRules.ApiLimit;
import sundown.template.Deployed;

class ApiLimitTest {
    private static final long MILLION = 1_000_000;
    private static final double SECONDS_OF_A_WEEK = 604_800;
    private static final Template TEMPLATE = Deployed.template();

    @ParameterizedTest
    @EnumSource
    void isAsTheTableOfSizingHasIt(ApiLimit limit) throws IOException {
        List<String> row = Files.readAllLines(Path.of("docs", "sizing.md")).stream()
                .filter(line -> line.startsWith("| `" + limit.parameter() + "` |"))
                .findFirst()
                .map(line -> List.of(line.split(" *\\| *", -1)))
                .orElseThrow();

        assertThat(row.subList(2, 5))
                .containsExactlyElementsOf(LongStream.of(1, 10, 100)
                        .mapToObj(millions -> "%,d".formatted(limit.needed(millions * MILLION)))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void isTheDefaultForFewUsers(ApiLimit limit) {
        assertThat(limit.needed(0)).isEqualTo(limit.needed(100_000)).isEqualTo(number(limit.parameter()));
    }

    /** The bench counts the same users, so that the table of limits and the bill are about one group. */
    @Test
    void followsFromTheWorkloadOfTheBench() {
        JsonNode workload = Prices.resource("workload.json");
        double acting = workload.path("transferred").doubleValue()
                + workload.path("archived").doubleValue();
        double bytes = workload.path("items").doubleValue()
                * workload.at("/bill/bytesOfAnItem").doubleValue();
        double volumes = Math.ceil(bytes / number("ArchiveVolumeBytes"));
        double looks = acting * workload.path("looks").doubleValue();
        double starts = workload.path("archived").doubleValue() * volumes;
        Map<ApiLimit, Double> requestsOfAUser = Map.of(
                ApiLimit.REQUESTS,
                looks,
                ApiLimit.PUBLIC_REQUESTS,
                acting * workload.at("/bill/visitsOfWhoActs").doubleValue(),
                ApiLimit.STARTS,
                starts,
                ApiLimit.STATUS_CONCURRENCY,
                looks * 0.05,
                ApiLimit.API_CONCURRENCY,
                starts);

        assertThat(starts).isGreaterThan(workload.path("transferred").doubleValue());
        assertThat(requestsOfAUser).hasSize(ApiLimit.values().length).allSatisfy((limit, ofAUser) -> {
            double busiest = 100 * MILLION * ofAUser * 0.29 * 3 / SECONDS_OF_A_WEEK;
            assertThat((double) limit.needed(100 * MILLION))
                    .as(limit.parameter())
                    .isBetween(busiest - 0.001, 1.1 * busiest);
        });
    }

    /** One variable has all of them, because a function may have few. */
    @Test
    void comesInOneVariable() {
        assertThat(TEMPLATE.resource("CheckReadiness").require("Environment", "Variables", "API_LIMITS"))
                .isEqualTo(new Value.Sub(Stream.of(ApiLimit.values())
                        .map(limit -> limit.parameter() + "=${" + limit.parameter() + "}")
                        .collect(Collectors.joining(" "))));
    }

    private static long number(String parameter) {
        Value value = TEMPLATE.parameters().get(parameter).find("Default").orElseThrow();
        return Long.parseLong(((Value.Text) value).text());
    }
}
