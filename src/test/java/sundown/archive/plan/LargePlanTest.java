package sundown.archive.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sundown.archive.plan.PlanRules.ArchivePlan;

/** A hundred thousand items; the bounds of time are far above what is needed, and far below what squares would take. */
@Tag("instruments")
class LargePlanTest {
    private static final int ITEMS = 100_000;
    private static final long VOLUME_BYTES = 4_000_000_000L;

    @Test
    @Timeout(60)
    void plansAsManyVolumesAsTheBytesNeed() {
        ArchivePlan plan = gallery(3_000).plan(VOLUME_BYTES);
        assertThat(plan.gallery().items()).isEqualTo(ITEMS);
        assertThat(plan.volumes()).hasSizeLessThanOrEqualTo((int) (plan.bytes() / VOLUME_BYTES) + 2);
    }

    @Test
    @Timeout(60)
    void plansAnAlbumForEachItem() {
        assertThat(gallery(ITEMS).plan(VOLUME_BYTES).gallery().items()).isEqualTo(ITEMS);
    }

    @Test
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
}
