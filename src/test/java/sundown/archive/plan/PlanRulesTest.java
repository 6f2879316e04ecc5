package sundown.archive.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static sundown.archive.plan.Plans.bytes;
import static sundown.archive.plan.Plans.photoPaths;
import static sundown.archive.plan.Plans.photos;
import static sundown.archive.plan.Plans.text;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.archive.plan.ArchivePlan.Limits;
import sundown.archive.plan.VolumePlan.PlannedEntry;
import sundown.archive.plan.VolumePlan.Source;
import sundown.archive.zip.ZipEntry;
import sundown.archive.zip.ZipEntry.Salt;
import sundown.gallery.ETag;
import sundown.gallery.ObjectVersion;

class PlanRulesTest {
    private static final long LIMIT = 1_000_000;
    private static final Instant TAKEN = Instant.parse("2019-07-08T09:10:11Z");

    @Test
    void takesSizesFromTheListing() {
        ArchivePlan plan = new Gallery().single("a.jpg", 123).plan(LIMIT);
        assertThat(photos(plan)).extracting(photo -> photo.entry().bytes()).containsExactly(123L);
    }

    @Test
    void plansTheVersionThatTheListingShows() {
        Gallery gallery = new Gallery().single("a.jpg", 123);
        assertThat(photos(gallery.plan(LIMIT)))
                .extracting(PlannedEntry::source)
                .containsExactly(new Source.Photo(
                        gallery.item(0).id(), new ObjectVersion(gallery.item(0).key(), new ETag("\"v1\""))));
    }

    @Test
    void datesAnItemByItsCaptureOrElseByItsUpload() {
        ArchivePlan plan = new Gallery()
                .add(Optional.empty(), "a.jpg", 1, Optional.of(TAKEN))
                .single("b.jpg", 1)
                .plan(LIMIT);
        assertThat(photos(plan))
                .extracting(photo -> photo.entry().modified())
                .containsExactlyInAnyOrder(TAKEN, Gallery.STORED);
    }

    @Test
    void takesEmptyItems() {
        assertThat(photoPaths(new Gallery().single("empty.jpg", 0).plan(LIMIT)))
                .containsExactly("Without album/empty.jpg");
    }

    @Test
    void givesItemsThatShareAnObjectTheirOwnEntryAndSalt() {
        ArchivePlan plan = new Gallery().single("a.jpg", 5).again("b.jpg").plan(LIMIT);
        assertThat(photoPaths(plan)).containsExactly("Without album/a.jpg", "Without album/b.jpg");
        assertThat(new HashSet<>(salts(plan))).hasSize(4);
    }

    @Test
    void leavesOutAnItemWithoutAnObject() {
        Gallery gallery = new Gallery().single("a.jpg", 5).gone(Optional.of("Private"), "b.jpg");
        ArchivePlan plan = gallery.plan(LIMIT);
        assertThat(plan.volumes().getFirst().leftOut())
                .containsExactly(
                        new LeftOut(gallery.item(1).id(), "b.jpg", Optional.of("Private"), LeftOut.Reason.GONE));
        assertThat(text(plan, "left-out-1.csv"))
                .contains(
                        "\uFEFFname,album,reason\r\n\"b.jpg\",\"Private\",\"Its file is missing in our storage.\"\r\n");
        assertThat(Plans.paths(plan.volumes().getFirst().entries()))
                .containsExactly("README.txt", "items.csv", "left-out-1.csv", "Without album/a.jpg");
    }

    @Test
    void leavesOutAnItemThatIsTooLarge() {
        Gallery gallery = new Gallery().single("a.jpg", 100).single("b.jpg", 101);
        ArchivePlan plan = gallery.plan(new Limits(LIMIT, 100), 1);
        assertThat(photoPaths(plan)).containsExactly("Without album/a.jpg");
        assertThat(plan.volumes().getFirst().leftOut())
                .containsExactly(
                        new LeftOut(gallery.item(1).id(), "b.jpg", Optional.empty(), LeftOut.Reason.TOO_LARGE));
    }

