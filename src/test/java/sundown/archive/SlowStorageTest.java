package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import sundown.edge.Forwarding;
import sundown.gallery.GalleryObjects;
import sundown.gallery.GalleryObjects.ObjectVersion;
import sundown.runtime.Records;

/** The largest items on a virtual clock: a byte stands for a megabyte. */
// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod", "UnusedVariable"})
class SlowStorageTest extends Functions {
    private static final int LARGEST = 50_000;
    private static final int AT_40 = 30_000;

    @Test
    void anItemOfFiftyGigabytesComesThroughInOneRunAtSeventyFiveMegabytesASecond() {
        deploy(LARGEST, 75);
        addPhoto(1, LARGEST);
        Instant began = clock.instant();

        build();

        assertThat(state()).isEqualTo("ready");
        assertThat(view().path("leftOut").intValue()).isZero();
        assertThat(volume().attempt()).isEqualTo(1);
        assertThat(Duration.between(began, clock.instant())).isLessThan(Duration.ofMinutes(13));
        requireDigests(view());
    }

    @Test
    void twoAttemptsThatEndByTimeLeaveTheItemOutAndTheUserSeesWhy() {
        deploy(LARGEST, 40);
        addPhoto(1, LARGEST);

        build();

        JsonNode view = view();
        assertThat(view.path("state").textValue()).isEqualTo("ready");
        assertThat(view.path("leftOut").intValue()).isEqualTo(1);
        JsonNode example = view.at("/download/volumes/0/examples/0");
        assertThat(example.path("reason").textValue()).isEqualTo("TOO_SLOW");
        assertThat(example.path("why").textValue()).isEqualTo("Our storage was too slow to read it.");
        assertThat(volume().attempt()).isEqualTo(3);
        assertThat(bucket.unfinished()).isEmpty();
    }

    @Test
    void aLowerLimitSuitsASlowerStorage() {
        deploy(AT_40, 40);
        addPhoto(1, AT_40);
        addPhoto(2, AT_40 + 1);

        build();

        JsonNode view = view();
        assertThat(view.path("state").textValue()).isEqualTo("ready");
        assertThat(view.path("leftOut").intValue()).isEqualTo(1);
        assertThat(view.path("download").findValuesAsText("reason")).containsExactly("TOO_LARGE");
        assertThat(archives.listVolumes(archive()))
                .allSatisfy(volume -> assertThat(volume.attempt()).isEqualTo(1));
    }

    private void deploy(int itemBytes, int bytesASecond) {
        deploy(new ArchiveSettings(4_000, 2_000, itemBytes, KEPT));
        use(Records.with(ports, "objects", Forwarding.to(GalleryObjects.class, objects, real -> new Object() {
            public GalleryObjects.Section open(ObjectVersion object, long offset, long length) {
                clock.advance(Duration.ofMillis(1_000 * length / bytesASecond));
                return real.open(object, offset, length);
            }
        })));
    }

    private void build() {
        requestPlanned(USER);
        buildAll();
    }

    private Volume volume() {
        return archives.listVolumes(archive()).getFirst();
    }
}
