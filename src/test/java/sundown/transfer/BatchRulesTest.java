package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static sundown.transfer.BatchRules.SETBACKS_MAX;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.contract.SampleItems;
import sundown.digest.Sha1;
import sundown.gallery.GalleryOrders.Place;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.runtime.Records;
import sundown.transfer.Batch.ItemOutcome;
import sundown.transfer.BatchRules.Together;
import sundown.transfer.BatchRules.UploadPlan;
import sundown.transfer.BatchRules.UploadPlan.Share;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.Progress.Cursor;
import sundown.transfer.QuotaStore.Requests;

class BatchRulesTest extends Given {
    private static final Instant A_DAY_LATER = NOW.plus(Duration.ofHours(23));
    private static final long CHUNK = UploadPlan.CHUNK_BYTES;
    private static final Answer.Setback RETRY = new Answer.Retry();
    private static final Batch.Entry REFUSED = refused(2, FailureReason.EMPTY);
    private static final Batch THREE = batch(uploaded(1), uploaded(2), uploaded(3));

    @Test
    void aBatchHasAtMost50Items() {
        List<Batch.Entry> tooMany =
                IntStream.rangeClosed(1, 51).mapToObj(BatchRulesTest::toUpload).toList();

        assertThat(batch(tooMany.subList(0, 50).toArray(Batch.Entry[]::new)).entries())
                .hasSize(50);
        assertThatIllegalArgumentException().isThrownBy(() -> batch(tooMany.toArray(Batch.Entry[]::new)));
    }

    @Test
    void aBatchIsUploadedWhenEachItemHasAUsableTokenOrWasRefused() {
        assertThat(batch(uploaded(1), REFUSED).uploaded(A_DAY_LATER.minusNanos(1)))
                .isTrue();
        assertThat(batch(uploaded(1), REFUSED).uploaded(A_DAY_LATER)).isFalse();
        assertThat(batch(uploaded(1), toUpload(2)).uploaded(NOW)).isFalse();
        assertThat(batch(uploading(1, 10)).uploaded(NOW)).isFalse();
    }

    @Test
    void aBatchContinuesOnlyWhereATransferStands() {
        Progress progress = running().progress();
        Progress further = progress.passItems(Optional.of(Cursor.after(2)), List.of(), 0, NOW);
        Batch ahead = new Batch(
                Optional.of(Cursor.after(2)), Optional.of(Cursor.after(3)), Optional.empty(), List.of(toUpload(3)));

        assertThat(ahead.continues(further)).isTrue();
        assertThat(ahead.continues(progress)).isFalse();
        assertThat(ahead.continues(further.passItems(ahead.end(), List.of(), 0, NOW)))
                .isFalse();
    }

    @Test
    void aBatchShowsNoTokenAndNoAddressInALog() {
        assertThat(batch(uploaded(1), uploading(2, 10)).toString())
                .doesNotContain("token-1")
                .doesNotContain("upload.example.com");
    }

    @Test
    void refusesWhatTheLibraryTakesOfNoTypeAndWhatIsGone() {
        Batch batch = batch(toUpload(1), toUpload(2), toUpload(3), toUpload(4), toUpload(5), toUpload(6));
        Map<ItemId, Item> items = Map.of(
                item(1), item(1, "a.jpg", 10),
                item(2), item(2, "b.txt", 10),
                item(3), item(3, "c.jpg", 0),
                item(5), item(5, "may be a film.jpg", 1L << 30),
                item(6), item(6, "d.jpg", 21L << 30));

        assertThat(BatchRules.refuseUnfit(batch, items))
                .isEqualTo(batch(
                        toUpload(1),
                        toUpload(2),
                        refused(3, FailureReason.EMPTY),
                        refused(4, FailureReason.MISSING),
                        toUpload(5),
                        refused(6, FailureReason.PHOTO_TOO_LARGE)));
    }