    @Test
    void ignoresLeftOutItemsWhenItNumbersNames() {
        ArchivePlan plan =
                new Gallery().gone(Optional.empty(), "a.jpg").single("a.jpg", 1).plan(LIMIT);
        assertThat(photoPaths(plan)).containsExactly("Without album/a.jpg");
    }

    @Test
    void putsReadMeAndListFirstIntoTheFirstVolume() {
        ArchivePlan plan = new Gallery().single("a.jpg", 5).plan(LIMIT);
        assertThat(Plans.paths(plan.volumes().getFirst().entries()))
                .containsExactly("README.txt", "items.csv", "Without album/a.jpg");
        assertThat(plan.files()).extracting(WrittenFile::name).containsExactly("README.txt", "items.csv");
    }

    @Test
    void plansTheExactSizeOfSundownsFiles() {
        ArchivePlan plan = new Gallery()
                .album("Größe", "ä.jpg", 5)
                .gone(Optional.empty(), "ö.jpg")
                .plan(LIMIT);
        for (WrittenFile file : plan.files()) {
            ZipEntry entry = plan.volumes().getFirst().entries().stream()
                    .filter(planned -> planned.source().equals(new Source.Written(file.name())))
                    .findFirst()
                    .orElseThrow()
                    .entry();
            assertThat(entry.path()).isEqualTo(file.name());
            assertThat(entry.bytes()).isEqualTo(file.utf8().length);
            assertThat(entry.modified()).isEqualTo(Gallery.AVAILABILITY.createdAt());
        }
    }

    @Test
    void plansAnArchiveWithoutItems() {
        ArchivePlan plan = new Gallery().plan(LIMIT);
        assertThat(plan.volumes()).hasSize(1);
        assertThat(Plans.paths(plan.volumes().getFirst().entries())).containsExactly("README.txt", "items.csv");
    }

    @Test
    void fillsVolumesUpToTheLimitWithRoomForAListOfMissingItems() {
        Gallery gallery = new Gallery();
        for (int index = 0; index < 1_000; index++) {
            gallery.single("%04d.jpg".formatted(index), 10_000);
        }
        List<VolumePlan> volumes = gallery.plan(LIMIT).volumes();
        assertThat(volumes.subList(1, volumes.size() - 1))
                .allSatisfy(volume -> assertThat(bytes(volume)).isBetween(LIMIT - 10_500, LIMIT));
        assertThat(bytes(volumes.getFirst())).isBetween(LIMIT - 20_000, LIMIT);
    }

    @Test
    void givesSundownsFilesTheirOwnVolumeIfTheyFillIt() {
        ArchivePlan plan = new Gallery().single("a.jpg", 10).single("b.jpg", 10).plan(1_000);
        assertThat(Plans.photoPathsByVolume(plan))
                .containsExactly(List.of(), List.of("Without album/a.jpg", "Without album/b.jpg"));
    }

    @Test
    void plansRoomForZip64InVolumesOverFourGibibytes() {
        long gibibyte = 1L << 30;
        Gallery gallery = new Gallery();
        for (int index = 0; index < 9; index++) {
            gallery.single(index + ".mp4", gibibyte);
        }
        List<VolumePlan> volumes = gallery.plan(5 * gibibyte + 10_000).volumes();
        assertThat(volumes)
                .hasSize(2)
                .allSatisfy(volume -> assertThat(bytes(volume)).isLessThanOrEqualTo(5 * gibibyte + 10_000));
    }

    @Test
    void drawsASaltForEachEntry() {
        Gallery gallery = new Gallery().single("a.jpg", 1).single("b.jpg", 1);
        List<Salt> salts = salts(gallery.plan(LIMIT));
        assertThat(new HashSet<>(salts)).hasSize(4);
        assertThat(salts(gallery.plan(new Limits(LIMIT, LIMIT), 2))).doesNotContainAnyElementsOf(salts);
    }

    @Test
    void refusesLimitsOfZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, 0));
    }

    private static List<Salt> salts(ArchivePlan plan) {
        return plan.volumes().stream()
                .flatMap(volume -> volume.entries().stream())
                .map(entry -> entry.entry().salt())
                .toList();
    }
}
