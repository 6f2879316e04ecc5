package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.digest.Sha1;
import sundown.edge.Json;
import sundown.gallery.Item;
import sundown.gallery.Item.Marks;
import sundown.runtime.Records;
import sundown.transfer.Progress.AlbumSum;
import sundown.transfer.Transfer.TransferState;

/** Albums of the gallery become albums at Google, and each item is in its albums. */
class AlbumsTest extends Functions {
    private static final Answer.AlbumRefused REFUSED = new Answer.AlbumRefused();
    private static final Answer.Silent NO_ANSWER = new Answer.Silent(Duration.ZERO);

    private final Map<Sha1, Integer> numbers = new HashMap<>();

    private Item photo(int number, String... albums) {
        return change(addPhoto(number), "albums", Set.of(albums));
    }

    private Item change(Item item, String part, Object value) {
        Item changed = Records.with(item, part, value);
        index.put(USER, changed);
        numbers.put(
                changed.sha1().orElseThrow(), Integer.parseInt(item.id().value().substring(1)));
        return changed;
    }

    private void photos(int from, int to, String... albums) {
        IntStream.rangeClosed(from, to).forEach(number -> photo(number, albums));
    }

    private void privately(int number, String... albums) {
        change(photo(number, albums), "marks", new Marks(Optional.of(true), Optional.empty(), Optional.empty()));
    }

    private void inTrash(int number, String... albums) {
        change(photo(number, albums), "marks", new Marks(Optional.empty(), Optional.of(NOW), Optional.empty()));
    }

    /** The albums at Google, by their titles. */
    private Map<String, Set<Integer>> held() {
        Map<String, Set<Integer>> held = new TreeMap<>();
        google.albums(ACCOUNT)
                .forEach(album -> assertThat(held.put(album.title(), numbers(album.items())))
                        .as(album.title())
                        .isNull());
        return held;
    }

    private Set<Integer> numbers(List<Sha1> items) {
        Set<Integer> all = new TreeSet<>();
        items.forEach(item -> all.add(numbers.get(item)));
        assertThat(all).hasSameSizeAs(items);
        return all;
    }

    private static Set<Integer> range(int from, int to) {
        return new TreeSet<>(IntStream.rangeClosed(from, to).boxed().toList());
    }

    /** Works until the transfer has ended, however long it waits. */
    private void finish() {
        workAll();
        while (transfer().state() instanceof TransferState.Active active) {
            clock.moveTo(active.dueAt());
            sweep();
            workAll();
        }
    }

    private long asked(String request) {
        return library.requests().stream()
                .filter(each -> each.startsWith(request))
                .count();
    }

    private AlbumSum albums() {
        return transfer().progress().albums().orElseThrow();
    }

    @Test
    void eachItemIsInItsAlbums() {
        photos(1, 60, "Large");
        photos(61, 64, "Small");
        photo(65, "Three", "Small", "Large");
        photo(66, TransferFunctions.SYSTEM_ALBUM, "Three");
        photo(67, TransferFunctions.SYSTEM_ALBUM, " ");
        photo(68);
        start(ACCOUNT);

        finish();

        Set<Integer> large = range(1, 60);
        large.add(65);
        assertThat(held()).isEqualTo(Map.of("Large", large, "Small", range(61, 65), "Three", Set.of(65, 66)));
        assertThat(access.held(ACCOUNT)).hasSize(68);
        assertThat(transfer().counts().done().items()).isEqualTo(68);
        assertThat(transfer().progress().outside()).isZero();
        assertThat(albums()).isEqualTo(new AlbumSum(3, 0));
    }

    @Test
    void anAlbumOf20001ItemsContinuesInASecondOne() {
        photos(1, 20_001, "Holiday");
        start(ACCOUNT);

        finish();

        Map<String, Set<Integer>> held = held();
        assertThat(held.keySet()).containsExactlyInAnyOrder("Holiday", "Holiday (2)");
        assertThat(held.get("Holiday")).hasSize(20_000);
        assertThat(held.get("Holiday (2)")).hasSize(1);
        assertThat(transfer().counts().done().items()).isEqualTo(20_001);
        assertThat(transfer().progress().outside()).isZero();
    }

    /** Its batches are created in it, and nothing has to be added. */
    @Test
    void aLargeAlbumNeedsNoAddition() {
        photos(1, 125, "Large");
        start(ACCOUNT);

        finish();

        assertThat(held()).isEqualTo(Map.of("Large", range(1, 125)));
        assertThat(library.requests().getFirst()).isEqualTo("album Large");
        assertThat(asked("album")).isEqualTo(1);
        assertThat(asked("create")).isEqualTo(3);
        assertThat(asked("add")).isZero();
    }