    /** Each is worse than those before it; of two waits, the longer one. */
    @Test
    void listensToTheSetbackThatMostNeedsSomebody() {
        List<Answer.Setback> better = List.of(
                RETRY,
                new Answer.WaitFor(Duration.ofSeconds(30)),
                new Answer.WaitFor(Duration.ofMinutes(5)),
                new Answer.WaitUntil(NOW),
                new Answer.WaitUntil(NOW.plusSeconds(1)),
                new Answer.WaitForShare(NOW.plusSeconds(2)),
                new Answer.OutOfRoom(),
                new Answer.GiveUp("403"),
                new Answer.NoLibrary(),
                new Answer.ConsentGone());

        for (int index = 1; index <= better.size(); index++) {
            List<Answer.Setback> some = better.subList(0, index);
            assertThat(BatchRules.worst(some)).contains(some.getLast());
            assertThat(BatchRules.worst(some.reversed())).contains(some.getLast());
        }
        assertThat(BatchRules.worst(List.of())).isEmpty();
    }

    @Test
    void keepsWhatTheLibraryHasTakenAndRefusesTheFailed() {
        Batch batch = batch(
                uploaded(1),
                REFUSED,
                uploaded(3),
                uploaded(4),
                uploaded(5),
                uploaded(6),
                uploaded(7),
                taken(8, "m0", false));
        List<Answer.ElementAnswer> answers = List.of(
                done("m1"),
                new Answer.Duplicate(),
                done("m1"),
                new Answer.ItemRefused(FailureReason.DAMAGED),
                RETRY,
                done(""));

        Batch taken = BatchRules.taken(batch, answers);

        assertThat(taken)
                .isEqualTo(batch(
                        taken(1, "m1", false),
                        REFUSED,
                        taken(3, "", true),
                        taken(4, "m1", true),
                        refused(5, FailureReason.DAMAGED),
                        refused(6, FailureReason.NO_ANSWER),
                        taken(7, "", false),
                        taken(8, "m0", false)));
        assertThat(taken.uploaded(A_DAY_LATER)).isTrue();
        assertPlan(UploadPlan.of(taken, A_DAY_LATER), Requests.NONE);
    }

    private static Batch.Entry taken(int number, String mediaItem, boolean duplicate) {
        return toUpload(number)
                .withStep(new Batch.Taken(
                        Optional.of(new Answer.MediaItemId(mediaItem)).filter(id -> !id.isEmpty()),
                        Optional.empty(),
                        duplicate));
    }

    @Test
    void countsEachAnswerOnce() {
        Batch batch = batch(uploaded(1), REFUSED, uploaded(3), uploaded(4));

        assertThat(BatchRules.outcomes(BatchRules.taken(
                        batch,
                        List.of(done("m1"), new Answer.Duplicate(), new Answer.ItemRefused(FailureReason.DAMAGED)))))
                .containsExactly(
                        done(1),
                        new ItemOutcome.Failed(item(2), 10, FailureReason.EMPTY),
                        duplicate(3),
                        new ItemOutcome.Failed(item(4), 10, FailureReason.DAMAGED));
    }

    @Test
    void knowsIdenticalItemsByTheNameThatTheLibraryGivesThem() {
        assertThat(BatchRules.outcomes(BatchRules.taken(THREE, List.of(done("m1"), done("m1"), done("m2")))))
                .containsExactly(done(1), duplicate(2), done(3));
        assertThat(BatchRules.outcomes(BatchRules.taken(THREE, List.of(done(""), done(""), done("")))))
                .as("items without a name are different ones")
                .containsExactly(done(1), done(2), done(3));
    }

    @Test
    void sendsTheWholeBatchAgainWhenOneItemHasNoEnd() {
        List<Answer.ElementAnswer> full = List.of(done("m1"), new Answer.OutOfRoom(), done("m2"));

        assertThat(BatchRules.toRepeat(THREE, List.of(done("m1"), done("m2"), new Answer.Duplicate())))
                .isEmpty();
        assertThat(BatchRules.toRepeat(THREE, List.of(done("m1"), RETRY, done("m2"))))
                .contains(RETRY);
        assertThat(BatchRules.toRepeat(batch(uploaded(1), setBack(uploaded(2), 100), uploaded(3)), full))
                .contains(new Answer.OutOfRoom());
        assertThat(BatchRules.repeated(THREE, full)).isEqualTo(THREE);
    }

