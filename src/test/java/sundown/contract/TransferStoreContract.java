package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.contract.SampleTransfers.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.digest.Sha256;
import sundown.gallery.Item.ItemId;
import sundown.runtime.Records;
import sundown.sweep.SweepTask.TaskName;
import sundown.sweep.Wake;
import sundown.transfer.Batch;
import sundown.transfer.FailureReason;
import sundown.transfer.LibraryAlbum;
import sundown.transfer.LibraryAlbum.Given;
import sundown.transfer.PhotoLibrary.AlbumId;
import sundown.transfer.SettledBatch;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;
import sundown.transfer.TransferStore;
import sundown.transfer.TransferStore.FailedItem;
import sundown.transfer.Years;

/** What every transfer store promises. */
public abstract class TransferStoreContract extends SweptRowsContract<Transfer> {
    private final TransferStore store;

    protected TransferStoreContract(TransferStore store) {
        super(
                TaskName.TRANSFERS,
                new Store<>(store::find, store::findAll, store::save, store::listDue, store::listWaiting),
                new Samples<>(
                        SampleTransfers::fresh,
                        SampleTransfers::halfWay,
                        (transfer, at) -> transfer.withState(new TransferState.Running(at))));
        this.store = store;
    }

    @Test
    void takesANewTransferInThePlaceOfTheOldOne() {
        Transfer old = save(SampleTransfers.fresh(user));
        Transfer next = save(other(old));
        assertThat(store.find(user)).contains(next);
        assertThat(next.version()).isEqualTo(2);
    }

    @Test
    void keepsABatchWithTheLongestTokens() {
        Transfer transfer = save(SampleTransfers.halfWay(user));
        Batch batch = SampleTransfers.uploaded(1_000);
        store.saveBatch(transfer, batch);
        assertThat(store.findBatch(transfer)).contains(batch);
    }

    @Test
    void hasNoBatchBeforeOneIsSaved() {
        assertThat(store.findBatch(save(SampleTransfers.fresh(user)))).isEmpty();
    }

    @Test
    void replacesABatch() {
        Transfer transfer = save(SampleTransfers.fresh(user));
        store.saveBatch(transfer, SampleTransfers.uploaded(10));
        store.saveBatch(transfer, SampleTransfers.uploaded(20));
        assertThat(store.findBatch(transfer)).contains(SampleTransfers.uploaded(20));
    }

    @Test
    void keepsTheBatchesBesideOneThatIsSaved() {
        Transfer transfer = save(SampleTransfers.fresh(user));
        Transfer next = transfer.with(transfer.progress().passItems(Optional.empty(), List.of(), 0, NOW));
        store.saveBatch(transfer, SampleTransfers.uploaded(10));
        store.saveBatch(next, SampleTransfers.uploaded(20));
        assertThat(store.findBatch(transfer)).contains(SampleTransfers.uploaded(10));
        assertThat(store.findBatch(next)).contains(SampleTransfers.uploaded(20));
    }

    @Test
    void forgetsABatchThatIsBehindTheTransfer() {
        Transfer transfer = save(SampleTransfers.fresh(user));
        store.saveBatch(transfer, SampleTransfers.uploaded(10));
        Transfer next = transfer.with(transfer.progress().passItems(Optional.empty(), List.of(), 0, NOW));
        assertThat(store.findBatch(next)).isEmpty();
    }

    @Test
    void doesNotTakeTheBatchOfAnotherTransfer() {
        Transfer transfer = save(SampleTransfers.fresh(user));
        store.saveBatch(transfer, SampleTransfers.uploaded(10));
        assertThat(store.findBatch(other(transfer))).isEmpty();
        assertThat(store.findBatch(SampleTransfers.fresh(user()))).isEmpty();
    }

    @Test
    void keepsWhatTheLibraryHasTakenOfABatch() {
        Transfer transfer = save(SampleTransfers.halfWay(user));
        Batch batch = SampleTransfers.taken();
        store.saveBatch(transfer, batch);
        assertThat(store.findBatch(transfer)).contains(batch);
    }