    @Test
    void smallAlbumsShareABatch() {
        photos(1, 20, "One");
        photos(21, 40, "Other");
        start(ACCOUNT);

        finish();

        assertThat(held()).isEqualTo(Map.of("One", range(1, 20), "Other", range(21, 40)));
        assertThat(asked("create")).isEqualTo(1);
        assertThat(asked("add")).isEqualTo(2);
    }

    @Test
    void aFullAlbumContinuesInAnother() {
        photos(1, 120, "Large");
        photo(121, "Small", "Large");
        start(ACCOUNT);
        moveOneBatch();
        LibraryAlbum large = transfers.findAlbum(transfer(), "Large").orElseThrow();
        assertThat(large.items()).isEqualTo(50);
        transfers.saveAlbum(transfer(), large.filled(19_900));

        finish();

        Set<Integer> second = range(101, 121);
        assertThat(held()).isEqualTo(Map.of("Large", range(1, 100), "Large (2)", second, "Small", Set.of(121)));
        assertThat(albums()).isEqualTo(new AlbumSum(3, 0));
        assertThat(transfer().progress().outside()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLostAnswerToACreationIsCounted(boolean large) {
        photos(1, large ? 60 : 6, "Beach");
        library.createAlbumWith(NO_ANSWER);
        library.createAlbumWith(new Answer.Retry());
        start(ACCOUNT);

        finish();

        assertThat(held()).isEqualTo(Map.of("Beach", range(1, large ? 60 : 6)));
        assertThat(albums()).isEqualTo(new AlbumSum(1, 2));
        assertThat(asked("upload")).isEqualTo(large ? 60 : 6);
    }

    @Test
    void aCreationThatWasRefusedForNowLosesNothing() {
        photos(1, 6, "Beach");
        library.createAlbumWith(new Answer.WaitFor(Duration.ofMinutes(1)));
        start(ACCOUNT);

        finish();

        assertThat(held()).isEqualTo(Map.of("Beach", range(1, 6)));
        assertThat(albums()).isEqualTo(new AlbumSum(1, 0));
    }

    @Test
    void anAdditionThatIsRefusedIsSplit() {
        photos(1, 6, "Beach");
        library.addWith(REFUSED);
        library.addWith(new Answer.Added());
        library.addWith(REFUSED);
        library.addWith(REFUSED);
        start(ACCOUNT);

        finish();

        assertThat(library.requests().stream().filter(request -> request.startsWith("add")))
                .containsExactly(
                        "add 6 to album-1",
                        "add 3 to album-1",
                        "add 3 to album-1",
                        "add 1 to album-1",
                        "add 1 to album-1",
                        "add 1 to album-1");
        assertThat(held().get("Beach")).isEqualTo(Set.of(5, 6));
        assertThat(transfer().counts().done().items()).isEqualTo(6);
        assertThat(transfer().progress().outside()).isEqualTo(1);
    }

    @Test
    void whatNoAlbumTakesIsInTheLibrary() {
        photos(1, 2, "Beach");
        IntStream.range(0, 3).forEach(_ -> library.addWith(REFUSED));
        start(ACCOUNT);

        finish();

        assertThat(transfer().counts().done().items()).isEqualTo(2);
        assertThat(transfer().progress().outside()).isEqualTo(2);
        assertThat(transfers.findAlbum(transfer(), "Beach").orElseThrow().name())
                .isEqualTo("Beach (2)");
    }

    /** Such an item may be gone at Google, which says nothing of its album. */
    @Test
    void anAlbumThatDoesNotTakeASingleItemTakesOthers() {
        photo(1, "Alps", "Beach");
        photos(2, 60, "Beach");
        library.addWith(REFUSED);
        start(ACCOUNT);

        finish();

        assertThat(held().keySet()).contains("Beach").doesNotContain("Beach (2)");
        assertThat(transfer().progress().outside()).isEqualTo(1);
    }

    @Test
    void anAlbumThatTakesNoBatchContinuesInAnother() {
        photos(1, 110, "Beach");
        library.createWith(REFUSED);
        start(ACCOUNT);

        finish();

        assertThat(held()).isEqualTo(Map.of("Beach", Set.of(), "Beach (2)", range(1, 110)));
        assertThat(transfer().progress().outside()).isZero();
        assertThat(albums()).isEqualTo(new AlbumSum(2, 0));
    }

    @Test
    void aTitleThatGoogleDoesNotTakeIsAskedForOnce() {
        photos(1, 60, "Beach");
        photos(61, 63, "Home");
        library.createAlbumWith(REFUSED);
        start(ACCOUNT);

        finish();

        assertThat(held()).hasSize(1);
        assertThat(asked("album")).isEqualTo(2);
        assertThat(transfer().counts().done().items()).isEqualTo(63);
        assertThat(transfer().progress().outside()).isBetween(3L, 60L);
    }

    @Test
    void aCopyBesideItsOriginalIsInItsOwnAlbumToo() {
        photo(1, "Beach");
        Item copy = addFile(2, "copy.jpg", "picture 1");
        index.put(USER, Records.with(copy, "albums", Set.of("Home")));
        start(ACCOUNT);

        finish();

        assertThat(transfer().counts().duplicate().items()).isEqualTo(1);
        assertThat(held().get("Beach")).containsExactly(1);
        assertThat(held().get("Home")).containsExactly(1);
        assertThat(transfer().progress().outside()).isZero();
    }

    /** Google does not tell which of its items it is, and the gallery not, which of the user's it equals. */
    @Test
    void aCopyOfWhatNobodyKnowsIsNotPutIntoAnAlbum() {
        photo(1, "Beach");
        Item copy = addFile(2, "copy.jpg", "picture 1");
        index.put(USER, Records.with(Records.with(copy, "sha1", Optional.empty()), "albums", Set.of("Home")));
        start(ACCOUNT);

        finish();

        assertThat(transfer().counts().duplicate().items()).isEqualTo(1);
        assertThat(held().get("Beach")).containsExactly(1);
        assertThat(transfer().progress().outside()).isEqualTo(1);
    }

    /** The items are created once; what is left is added when there are requests again. */
    @Test
    void theQuotaIsUsedUpBetweenCreationAndAddition() {
        photos(1, 6, "Beach");
        library.beforeEach(() -> {
            if (asked("create") == 1 && asked("add") == 0) {
                useUp();
            }
        });
        start(ACCOUNT);

        workAll();

        assertThat(transfer().state()).isInstanceOf(TransferState.Waiting.class);
        assertThat(transfer().counts().done().items()).isZero();
        assertThat(asked("add")).isZero();
        finish();
        assertThat(asked("create")).isEqualTo(1);
        assertThat(asked("upload")).isEqualTo(6);
        assertThat(held()).isEqualTo(Map.of("Beach", range(1, 6)));
        assertThat(transfer().counts().done().items()).isEqualTo(6);
    }

    /** A batch that is prepared beside it does not take the requests for which the creation of an album has waited. */
    @Test
    void anAlbumIsCreatedThoughOthersAlwaysTakeTheNextMinutes() {
        photos(1, 100, "First");
        photos(101, 200, "Second");
        photos(201, 300, "Third");
        start(ACCOUNT);

        int waits = 0;
        workThroughOthers();
        while (transfer().state() instanceof TransferState.Active active) {
            assertThat(waits++).isLessThan(30);
            clock.moveTo(active.dueAt());
            sweep();
            workThroughOthers();
        }

        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(held())
                .isEqualTo(Map.of("First", range(1, 100), "Second", range(101, 200), "Third", range(201, 300)));
    }

    /** Nothing is left of the next two minutes for a user who has not reserved it. */
    private void workThroughOthers() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneId.of("America/Los_Angeles"));
        quotas.reserve(
                today, new QuotaStore.Claim(0, Duration.ofMinutes(2), 10_000, now, now.plus(Duration.ofDays(1))));
        workAll();
    }

