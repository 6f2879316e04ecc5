package sundown.archive.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.archive.plan.PlanRules.ArchivePlan;
import sundown.archive.plan.PlanRules.ArchivePlan.Bounds;
import sundown.archive.plan.PlanRules.Limits;
import sundown.gallery.Tally;

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
        ArchivePlan plan = gallery.plan(new Limits(LIMIT, 1_000));

        assertThat(plan.volumes()).singleElement().extracting(Bounds::items).isEqualTo(4);
        assertThat(plan.bytes()).isLessThan(10_000);
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
    void plansNothingForAGalleryWithoutItems() {
        assertThat(new Gallery().plan(LIMIT).volumes()).isEmpty();
    }

    @Test
    void refusesLimitsOfZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, 0));
    }
}
