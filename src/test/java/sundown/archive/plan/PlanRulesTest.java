package sundown.archive.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sundown.archive.plan.ArchiveItem.LeftOut;
import sundown.archive.plan.PlanRules.ArchivePlan;
import sundown.archive.plan.PlanRules.ArchivePlan.Bounds;
import sundown.archive.plan.PlanRules.Limits;
import sundown.archive.zip.ZipWriter;
import sundown.gallery.Tally;
import sundown.secret.Secret;

class PlanRulesTest {
    private static final long LIMIT = 1_000_000;

    @Test
    void takesSizesFromTheStorage() {
        Gallery gallery = new Gallery().single("a.jpg", 600_000).single("b.jpg", 600_000);

        assertThat(gallery.plan(LIMIT).volumes()).hasSize(2);
        assertThat(gallery.plan(LIMIT).gallery())
                .isEqualTo(new Tally(
                        2,
                        gallery.items.stream().mapToLong(item -> item.bytes()).sum()));
    }

    @Test
    void endsAVolumeWhereTheNextItemDoesNotFit() {
        Gallery gallery = new Gallery();
        for (int index = 0; index < 1_000; index++) {
            gallery.single("%04d.jpg".formatted(index), 10_000);
        }
        List<Bounds> volumes = gallery.plan(LIMIT).volumes();

        assertThat(volumes.subList(0, volumes.size() - 1))
                .allSatisfy(volume -> assertThat(volume.bytes()).isBetween(LIMIT - 11_000, LIMIT));
        assertThat(volumes.getFirst().first()).isEqualTo(gallery.item(0).id());
        assertThat(volumes.get(1).first())
                .isEqualTo(gallery.item(volumes.getFirst().items()).id());
    }

    @Test
    void givesALargerItemAVolumeOfItsOwn() {
        Gallery gallery =
                new Gallery().single("a.jpg", 10).single("film.mp4", 2 * LIMIT).single("b.jpg", 10);

        assertThat(gallery.plan(LIMIT).volumes()).extracting(Bounds::items).containsExactly(1, 1, 1);
    }

    @Test
    void givesWhatIsLeftOutNoRoomButALine() {
        Gallery gallery = new Gallery()
                .single("a.jpg", 100)
                .single("large.mp4", 10_000_000)
                .gone(Optional.of("Private"), "gone.jpg")
                .single("b.jpg", 100);
        ArchivePlan plan = gallery.plan(new Limits(LIMIT, 1_000, false));

        assertThat(plan.volumes()).singleElement().extracting(Bounds::items).isEqualTo(4);
        assertThat(plan.bytes()).isLessThan(20_000);
        assertThat(gallery.archiveItems())
                .extracting(item -> item.obstacle(1_000))
                .containsExactly(
                        Optional.empty(),
                        Optional.of(LeftOut.Reason.TOO_LARGE),
                        Optional.of(LeftOut.Reason.GONE),
                        Optional.empty());
    }

    @Test
    void putsNoMoreIntoAVolumeThanItsBuilderHasMemoryFor() {
        Gallery gallery = new Gallery();
        for (int index = 0; index <= PlanRules.ITEMS_MAX; index++) {
            gallery.single("a.jpg", 1);
        }

        assertThat(gallery.plan(1L << 50).volumes()).extracting(Bounds::items).containsExactly(PlanRules.ITEMS_MAX, 1);
    }

    @Test
    void putsPrivateItemsIntoVolumesOfTheirOwnBehindTheOthers() {
        Gallery gallery = new Gallery()
                .hidden("Secret", "a.jpg", 400_000)
                .single("b.jpg", 400_000)
                .hidden("Secret", "c.jpg", 400_000)
                .single("d.jpg", 400_000)
                .hidden("Secret", "e.jpg", 400_000);
        ArchivePlan plan = gallery.plan(LIMIT);

        assertThat(plan.volumes()).extracting(Bounds::isPrivate).containsExactly(false, true, true);
        assertThat(plan.volumes()).extracting(Bounds::items).containsExactly(2, 2, 1);
        assertThat(plan.volumes())
                .extracting(volume -> gallery.of(volume).stream()
                        .map(item -> item.item().name())
                        .toList())
                .containsExactly(List.of("b.jpg", "d.jpg"), List.of("a.jpg", "c.jpg"), List.of("e.jpg"));
        assertThat(plan.privateItems()).isEqualTo(3);
        assertThat(plan.gallery().items()).isEqualTo(5);
    }

    @Test
    void plansTheOthersAsIfThereWereNoPrivateItems() {
        Gallery alone = new Gallery();
        Gallery mixed = new Gallery();
        for (int index = 0; index < 100; index++) {
            alone.single("%04d.jpg".formatted(index), 30_000);
            mixed.single("%04d.jpg".formatted(index), 30_000).hidden("Secret", "x.jpg", 70_000);
        }

        assertThat(mixed.plan(LIMIT).volumes().stream().filter(volume -> !volume.isPrivate()))
                .extracting(Bounds::items, Bounds::bytes)
                .containsExactlyElementsOf(alone.plan(LIMIT).volumes().stream()
                        .map(volume -> tuple(volume.items(), volume.bytes()))
                        .toList());
    }