    @Test
    void uploadsAgainWhatTheLibraryHasForgotten() {
        List<Answer.ElementAnswer> answers = List.of(done("m1"), new Answer.TokenGone());

        Batch batch = batch(uploaded(1), REFUSED, uploaded(3));

        assertThat(BatchRules.toRepeat(batch, answers)).contains(RETRY);
        assertThat(BatchRules.repeated(batch, answers))
                .isEqualTo(batch(uploaded(1), REFUSED, toUpload(3).setBack()));
    }

    @Test
    void givesUpAnItemThatNeverGetsAnAnswer() {
        List<Answer.ElementAnswer> answers = List.of(done("m1"), RETRY, new Answer.TokenGone());
        Batch last = batch(uploaded(1), setBack(uploaded(2), SETBACKS_MAX - 1), setBack(uploaded(3), SETBACKS_MAX));

        assertThat(BatchRules.toRepeat(last, answers)).contains(RETRY);
        Batch repeated = BatchRules.repeated(last, answers);
        assertThat(repeated)
                .isEqualTo(batch(
                        uploaded(1),
                        setBack(uploaded(2), SETBACKS_MAX),
                        setBack(refused(3, FailureReason.NO_ANSWER), SETBACKS_MAX)));
        assertThat(BatchRules.toRepeat(repeated, answers.subList(0, 2))).isEmpty();
        assertThat(BatchRules.outcomes(BatchRules.taken(repeated, answers.subList(0, 2))))
                .containsExactly(done(1), noAnswer(2), noAnswer(3));
    }

    @Test
    void goesOnWithoutAnItemThatNeverGetsThroughWhileOthersDo() {
        Batch.Entry hopeless = setBack(toUpload(3), SETBACKS_MAX);
        Set<ItemId> three = Set.of(item(3));

        assertThat(BatchRules.setBack(batch(uploaded(1), toUpload(2), hopeless), three))
                .as("no item that was only waiting")
                .isEqualTo(batch(uploaded(1), toUpload(2), setBack(refused(3, FailureReason.NO_ANSWER), SETBACKS_MAX)));
        assertThat(BatchRules.setBack(batch(uploaded(1), REFUSED, setBack(toUpload(3), SETBACKS_MAX - 1)), three))
                .as("patient")
                .isEqualTo(batch(uploaded(1), REFUSED, hopeless));
        Batch none = batch(toUpload(2), hopeless);
        assertThat(BatchRules.setBack(none, three)).as("no item gets through").isEqualTo(none);
    }

    @Test
    void aLargeAlbumHasBatchesOfItsOwn() {
        assertThat(together(50, "Large*120", "Small*3")).isEqualTo(new Together(Optional.of("Large"), 50));
        assertThat(together(50, "Large*25", "Small*3")).isEqualTo(new Together(Optional.of("Large"), 25));
        assertThat(together(5, "Large*120")).isEqualTo(new Together(Optional.of("Large"), 5));
    }

    @Test
    void smallAlbumsAndItemsWithoutOneShareABatch() {
        assertThat(together(50, "Small*24")).isEqualTo(new Together(Optional.empty(), 24));
        assertThat(together(50, "Small*3", "-*10", "Other*4", "Large*25", "More*1"))
                .isEqualTo(new Together(Optional.empty(), 17));
        assertThat(together(50, "One*20", "Other*20", "Third*20")).isEqualTo(new Together(Optional.empty(), 50));
        assertThat(together(5, "Small*3", "Other*4")).isEqualTo(new Together(Optional.empty(), 5));
    }

    @Test
    void itemsWithoutAnAlbumAreNoLargeAlbum() {
        assertThat(together(50, "-*120")).isEqualTo(new Together(Optional.empty(), 50));
        assertThat(together(50, "Small*3", "-*120")).isEqualTo(new Together(Optional.empty(), 50));
    }

    @Test
    void soManyAlbumsShareABatchAsCanBeFilledInTime() {
        String[] albums = IntStream.rangeClosed(1, 12)
                .mapToObj(number -> "A" + number + "*2")
                .toArray(String[]::new);
        assertThat(together(50, albums)).isEqualTo(new Together(Optional.empty(), 20));
    }