    private void useUp() {
        while (draw(USER, 1).isEmpty()) {}
    }

    /** The worker dies before a request, or before a save after it. */
    @Test
    void aCrashAnywherePutsNothingIntoAnAlbumTwiceAndLeavesNothingOut() {
        int points = 0;
        boolean crashed = true;
        while (crashed) {
            points++;
            AlbumsTest world = new AlbumsTest();
            crashed = world.survives(points);
        }
        assertThat(points).isGreaterThan(30);
    }

    private boolean survives(int point) {
        photos(1, 30, "Large");
        photos(31, 34, "Small");
        photo(35, "Small", "Large");
        start(ACCOUNT);
        AtomicInteger calls = new AtomicInteger();
        Runnable crash = () -> {
            if (calls.incrementAndGet() == point) {
                throw new StackOverflowError("a crash");
            }
        };
        library.beforeEach(crash);
        transfers.beforeEach(crash);
        boolean crashed = !workedAll();
        finishAfterCrash();

        Set<Integer> large = range(1, 30);
        large.add(35);
        Map<String, Set<Integer>> full = new TreeMap<>(Map.of("Large", large, "Small", range(31, 35)));
        Map<String, Set<Integer>> filled = new TreeMap<>();
        google.albums(ACCOUNT).stream()
                .filter(album -> !album.items().isEmpty())
                .forEach(album -> assertThat(filled.put(album.title(), numbers(album.items())))
                        .as("crash at %d: %s twice", point, album.title())
                        .isNull());
        assertThat(filled).as("crash at %d", point).isEqualTo(full);
        assertThat(transfer().counts().done().items()).as("crash at %d", point).isEqualTo(35);
        assertThat(transfer().progress().outside()).isZero();
        assertThat(albums().created()).isEqualTo(2);
        assertThat(albums().created() + albums().lost())
                .as("crash at %d", point)
                .isGreaterThanOrEqualTo(google.albums(ACCOUNT).size());
        return crashed;
    }