    @Test
    void plansNothingForAGalleryWithoutItems() {
        assertThat(new Gallery().plan(LIMIT).volumes()).isEmpty();
    }

    @Test
    void refusesLimitsOfZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(0, 1, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, 0, true));
    }

    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|(com|lpt)[0-9¹²³]) *(\\..*)?");

    @Test
    @Tag("thorough")
    void eachItemIsInOneVolume() {
        assertThat(RandomGalleries.ALL)
                .allSatisfy(one -> assertThat(one.plan().volumes().stream()
                                .flatMap(volume -> one.gallery().of(volume).stream())
                                .map(ArchiveItem::item))
                        .containsExactlyInAnyOrderElementsOf(one.gallery().items));
    }

    @Test
    @Tag("thorough")
    void noVolumeExceedsTheLimitUnlessItHasASingleItem() throws Exception {
        for (RandomGalleries.Case one : RandomGalleries.ALL) {
            int number = 0;
            for (ArchivePlan.Bounds volume : one.plan().volumes()) {
                number++;
                assertThat(volume.items()).isEqualTo(one.gallery().of(volume).size());
                assertThat((long) written(one, volume, number)).isLessThanOrEqualTo(volume.bytes());
                assertThat(volume.bytes() <= one.limits().volumeBytes() || volume.items() == 1)
                        .isTrue();
            }
        }
    }

    /** The bytes of a volume as its builder writes it. */
    private static int written(RandomGalleries.Case one, ArchivePlan.Bounds volume, int number) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ZipWriter zip = new ZipWriter(bytes, new Secret("hk4m"), new SplittableRandom(one.seed()));
        List<ArchiveItem> items = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (ArchiveItem item : one.gallery().of(volume)) {
            item.obstacle(one.limits().itemBytes())
                    .ifPresentOrElse(reason -> leftOut.add(LeftOut.of(item.item(), reason)), () -> items.add(item));
        }
        for (ArchiveItem item : items) {
            zip.write(item.path(), new byte[(int) item.bytes()], item.modified());
        }
        List<WrittenFile> files = List.of(
                WrittenFile.items(number, items.stream().map(DeliveredItem::new).toList()),
                WrittenFile.leftOut(number, leftOut),
                WrittenFile.readMe(9, number, Instant.EPOCH, Instant.EPOCH));
        for (WrittenFile file : number == 1 ? files : files.subList(0, 2)) {
            zip.write(file.name(), file.utf8(), Instant.EPOCH);
        }
        zip.finish();
        return bytes.size();
    }

    @Test
    @Tag("thorough")
    void pathsAreUniqueInTheWholeArchiveIfCaseIsIgnored() {
        assertThat(RandomGalleries.ALL)
                .allSatisfy(one -> assertThat(paths(one)
                                .map(path -> path.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)))
                        .doesNotHaveDuplicates());
    }

    @Test
    @Tag("thorough")
    void noFolderIsAFileToo() {
        assertThat(RandomGalleries.ALL)
                .allSatisfy(one -> assertThat(paths(one)
                                .map(path ->
                                        path.substring(0, path.indexOf('/')).toLowerCase(Locale.ROOT)))
                        .noneMatch(WrittenFile::hasName));
    }

    @Test
    @Tag("thorough")
    void everyPartOfAPathIsSafe() {
        assertThat(RandomGalleries.ALL)
                .allSatisfy(one -> assertThat(paths(one))
                        .allSatisfy(path ->
                                assertThat(path.split("/", -1)).hasSize(2).allSatisfy(PlanRulesTest::assertSafe)));
    }

    private static void assertSafe(String name) {
        assertThat(name)
                .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\p{Cs}<>:\"\\\\|?*]")
                .doesNotContain("..")
                .doesNotContainPattern("^[. ]|[. ]$")
                .doesNotMatch(DEVICE);
        assertThat(name.length()).isBetween(1, 110);
        assertThat(name.getBytes(UTF_8).length).isLessThanOrEqualTo(255);
    }

    /** Without these cases, the random galleries would prove little. */
    @Test
    @Tag("thorough")
    void theGalleriesHaveLargeItemsManyVolumesAndItemsThatAreLeftOut() {
        assertThat(RandomGalleries.ALL)
                .anySatisfy(one -> assertThat(one.plan().volumes())
                        .anyMatch(volume -> volume.bytes() > one.limits().volumeBytes()));
        assertThat(RandomGalleries.ALL)
                .anySatisfy(one -> assertThat(one.plan().volumes()).hasSizeGreaterThan(20));
        assertThat(RandomGalleries.ALL)
                .anySatisfy(one -> assertThat(one.gallery().archiveItems())
                        .extracting(item -> item.obstacle(one.limits().itemBytes()))
                        .contains(Optional.of(LeftOut.Reason.GONE), Optional.of(LeftOut.Reason.TOO_LARGE)));
    }

    private static Stream<String> paths(RandomGalleries.Case one) {
        return one.gallery().archiveItems().stream().map(ArchiveItem::path);
    }

    private static final int ITEMS = 100_000;
    private static final long VOLUME_BYTES = 4_000_000_000L;

    @Test
    @Tag("instruments")
    @Timeout(60)
    void plansAsManyVolumesAsTheBytesNeed() {
        ArchivePlan plan = gallery(3_000).plan(VOLUME_BYTES);
        assertThat(plan.gallery().items()).isEqualTo(ITEMS);
        assertThat(plan.volumes()).hasSizeLessThanOrEqualTo((int) (plan.bytes() / VOLUME_BYTES) + 2);
    }

    @Test
    @Tag("instruments")
    @Timeout(60)
    void plansAnAlbumForEachItem() {
        assertThat(gallery(ITEMS).plan(VOLUME_BYTES).gallery().items()).isEqualTo(ITEMS);
    }

    @Test
    @Tag("instruments")
    @Timeout(60)
    void plansAVolumeForEachItem() {
        assertThat(gallery(1_000).plan(10_000).volumes()).hasSize(ITEMS);
    }

    /** Photos of 1 to 7 MB, a day's worth each hour. */
    private static Gallery gallery(int albums) {
        SplittableRandom random = new SplittableRandom(1);
        Gallery gallery = new Gallery();
        for (int index = 0; index < ITEMS; index++) {
            int album = random.nextInt(albums + albums / 10);
            gallery.add(
                    album < albums ? Optional.of("Album " + album) : Optional.empty(),
                    "IMG_%05d.JPG".formatted(random.nextInt(ITEMS)),
                    random.nextLong(1_000_000, 7_000_000),
                    Optional.of(Gallery.STORED.minus(Duration.ofHours(index))));
        }
        return gallery;
    }

    /** Random galleries with names from people and hostile programs, and limits that make volumes of a few items. */
    private static final class RandomGalleries {
        private static final List<String> NAMES = List.of(
                "IMG_0001.JPG",
                "img_0001.jpg",
                "IMG_0001 (2).jpg",
                "Café.jpg",
                "Cafe\u0301.jpg",
                "CAFÉ.JPG",
                "straße.png",
                "STRASSE.png",
                "👨‍👩‍👧.heic",
                "x".repeat(300) + ".mp4",
                "x".repeat(301) + ".mp4",
                "語".repeat(120) + ".jpg",
                "../../x",
                "..",
                ".",
                "",
                " ",
                "a/b",
                "C:\\x",
                "CON",
                "con.jpg",
                "NUL.txt",
                "COM¹",
                "a\u202Egpj.exe",
                "\u200B",
                "\uD800.jpg",
                "trailing. . ",
                "README.txt",
                "items-1.csv",
                "left-out-1.csv",
                "a,\"b\".jpg");

        /** One gallery with one set of limits. */
        record Case(long seed, Gallery gallery, Limits limits, ArchivePlan plan) {
            @Override
            public String toString() {
                return "gallery of seed " + seed;
            }
        }

        static final List<Case> ALL =
                LongStream.rangeClosed(1, 100).mapToObj(RandomGalleries::of).toList();

        private RandomGalleries() {}

        static Case of(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            Gallery gallery = new Gallery();
            List<Optional<String>> albums = albums(random);
            int items = random.nextInt(1, 150);
            for (int index = 0; index < items; index++) {
                add(gallery, albums.get(random.nextInt(albums.size())), random);
            }
            Limits limits = new Limits(random.nextLong(12_000, 28_000), 7_000, false);
            return new Case(seed, gallery, limits, gallery.plan(limits));
        }

        private static List<Optional<String>> albums(SplittableRandom random) {
            List<String> names = List.of("Sea", "SEA", "Without album", "README.txt", "Left-Out-2.csv", "Items-2.csv");
            return IntStream.range(0, random.nextInt(1, 12))
                    .mapToObj(index -> switch (random.nextInt(4)) {
                        case 0 -> Optional.<String>empty();
                        case 1 -> Optional.of(names.get(random.nextInt(names.size())));
                        case 2 -> Optional.of(NAMES.get(random.nextInt(NAMES.size())));
                        default -> Optional.of("Album " + index);
                    })
                    .toList();
        }

        private static void add(Gallery gallery, Optional<String> album, SplittableRandom random) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            switch (random.nextInt(25)) {
                case 0 -> gallery.gone(album, name);
                case 1 -> gallery.add(album, name, 0, Optional.empty()).again(name);
                case 3 -> gallery.hidden(album.orElse(name), name, random.nextLong(1_500));
                case 2 -> gallery.add(album, name, random.nextLong(8_000), Optional.empty());
                default ->
                    gallery.add(
                            album,
                            name,
                            random.nextLong(1_500),
                            Optional.of(Gallery.STORED.minus(Duration.ofDays(random.nextInt(2_000)))));
            }
        }
    }
}
