package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Volume.VolumeState;
import sundown.runtime.Death;
import sundown.runtime.ObservedPort;

/** Wherever a builder dies, the next one builds the volume, and nothing is left over. */
@Tag("thorough")
class DyingBuilderTest {
    private static final int PHOTOS = 3;
    private static final int BYTES = 3_000;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavesAWholeVolumeWhereverItDies(boolean after) {
        long calls = Death.atEachCall(after, DyingBuilderTest::asked, Functions::observe, Functions::buildAll, dead -> {
            goOn(dead);
            requireWhole(dead);
            leavesNothingAtItsEnd(dead);
        });
        assertThat(calls).isGreaterThan(30);
    }

    /** Only the archive's row wakes the sweep, so it has to know of a lease wherever a builder dies. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isNoticedWhenItsLeaseIsOver(boolean after) {
        Death.atEachCall(after, DyingBuilderTest::asked, Functions::observe, Functions::buildAll, dead -> {
            dead.clock.advance(VolumeRules.LEASE);
            dead.sweep();
            assertThat(dead.archives.listVolumes(dead.archive()))
                    .noneMatch(volume -> volume.state() instanceof VolumeState.Building);
        });
    }

    @Test
    void endsAfterAFewDeaths() {
        Functions functions = asked();
        for (int death = 1; death <= 5; death++) {
            die(functions, 2);
            functions.clock.advance(VolumeRules.LEASE);
            functions.sweep();
        }
        goOn(functions);

        requireWhole(functions);
    }

    private static Functions asked() {
        Functions functions = new Functions();
        IntStream.rangeClosed(1, PHOTOS).forEach(number -> functions.addPhoto(number, BYTES));
        functions.requestPlanned(Functions.USER);
        return functions;
    }

    private static void die(Functions functions, int parts) {
        functions.observe(Functions.deathAfter(parts));
        assertThatExceptionOfType(Death.Died.class).isThrownBy(functions::buildAll);
        functions.observe(ObservedPort.Observer.NONE);
    }

    /** The dead worker's lease ends, and the sweep notices; its message is delivered again, too. */
    private static void goOn(Functions functions) {
        Instant latest = functions.clock.instant().plus(Duration.ofHours(2));
        while (functions.clock.instant().isBefore(latest) && !isReady(functions)) {
            goOnAfter(VolumeRules.LEASE, functions);
        }
        goOnAfter(Functions.VISIBILITY, functions);
    }

    private static void goOnAfter(Duration time, Functions functions) {
        functions.clock.advance(time);
        functions.sweep();
        functions.buildAll();
    }

    private static boolean isReady(Functions functions) {
        return functions.archive().state() instanceof ArchiveState.Ready;
    }

    /** Not even an upload that its worker did not record before it died. */
    private static void leavesNothingAtItsEnd(Functions functions) {
        functions.delete(Functions.USER);
        functions.clock.advance(ArchiveRules.WORKER_LIFE_MAX);
        functions.sweep();
        assertThat(functions.bucket.unfinished()).isEmpty();
        assertThat(functions.bucket.objects()).isEmpty();
    }

    /** The sweep has removed what dead attempts left. */
    private static void requireWhole(Functions functions) {
        JsonNode view = functions.view();
        assertThat(view.path("state").textValue()).isEqualTo("ready");
        functions.requireDigests(view);
        assertThat(view.path("leftOut").intValue()).isZero();
        Archive archive = functions.archive();
        List<Volume> volumes = functions.archives.listVolumes(archive);
        assertThat(volumes).extracting(Volume::items).containsExactly(PHOTOS);
        assertThat(functions.bucket.everything())
                .containsExactlyInAnyOrderElementsOf(volumes.stream()
                        .map(volume -> VolumeStorage.key(archive.group(), volume))
                        .toList());
    }
}
