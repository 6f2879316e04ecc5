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
class SlowStorageTest {
    private static final int LARGEST = 50_000;
    private static final int AT_40 = 30_000;

    private final Functions functions = new Functions();

    @Test
    void anItemOfFiftyGigabytesComesThroughInOneRunAtSeventyFiveMegabytesASecond() {
        deploy(LARGEST, 75);
        functions.addPhoto(1, LARGEST);
        Instant began = functions.clock.instant();

        build();

        assertThat(functions.state()).isEqualTo("ready");
        assertThat(functions.view().path("leftOut").intValue()).isZero();
        assertThat(volume().attempt()).isEqualTo(1);
        assertThat(Duration.between(began, functions.clock.instant())).isLessThan(Duration.ofMinutes(13));
        Stories.requireDigests(functions, functions.view());
    }

    @Test
    void twoAttemptsThatEndByTimeLeaveTheItemOutAndTheUserSeesWhy() {
        deploy(LARGEST, 40);
        functions.addPhoto(1, LARGEST);

        build();

        JsonNode view = functions.view();
        assertThat(view.path("state").textValue()).isEqualTo("ready");
        assertThat(view.path("leftOut").intValue()).isEqualTo(1);
        JsonNode example = view.at("/download/volumes/0/examples/0");
        assertThat(example.path("reason").textValue()).isEqualTo("TOO_SLOW");
        assertThat(example.path("why").textValue()).isEqualTo("Our storage was too slow to read it.");
        assertThat(volume().attempt()).isEqualTo(3);
        assertThat(functions.bucket.unfinished()).isEmpty();
    }

    @Test
    void aLowerLimitSuitsASlowerStorage() {
        deploy(AT_40, 40);
        functions.addPhoto(1, AT_40);
        functions.addPhoto(2, AT_40 + 1);

        build();

        JsonNode view = functions.view();
        assertThat(view.path("state").textValue()).isEqualTo("ready");
        assertThat(view.path("leftOut").intValue()).isEqualTo(1);
        assertThat(view.path("download").findValuesAsText("reason")).containsExactly("TOO_LARGE");
        assertThat(functions.archives.listVolumes(functions.archive()))
                .allSatisfy(volume -> assertThat(volume.attempt()).isEqualTo(1));
    }

    private void deploy(int itemBytes, int bytesASecond) {
        functions.deploy(new ArchiveSettings(4_000, 2_000, itemBytes, Functions.KEPT));
        functions.use(Records.with(
                functions.ports,
                "objects",
                Forwarding.to(GalleryObjects.class, functions.objects, real -> new Object() {
                    public GalleryObjects.Section open(ObjectVersion object, long offset, long length) {
                        functions.clock.advance(Duration.ofMillis(1_000 * length / bytesASecond));
                        return real.open(object, offset, length);
                    }
                })));
    }

    private void build() {
        functions.requestPlanned(Functions.USER);
        functions.buildAll();
    }

    private Volume volume() {
        return functions.archives.listVolumes(functions.archive()).getFirst();
    }
}
