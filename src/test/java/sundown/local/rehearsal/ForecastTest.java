package sundown.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.edge.Json;
import sundown.local.emulators.Usage;
import sundown.local.prices.Deployed;
import sundown.local.prices.Prices;
import sundown.local.rehearsal.Forecast.Counted;

/** A million accounts, a tenth of them exempt, with 3,000 items each; a sample of 20 users with 3,000 items. */
class ForecastTest {
    private static final Prices PRICES = Prices.read();
    private static final Deployed DEPLOYED = Deployed.read();
    private static final Shares SHARES = Shares.of("transfer:50,download:25,nothing:25");
    private static final Forecast.Size SIZE = Forecast.Size.of(
            Json.tree(Map.of(
                    "accounts",
                    1_000_000,
                    "exempt",
                    100_000,
                    "members",
                    50_000,
                    "items",
                    3_000_000_000L,
                    "bytes",
                    9_000_000_000_000_000L)),
            Duration.ofDays(100));

    private final Forecast forecast = Forecast.of(
            SIZE,
            SHARES,
            new Forecast.Counts(
                    counted(100, 1_000), counted(50, 500), List.of(counted(100, 400), counted(200, 600)), 1.05),
            PRICES,
            DEPLOYED);

    /** A part with ten users and 30,000 items. */
    private static Counted counted(double writes, long reads) {
        return new Counted(
                new Usage(
                        Optional.of(new Usage.Units(reads, writes)),
                        Map.of(),
                        Map.of("GetObject", 7L, "PutObject", 2L, "DeleteObjects", 9L),
                        Map.of("ReceiveMessage", 1_000L, "SendMessage", 3L),
                        Map.of("Decrypt", 1L)),
                10,
                30_000);
    }

    @Test
    void pricesWhatWasCounted() {
        assertThat(counted(100, 1_000).dollars(PRICES))
                .isCloseTo(100 * 625e-9 + 1_000 * 125e-9 + 7 * 4e-7 + 2 * 5e-6 + 3 * 4e-7 + 3e-6, within(1e-12));
    }

    @Test
    void countsByUsersOrByItemsWhicheverIsMore() {
        Counted counted = counted(100, 1_000);

        assertThat(counted.dollars(PRICES, 100, 30_000)).isCloseTo(10 * counted.dollars(PRICES), within(1e-9));
        assertThat(counted.dollars(PRICES, 10, 600_000)).isCloseTo(20 * counted.dollars(PRICES), within(1e-9));
        assertThat(new Counted(counted.usage(), 0, 0).dollars(PRICES, 10, 10)).isZero();
    }

    @Test
    void leavesOutThePartOfExemptAccounts() {
        assertThat(SIZE.users()).isEqualTo(900_000);
        assertThat(SIZE.items()).isCloseTo(2.7e9, within(1.0));
        assertThat(SIZE.members()).isEqualTo(45_000);
    }

    @Test
    void dividesRequestsByGooglesQuota() {
        double requests = 0.5 * 2.7e9 * 1.05;

        assertThat(forecast.days().get("transfers by quota")).isCloseTo(requests / 10_000, within(1.0));
        assertThat(forecast.requestsADay().get("busiest"))
                .isCloseTo(Math.round(requests / 2 / 100 + requests / 2 / 14), within(2L));
        assertThat(forecast.warnings())
                .hasSize(2)
                .anyMatch(line -> line.endsWith("GoogleRequestsPerDay a day has 10,000: ask Google for more."))
                .anyMatch(line -> line.endsWith("GoogleUploadsPerMinute a day has 648,000: ask Google for more."));
    }

    @Test
    void dividesWorkByWorkers() {
        assertThat(forecast.days().get("deletion")).isCloseTo((0.6 + 3.7) * 900_000 / 10 / 86_400, within(0.01));
        assertThat(forecast.days().get("plan")).isCloseTo((0.29 + 0.2) * 900_000 / 16 / 86_400, within(0.01));
        assertThat(forecast.days().get("refunds")).isCloseTo(45_000 / 50.0 / 86_400, within(1e-9));
    }

    @Test
    void paysForEgressOfWhatIsTakenAndForStorageOfAll() {
        assertThat(forecast.dollars().get("egress")).isCloseTo(0.75 * 8.1e6 * 0.05, within(1.0));
        assertThat(forecast.dollars().get("storage of a month")).isCloseTo(8.1e6 * 0.021, within(1.0));
    }

    @Test
    void namesItsFiguresForPrograms() {
        assertThat(forecast.figures())
                .containsKeys(
                        "transfersByQuotaDays",
                        "endsOfGroupsDollars",
                        "googleRequestsADayBusiest",
                        "googleUploadsADayGranted");
    }
}