    @Test
    void listsSettledBatchesInTheOrderOfTheirNumbers() {
        Transfer transfer = save(SampleTransfers.fresh(user));
        List<SettledBatch> settled = new ArrayList<>();
        for (int number = 1; number <= 11; number++) {
            settled.add(new SettledBatch(number, SampleTransfers.taken(), new Years(Map.of("2019", 3L * number))));
            store.saveBatch(at(transfer, number), SampleTransfers.uploaded(10));
            store.saveSettled(at(transfer, number), settled.getLast());
        }
        store.saveBatch(at(transfer, 12), SampleTransfers.uploaded(10));

        assertThat(store.listSettled(at(transfer, 12), 1, 100)).isEqualTo(settled);
        assertThat(store.listSettled(at(transfer, 12), 9, 2)).isEqualTo(settled.subList(8, 10));
        assertThat(store.listSettled(at(transfer, 11), 10, 5)).isEqualTo(settled.subList(9, 10));
        assertThat(store.listSettled(at(transfer, 12), 12, 5)).isEmpty();
        assertThat(store.listSettled(other(transfer), 1, 5)).isEmpty();
        assertThat(store.findBatch(at(transfer, 11))).contains(SampleTransfers.taken());
    }

    @Test
    void sumsTheYearsUpToTheLastBatchThatIsCounted() {
        Transfer transfer = save(SampleTransfers.fresh(user));
        Years one = new Years(Map.of("0", 1L));
        Years two = new Years(Map.of("0", 1L, "2020", 2L));
        assertThat(store.years(transfer)).isEqualTo(Years.NONE);
        store.saveSettled(transfer, new SettledBatch(1, SampleTransfers.taken(), one));
        store.saveSettled(at(transfer, 2), new SettledBatch(2, SampleTransfers.taken(), two));
        assertThat(store.years(transfer)).isEqualTo(Years.NONE);
        assertThat(store.years(at(transfer, 2))).isEqualTo(one);
        assertThat(store.years(at(transfer, 3))).isEqualTo(two);
    }

    @Test
    void passesBatchesThatAnotherChoiceHasSkipped() {
        Transfer transfer = save(SampleTransfers.fresh(user));
        Years years = new Years(Map.of("2020", 2L));
        SettledBatch settled = new SettledBatch(1, SampleTransfers.taken(), years);
        store.saveSettled(transfer, settled);
        store.saveBatch(at(transfer, 2), SampleTransfers.uploaded(10));

        assertThat(store.years(at(transfer, 4))).isEqualTo(years);
        assertThat(store.listSettled(at(transfer, 4), 1, 100)).containsExactly(settled);
    }

    private static Transfer at(Transfer transfer, int batch) {
        return transfer.with(Records.with(transfer.progress(), "batch", batch));
    }

    @Test
    void keepsAlbumsByTheirTitles() {
        Transfer transfer = save(SampleTransfers.fresh(user));
        LibraryAlbum begun = new LibraryAlbum("Été", 1, Optional.empty(), 0, 0, 1, 0, Given.NONE);
        LibraryAlbum created =
                new LibraryAlbum("Été", 1, Optional.of(new AlbumId("a".repeat(200))), 50, 0, 2, 0, Given.NONE);
        LibraryAlbum longest = new LibraryAlbum(
                "l".repeat(3_000),
                3,
                Optional.of(new AlbumId("b")),
                7,
                40_000,
                4,
                1,
                new Given(Sha256.over("added"), 8, 7, 6));
        assertThat(store.findAlbum(transfer, "Été")).isEmpty();
        store.saveAlbum(transfer, begun);
        assertThat(store.findAlbum(transfer, "Été")).contains(begun);
        store.saveAlbum(transfer, created);
        store.saveAlbum(transfer, longest);
        assertThat(store.findAlbum(transfer, "Été")).contains(created);
        assertThat(store.findAlbum(transfer, "Ét")).isEmpty();
        assertThat(store.listAlbums(transfer)).containsExactlyInAnyOrder(created, longest);
    }

    @Test
    void keepsTheAlbumsOfTransfersApart() {
        Transfer transfer = save(SampleTransfers.fresh(user));
        store.saveAlbum(transfer, new LibraryAlbum("Beach", 1, Optional.empty(), 0, 0, 1, 0, Given.NONE));
        for (Transfer another : List.of(other(transfer), SampleTransfers.fresh(user()))) {
            assertThat(store.findAlbum(another, "Beach")).isEmpty();
            assertThat(store.listAlbums(another)).isEmpty();
        }
    }

