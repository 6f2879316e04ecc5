package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveStore;
import sundown.archive.Volume;
import sundown.archive.VolumeRules;
import sundown.aws.AwsStack;
import sundown.contract.SampleArchives;
import sundown.contract.SampleTransfers;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.emulators.Usage;
import sundown.local.prices.Prices;
import sundown.runtime.ManualClock;
import sundown.runtime.Records;
import sundown.transfer.QuotaRules;
import sundown.transfer.QuotaStore;
import sundown.transfer.RequestQuota;
import sundown.transfer.SettledBatch;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.TransferStore;
import sundown.transfer.TransferStore.FailedItem;
import sundown.transfer.Years;

/** What the bookkeeping costs: requests, and the write units that DynamoDB charges for. */
@Isolated("counts every request to the emulators")
@ExtendWith(EmulatorsExtension.class)
class WriteCostTest {
    private final Emulators emulators;
    private final AwsStack stack;
    private final TransferStore store;
    private final Transfer transfer;

    WriteCostTest(Emulators emulators) {
        this.emulators = emulators;
        this.stack = AwsStack.provision(emulators);
        this.store = new DynamoTransferStore(
                stack.clients().dynamoDb(),
                stack.name("TRANSFERS_TABLE"),
                new ManualClock(SampleTransfers.NOW),
                new Random(1));
        UserId user = new UserId("4f1c2a9e-7b3d-4e52-9d3f-2b8f0c6a1e77");
        this.transfer = store.save(SampleTransfers.halfWay(user)).orElseThrow();
    }

    @Test
    void aSaveIsOneWriteOfOneUnit() {
        Usage cost = costOf(() -> store.save(transfer));
        assertThat(cost.dynamoDbRequests()).isEqualTo(Map.of("PutItem", 1L));
        assertThat(cost.writeUnits()).isEqualTo(1);
    }

    @Test
    void aSaveThatMovesTheTimeToWakeCostsTheIndexTwoUnitsMore() {
        Transfer later = transfer.withState(new TransferState.Running(SampleTransfers.NOW.plusSeconds(60)));
        Usage cost = costOf(() -> store.save(later));
        assertThat(cost.dynamoDbRequests()).isEqualTo(Map.of("PutItem", 1L));
        assertThat(cost.writeUnits()).isEqualTo(3);
    }

    /** Google's tokens have some 520 characters. */
    @Test
    void aBatchIsOneWriteFarBelowTheLimitOfARow() {
        Usage cost = costOf(() -> store.saveBatch(transfer, SampleTransfers.uploaded(520)));
        assertThat(cost.dynamoDbRequests()).isEqualTo(Map.of("PutItem", 1L));
        assertThat(cost.writeUnits()).isLessThanOrEqualTo(units("TransferStore.saveBatch"));
    }

    @Test
    void aSettledBatchIsOneWriteOverNoOther() {
        store.saveBatch(transfer, SampleTransfers.uploaded(520));
        Usage cost = costOf(() -> store.saveSettled(
                transfer, new SettledBatch(101, SampleTransfers.settled(), new Years(Map.of("2019", 5_050L)))));
        assertThat(cost.dynamoDbRequests()).isEqualTo(Map.of("PutItem", 1L));
        assertThat(cost.writeUnits()).isLessThanOrEqualTo(units("TransferStore.saveSettled"));
    }

    @Test
    void anArchiveAndAVolumeWithoutAnythingLeftOutAreOneWriteOfOneUnit() {
        ArchiveStore archives = new DynamoArchiveStore(
                stack.clients().dynamoDb(),
                stack.name("ARCHIVES_TABLE"),
                new ManualClock(SampleArchives.NOW),
                new Random(1));
        Archive ready = SampleArchives.ready(transfer.user());
        Archive archive = archives.save(ready.with(
                        ready.gallery().orElseThrow(), ready.contents().orElseThrow(), Optional.empty()))
                .orElseThrow();
        Volume volume = archives.save(whole(archive)).orElseThrow();
        assertThat(costOf(() -> archives.save(archive)).writeUnits()).isEqualTo(1);
        assertThat(costOf(() -> archives.save(VolumeRules.renewed(volume, 1L << 30, SampleArchives.NOW)))
                        .writeUnits())
                .isEqualTo(1);
    }

    @Test
    void fiftyFailuresAreFiftyWritesInTwoRequests() {
        Usage cost = costOf(() -> store.saveFailures(transfer, failures(50)));
        assertThat(cost.dynamoDbRequests()).isEqualTo(Map.of("BatchWriteItem", 2L));
        assertThat(cost.writeUnits()).isEqualTo(50);
    }

    @Test
    void aDrawIsOneWriteAndAnAllotmentFourOnceTheDayIsOpen() {
        RequestQuota quota = new RequestQuota(
                new DynamoQuotaStore(stack.clients().dynamoDb(), stack.name("QUOTAS_TABLE")),
                () -> new QuotaRules.Limits(10_000, 2_000, 2_000, true, 10_000, ZoneOffset.UTC));
        QuotaStore.Requests batch = new QuotaStore.Requests(1, 50);
        Usage opening = costOf(() -> quota.draw(transfer.user(), batch, 50, SampleTransfers.NOW));
        Usage usual = costOf(() -> quota.draw(transfer.user(), batch, 50, SampleTransfers.NOW));
        Usage allotment = costOf(() -> quota.draw(transfer.user(), batch, 300, SampleTransfers.NOW));
        assertThat(opening.dynamoDbRequests()).isEqualTo(Map.of("PutItem", 1L, "UpdateItem", 4L));
        assertThat(usual.dynamoDbRequests()).isEqualTo(Map.of("UpdateItem", 1L));
        assertThat(allotment.dynamoDbRequests()).isEqualTo(Map.of("PutItem", 1L, "UpdateItem", 3L));
    }

    @Test
    void aFullPageIsOneRead() {
        store.saveFailures(transfer, failures(60));
        Usage cost = costOf(() -> store.listFailures(transfer, Optional.empty(), 50));
        assertThat(cost.dynamoDbRequests()).isEqualTo(Map.of("Query", 1L));
    }

    private static Volume whole(Archive archive) {
        Volume sample = Records.with(SampleArchives.volume(archive, 1), "hindrances", List.of());
        return Records.with(Records.with(sample, "examples", List.of()), "leftOut", 0);
    }

    private static List<FailedItem> failures(int count) {
        return IntStream.range(0, count).mapToObj(SampleTransfers::failed).toList();
    }

    /** What the bench counts for a call, with a kilobyte for ids that do not resemble each other as these do. */
    private static double units(String call) {
        Prices prices = Prices.read();
        return prices.of(call, 1).dollars() / prices.dollars("DynamoDB write", 1);
    }

    private Usage costOf(Runnable work) {
        Usage before = emulators.usage();
        work.run();
        return emulators.usage().since(before);
    }
}
