package sundown.local.demo.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.local.demo.app.ListedFailure;
import sundown.local.demo.app.TransferStatus;
import sundown.local.demo.app.TransferStatus.Counts;
import sundown.local.demo.app.TransferStatus.Tally;
import sundown.local.emulators.Usage;
import sundown.local.google.gate.Call;
import sundown.local.google.gate.Metrics;

class TransferFiguresTest {
    private static final Tally NONE = new Tally(0, 0);
    private static final Metrics GOOGLE = new Metrics(
            Map.of(Call.UPLOAD, 199L, Call.BATCH_CREATE, 4L, Call.TOKEN, 3L), Map.of(), List.of(50, 49), 1, 0, 0);
    private static final Usage USAGE = new Usage(
            Optional.of(new Usage.Units(30, 20)),
            Map.of(),
            Map.of("GetObject", 200L),
            Map.of("SendMessage", 4L, "ReceiveMessage", 6L),
            Map.of());

    @Test
    void areCountedForAThousandItems() {
        Map<String, Object> json = figures(200).figures().json();

        assertThat(json)
                .containsEntry("items", 200L)
                .containsEntry("done", 198L)
                .containsEntry("failed", 2L)
                .containsEntry("failures", Map.of("The file is empty.", 2L))
                .containsEntry("bytes", 2_000L)
                .containsEntry("googleRequests", 203L)
                .containsEntry("requestsPerItem", 1.015)
                .containsEntry("batchFill", 49.5)
                .containsEntry("writeUnitsPer1000", 100.0)
                .containsEntry("readUnitsPer1000", 150.0)
                .containsEntry("s3RequestsPer1000", 1000.0)
                .containsEntry("sqsRequestsPer1000", 50.0)
                .containsEntry("seconds", 12.3);
    }

    @Test
    void areShownToPeople() {
        assertThat(figures(200).figures().table())
                .contains("200 (2.0 kB)", "2 x The file is empty.", "203, 1.015 an item", "49.5 of 50");
    }

    @Test
    void exceedTheLimitsWhenRequestsAreManyAndBatchesSmall() {
        assertThat(Limits.brokenOnAGoodDay(figures(200))).isEmpty();
        assertThat(Limits.brokenOnAGoodDay(figures(190))).containsExactly("1.068 requests an item are more than 1.05.");
    }

    private static TransferFigures figures(long items) {
        Counts counts =
                new Counts(new Tally(items, 2_000), new Tally(items - 2, 2_000), NONE, new Tally(2, 0), NONE, NONE);
        TransferStatus end =
                new TransferStatus("finished", Optional.empty(), "", counts, Optional.empty(), Optional.empty());
        ListedFailure failure = new ListedFailure("1", "The file is empty.");
        return TransferFigures.of(end, List.of(failure, failure), GOOGLE, USAGE, Duration.ofMillis(12_345), false);
    }
}