    @Test
    void listsFailuresInPages() {
        Transfer transfer = save(SampleTransfers.fresh(user));
        store.saveFailures(transfer, failed(5, 1, 3));
        store.saveFailures(transfer, failed(2, 4));
        assertThat(store.listFailures(transfer, Optional.empty(), 2)).isEqualTo(failed(1, 2));
        assertThat(store.listFailures(transfer, after(2), 2)).isEqualTo(failed(3, 4));
        assertThat(store.listFailures(transfer, after(4), 2)).isEqualTo(failed(5));
        assertThat(store.listFailures(transfer, after(5), 2)).isEmpty();
    }

    @Test
    void goesOnAfterAFailureThatWasForgotten() {
        Transfer transfer = save(SampleTransfers.fresh(user));
        store.saveFailures(transfer, failed(1, 2, 3));
        store.removeFailures(transfer, List.of(SampleTransfers.item(2)));
        assertThat(store.listFailures(transfer, after(2), 10)).isEqualTo(failed(3));
    }

    @Test
    void ordersFailuresThoughTheirIdsBeginAlike() {
        Transfer transfer = save(SampleTransfers.fresh(user));
        List<ItemId> ids = Stream.of("-", "a", "a-", "a.b", "a0", "aZ", "a_", "ab", "zzz")
                .map(ItemId::new)
                .toList();
        store.saveFailures(
                transfer,
                ids.stream().map(id -> failed(id, FailureReason.EMPTY)).toList());
        List<ItemId> walked = new ArrayList<>();
        Optional<ItemId> last = Optional.empty();
        for (int page = 0; page < ids.size(); page++) {
            walked.add(store.listFailures(transfer, last, 1).getFirst().item());
            last = Optional.of(walked.getLast());
        }
        assertThat(walked).isEqualTo(ids);
        assertThat(store.listFailures(transfer, last, 1)).isEmpty();
    }

    @Test
    void replacesAFailure() {
        Transfer transfer = save(SampleTransfers.fresh(user));
        ItemId item = new ItemId("a");
        store.saveFailures(transfer, List.of(failed(item, FailureReason.MISSING)));
        FailedItem last = failed(item, FailureReason.REFUSED);
        store.saveFailures(transfer, List.of(failed(item, FailureReason.EMPTY), last));
        assertThat(store.listFailures(transfer, Optional.empty(), 10)).containsExactly(last);
    }

    @Test
    void keepsABatchFullOfFailuresAndForgetsThem() {
        Transfer transfer = save(SampleTransfers.fresh(user));
        List<FailedItem> failures =
                IntStream.range(0, 50).mapToObj(SampleTransfers::failed).toList();
        store.saveFailures(transfer, failures);
        assertThat(store.listFailures(transfer, Optional.empty(), 100)).isEqualTo(failures);
        store.removeFailures(transfer, failures.stream().map(FailedItem::item).toList());
        assertThat(store.listFailures(transfer, Optional.empty(), 100)).isEmpty();
    }

    @Test
    void doesNothingForNoFailures() {
        Transfer transfer = save(SampleTransfers.fresh(user));
        store.saveFailures(transfer, List.of());
        store.removeFailures(transfer, List.of());
        store.removeFailures(transfer, List.of(new ItemId("never-failed"), new ItemId("never-failed")));
        assertThat(store.listFailures(transfer, Optional.empty(), 10)).isEmpty();
    }

    @Test
    void keepsTheFailuresOfTransfersApart() {
        Transfer transfer = save(SampleTransfers.fresh(user));
        store.saveFailures(transfer, failed(1));
        assertThat(store.listFailures(other(transfer), Optional.empty(), 10)).isEmpty();
        assertThat(store.listFailures(SampleTransfers.fresh(user()), Optional.empty(), 10))
                .isEmpty();
        store.save(Records.with(other(transfer), "version", transfer.version()));
        assertThat(store.listFailures(user, transfer.id(), Optional.empty(), 10))
                .as("of a transfer that another has replaced")
                .isEqualTo(failed(1));
    }

    @Test
    void keepsFailuresAndBatchWhenTheTransferIsSaved() {
        Transfer transfer = save(SampleTransfers.fresh(user));
        store.saveFailures(transfer, failed(1));
        store.saveBatch(transfer, SampleTransfers.uploaded(10));
        Transfer next = save(transfer);
        assertThat(store.listFailures(next, Optional.empty(), 10)).isEqualTo(failed(1));
        assertThat(store.findBatch(next)).contains(SampleTransfers.uploaded(10));
    }