    private boolean workedAll() {
        try {
            workAll();
            return true;
        } catch (Throwable crash) {
            return false;
        }
    }

    private void finishAfterCrash() {
        clock.advance(Duration.ofMinutes(31));
        finish();
    }

    @Test
    void withoutAnAnswerPrivateItemsAreLeftOutAndNoTitleTellsOfThem() {
        photo(1, "Beach");
        privately(2, "Beach");
        privately(3, "Secret");
        start(ACCOUNT);

        finish();

        assertThat(held()).isEqualTo(Map.of("Beach", Set.of(1)));
        assertThat(access.held(ACCOUNT)).hasSize(1);
        assertThat(transfer().counts().total().items()).isEqualTo(1);
        assertThat(transfer().counts().done().items()).isEqualTo(1);
        assertThat(transfer().counts().skipped().items()).isZero();
    }

    @Test
    void privateItemsAreMovedIntoNoAlbumIfTheUserSaysSo() {
        photo(1, "Beach");
        privately(2, "Beach");
        privately(3, "Secret");
        startWith(Map.of("movePrivate", true));

        finish();

        assertThat(held()).isEqualTo(Map.of("Beach", Set.of(1)));
        assertThat(access.held(ACCOUNT)).hasSize(3);
        assertThat(transfer().counts().done().items()).isEqualTo(3);
        assertThat(transfer().progress().outside()).isZero();
    }

    private void startWith(Map<String, Object> wishes) {
        Map<String, Object> body = new TreeMap<>(wishes);
        body.putAll(InMemoryLibraryAccess.fields(access.consent(ACCOUNT)));
        assertThat(start(USER, Json.write(body)).statusCode()).isEqualTo(201);
        countAll();
    }

    @Test
    void whatIsInTheTrashIsLeftOut() {
        inTrash(1, "Beach");
        photos(2, 3, "Beach");
        start(ACCOUNT);

        finish();

        assertThat(held()).isEqualTo(Map.of("Beach", range(2, 3)));
        assertThat(transfer().counts().total().items()).isEqualTo(2);
        assertThat(transfer().counts().done().items()).isEqualTo(2);
    }

    @Test
    void aGalleryOfWhichNothingIsMovedIsFinished() {
        IntStream.rangeClosed(1, 120).forEach(number -> privately(number, "Secret"));
        start(ACCOUNT);

        finish();

        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(library.requests()).isEmpty();
        assertThat(resume(USER, "{}").statusCode()).isEqualTo(409);
    }

    @Test
    void anAccountThatMayNotUseGooglePhotosIsToldAtOnce() {
        IntStream.rangeClosed(1, 60).forEach(number -> inTrash(number, "Old"));
        photos(61, 130, "Beach");
        access.forbid(ACCOUNT);
        start(ACCOUNT);

        workAll();

        assertThat(transfer().state()).isInstanceOf(TransferState.NotAllowed.class);
        assertThat(library.requests()).containsExactly("album Beach");
        assertThat(Json.read(status(USER).body()).at("/transfer/code").textValue())
                .isEqualTo("not-allowed");
        start(OTHER_ACCOUNT);
        finish();
        assertThat(transfer().switches()).isZero();
        assertThat(transfer().counts().done().items()).isEqualTo(70);
    }

    /**
     * Requests: one for the bytes of each item; one for each album; one for each batch; and where fewer than 25 items
     * of an album are left, which share a batch, another one to add them. In all, at most n items + n / 50 batches + 3
     * for each album, and n / 1000 where an order is read in parts.
     */
    @ParameterizedTest
    @ValueSource(ints = {40, 10, 200})
    void asksGoogleHardlyMoreThanOnceForEachItem(int count) {
        int items = 5_000;
        for (int number = 1; number <= items; number++) {
            photo(number, "Album " + (int) (Math.sqrt((number - 1.0) / items) * count));
        }
        start(ACCOUNT);

        finish();

        double requests = (double) library.requests().size() / items;
        assertThat(library.requests()).hasSizeLessThanOrEqualTo(items + items / 50 + 3 * count + items / 1_000);
        System.out.printf("%d items in %d albums: %.3f requests an item%n", items, count, requests);
        assertThat(transfer().counts().done().items()).isEqualTo(items);
        assertThat(held()).hasSizeBetween(count - 5, count);
        assertThat(held().values().stream().mapToInt(Set::size).sum()).isEqualTo(items);
        assertThat(requests).isLessThanOrEqualTo(count == 200 ? 1.15 : 1.06);
    }
}