    /** The next batch, with so many items at most, of albums and the numbers of their items. */
    private static Together together(int most, String... albums) {
        List<Place> places = new ArrayList<>();
        for (String album : albums) {
            String[] parts = album.split("\\*", -1);
            Optional<String> title = Optional.of(parts[0]).filter(name -> !name.equals("-"));
            for (int count = 0; count < Integer.parseInt(parts[1]); count++) {
                places.add(new Place(item(places.size()), title, Optional.empty()));
            }
        }
        return BatchRules.together(places, most);
    }

    @Test
    void plansOneRequestAnItemAndOneForTheCreation() {
        assertPlan(plan(toUpload(1), toUpload(2)), new Requests(1, 2));
        assertThat(plan(toUpload(1)).shares()).isEqualTo(Map.of(item(1), new Share(1, false)));
        assertPlan(plan(uploaded(1), REFUSED), new Requests(1, 0));
        assertThat(plan(uploaded(1), REFUSED).shares()).isEmpty();
        assertPlan(plan(REFUSED), Requests.NONE);
    }

    @Test
    void plansToSendUpTo64MebibytesWhole() {
        assertPlan(plan(sized(1, CHUNK)), new Requests(1, 1));
        assertPlan(plan(sized(1, CHUNK + 1)), new Requests(1, 3), sized(1, CHUNK + 1));
    }

    @Test
    void plansToOpenALargeItemOrToAskHowFarItIs() {
        UploadPlan opened = plan(sized(1, 3 * CHUNK + 1));
        UploadPlan continued = plan(uploading(1, 3 * CHUNK));

        assertPlan(opened, new Requests(1, 1 + 4), sized(1, 3 * CHUNK + 1));
        assertThat(opened.shares()).containsEntry(item(1), new Share(4, true));
        assertPlan(continued, new Requests(1, 1 + 3));
        assertThat(continued.shares()).containsEntry(item(1), new Share(3, false));
    }

    @Test
    void plansAtMostFourGibibytesOfLargeItemsForARun() {
        UploadPlan plan = plan(sized(1, 40 * CHUNK), sized(2, 40 * CHUNK), sized(3, 2 * CHUNK), toUpload(4));

        assertThat(plan.shares())
                .isEqualTo(Map.of(
                        item(1), new Share(40, true),
                        item(2), new Share(24, true),
                        item(4), new Share(1, false)));
        assertThat(plan.requests()).isEqualTo(new Requests(1, 41 + 25 + 1));
    }

    @Test
    void plansToSendAgainWhatHasATokenThatIsTooOld() {
        Batch.Entry large = sized(2, 2 * CHUNK).withStep(uploaded(1).step());

        assertPlan(UploadPlan.of(batch(uploaded(1), large), A_DAY_LATER), new Requests(1, 1 + 3), large);
    }

    private static void assertPlan(UploadPlan plan, Requests requests, Batch.Entry... toOpen) {
        assertThat(plan.requests()).isEqualTo(requests);
        assertThat(plan.toOpen()).containsExactly(toOpen);
    }

    private static UploadPlan plan(Batch.Entry... entries) {
        return UploadPlan.of(batch(entries), NOW);
    }

    private static Batch.Entry sized(int number, long bytes) {
        return Batch.Entry.toUpload(item(number), bytes);
    }

    private static Batch.Entry uploading(int number, long bytes) {
        return sized(number, bytes)
                .withStep(new Batch.Uploading(
                        new UploadSession(URI.create("https://upload.example.com"), 1), Sha1.Running.none()));
    }

    private static Batch.Entry setBack(Batch.Entry entry, int times) {
        return Records.with(entry, "setbacks", times);
    }

    private static ItemOutcome noAnswer(int number) {
        return new ItemOutcome.Failed(item(number), 10, FailureReason.NO_ANSWER);
    }

    private static Answer.Done done(String mediaItem) {
        return new Answer.Done(new Answer.MediaItemId(mediaItem), Optional.empty());
    }

    private static Item item(int number, String name, long bytes) {
        return SampleItems.bare(item(number), new ObjectKey("1/u1/" + item(number)), name, bytes);
    }
}