    @Test
    void namesThoseThatAreDueAndNoOther() {
        UserId running = due(new TransferState.Running(NOW));
        UserId waiting = due(new TransferState.Waiting(WaitReason.BUSY, NOW.minusNanos(1)));
        due(new TransferState.Waiting(WaitReason.BUSY, NOW.plusNanos(1)));
        due(new TransferState.Running(NOW.plus(Duration.ofDays(1))));
        assertThat(due(NOW, 10)).containsExactlyInAnyOrder(waiting, running);
        assertThat(due(NOW.minusNanos(2), 10)).isEmpty();
    }

    @Test
    void neverNamesATransferThatHasAnEnd() {
        due(new TransferState.Stopped(NOW));
        due(new TransferState.Finished(NOW));
        due(new TransferState.Closed(NOW));
        due(new TransferState.NotAllowed(NOW));
        due(new TransferState.GaveUp(NOW));
        assertThat(due(Instant.parse("9999-12-31T23:59:59Z"), 10)).isEmpty();
    }

    @Test
    void namesATransferNoLongerOnceItEnded() {
        Transfer running = save(SampleTransfers.fresh(user));
        assertThat(due(NOW, 10)).containsExactly(user);
        Transfer later = save(running.withState(new TransferState.Running(NOW.plusSeconds(60))));
        assertThat(due(NOW, 10)).isEmpty();
        assertThat(due(NOW.plusSeconds(60), 10)).containsExactly(user);
        save(later.withState(new TransferState.Finished(NOW)));
        assertThat(due(NOW.plusSeconds(60), 10)).isEmpty();
    }

    /** Many wait for the same instant, and a page ends anywhere among them. */
    @Test
    void listsAllThatWaitsForWhateverTimePageByPage() {
        List<UserId> users = inShard(5, 30);
        for (int number = 0; number < 30; number++) {
            Instant wakeAt = NOW.plus(Duration.ofDays(number / 10));
            save(SampleTransfers.fresh(users.get(number))
                    .withState(new TransferState.Waiting(WaitReason.CONSENT, wakeAt)));
        }
        inShard(4, 3).forEach(other -> save(SampleTransfers.fresh(other)));

        List<Wake> listed = listed(5, 7);
        assertThat(listed).map(Wake::user).containsExactlyInAnyOrderElementsOf(users);
        assertThat(listed).map(Wake::at).isSorted();
        assertThat(listed).allMatch(wake -> wake.shard() == 5);
    }

    @Test
    void goesOnAfterOneThatWaitsNoLonger() {
        List<UserId> users = inShard(5, 3);
        List<Transfer> waiting = users.stream()
                .map(next -> save(SampleTransfers.fresh(next).withState(new TransferState.Running(NOW))))
                .toList();
        List<Wake> listed = store.listWaiting(5, Optional.empty(), 10);
        waiting.forEach(transfer -> {
            boolean second = transfer.user().equals(listed.get(1).user());
            save(transfer.withState(second ? new TransferState.Finished(NOW) : new TransferState.Running(NOW)));
        });
        assertThat(store.listWaiting(5, Optional.of(listed.get(1)), 10)).containsExactly(listed.get(2));
    }

    @Test
    void listsOneThatHasMovedAheadAgain() {
        UserId moving = inShard(5, 1).getFirst();
        Transfer running = save(SampleTransfers.fresh(moving).withState(new TransferState.Running(NOW)));
        Wake first = store.listWaiting(5, Optional.empty(), 10).getFirst();
        save(running.withState(new TransferState.Running(NOW.plusNanos(1))));
        assertThat(store.listWaiting(5, Optional.of(first), 10)).containsExactly(new Wake(5, NOW.plusNanos(1), moving));
    }

    private UserId due(TransferState state) {
        return save(SampleTransfers.fresh(user()).withState(state)).user();
    }

    private static Transfer other(Transfer transfer) {
        return Records.with(
                Records.with(transfer, "id", new TransferId("01JDEXAMPLE0000000000000002")),
                "earlier",
                List.of(transfer.account()));
    }

    private static List<FailedItem> failed(int... numbers) {
        return IntStream.of(numbers).mapToObj(SampleTransfers::failed).toList();
    }

    private static FailedItem failed(ItemId item, FailureReason reason) {
        return new FailedItem(item, "name.jpg", 1, reason, NOW);
    }

    private static Optional<ItemId> after(int number) {
        return Optional.of(SampleTransfers.item(number));
    }
}
