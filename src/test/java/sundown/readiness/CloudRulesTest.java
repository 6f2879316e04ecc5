package sundown.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.readiness.Judged.fails;
import static sundown.readiness.Judged.passes;
import static sundown.readiness.Judged.warns;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.local.prices.Prices;
import sundown.local.template.Template;
import sundown.local.template.Value;
import sundown.readiness.CloudAccount.Concurrency;
import sundown.readiness.CloudAccount.Subscriptions;
import sundown.readiness.CloudAccount.TelemetryTags;
import sundown.readiness.CloudAccount.Trail;
import sundown.readiness.CloudRules.ApiLimit;
import sundown.template.Deployed;

class CloudRulesTest {
    private static final OptionalLong FEW = OptionalLong.of(50_000);
    private static final OptionalLong MANY = OptionalLong.of(5_000_000);

    private static final long MILLION = 1_000_000;
    private static final double SECONDS_OF_A_WEEK = 604_800;
    private static final Template TEMPLATE = Deployed.template();

    @Test
    void alarmsNeedSomebodyWhoHearsThem() {
        passes(CloudRules.alarms(new Subscriptions(2, 0)), "2 confirmed subscriptions");
        fails(
                CloudRules.alarms(new Subscriptions(0, 1)),
                "Nobody hears the alarms: 1 subscriptions",
                "have them confirm");
        warns(CloudRules.alarms(new Subscriptions(1, 1)), "1 subscriptions", "confirm");
    }

    @Test
    void queuesNeedConcurrencyThatFitsTheLargestGroup() {
        passes(CloudRules.concurrency(new Concurrency(1000, 320), deployed(16, 10), FEW), "320 of 1000");
        passes(CloudRules.concurrency(new Concurrency(3000, 2000), deployed(250, 500), MANY), "2000 of 3000");
        passes(CloudRules.concurrency(new Concurrency(1000, 723), deployed(16, 10), OptionalLong.empty()), "723");
        fails(
                CloudRules.concurrency(new Concurrency(1000, 319), deployed(16, 10), FEW),
                "319 of 1000",
                "at least 1001 concurrent executions");
        warns(
                CloudRules.concurrency(new Concurrency(1000, 723), deployed(16, 10), MANY),
                "for 5000000 users, docs/sizing.md has ChunkConcurrency 250 and PurgeConcurrency 500",
                "Before the close");
    }

    @Test
    void tablesNeedRoomForTheDeletionAndAreWarm() {
        passes(CloudRules.tables(40_000, 0, FEW), "40000 write units");
        passes(CloudRules.tables(40_000, 30_000, MANY), "WarmWriteUnits is 30000");
        fails(CloudRules.tables(20_000, 0, MANY), "needs 30000", "Service Quotas");
        warns(CloudRules.tables(40_000, 0, MANY), "has 30000", "WarmWriteUnits");
    }

    @Test
    void theApiNeedsToTakeTheRequestsOfTheLastWeek() {
        passes(CloudRules.apiLimits(deployed(FEW.getAsLong()), FEW), "50000 users");
        passes(CloudRules.apiLimits(deployed(MANY.getAsLong()), MANY), "5000000 users");
        warns(CloudRules.apiLimits(deployed(0), OptionalLong.empty()), "No progress report", "tomorrow");
        fails(
                CloudRules.apiLimits(deployed(0), MANY),
                "ApiRequestsPerSecond=200 StatusConcurrency=20 is too low",
                "Deploy with ApiRequestsPerSecond=2200 StatusConcurrency=110.");
        fails(
                CloudRules.apiLimits(deployed(0), OptionalLong.of(100_000_000)),
                "PublicRequestsPerSecond=100",
                "ApiConcurrency=78, and ask Service Quotas");
    }

    private static ReadinessSettings deployed(int chunkConcurrency, int purgeConcurrency) {
        return new ReadinessSettings(
                "issuer",
                "page",
                "client",
                new ForecastRules.Granted(1, 1, true),
                URI.create("https://page.example/"),
                300,
                chunkConcurrency,
                purgeConcurrency,
                0,
                Map.of(),
                true,
                80);
    }

    private static Map<ApiLimit, Long> deployed(long users) {
        return Stream.of(ApiLimit.values())
                .collect(Collectors.toMap(Function.identity(), limit -> limit.needed(users)));
    }

    @Test
    void largeBucketsNeedToBeSplitInTime() {
        passes(CloudRules.buckets(FEW), "50000 users");
        warns(CloudRules.buckets(MANY), "5000000 users", "support case");
        warns(CloudRules.buckets(OptionalLong.empty()), "No progress report", "tomorrow");
    }

    @Test
    void alarmsNeedTheTagsOfTheirResources() {
        passes(CloudRules.resourceTags(TelemetryTags.RUNNING), "have the tags");
        fails(CloudRules.resourceTags(TelemetryTags.STOPPED), "see nothing", "start-telemetry-enrichment");
        fails(CloudRules.resourceTags(TelemetryTags.IMPAIRED), "could not complete", "start-telemetry-enrichment");
    }

    @Test
    void theTrailNeedsToDeliver() {
        passes(CloudRules.trail(new Trail(true, "")), "records the calls of operators");
        fails(CloudRules.trail(new Trail(false, "")), "No trail", "OperatorTrail=true");
        fails(CloudRules.trail(new Trail(true, "AccessDenied")), "cannot deliver: AccessDenied", "AuditGuards");
    }

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
