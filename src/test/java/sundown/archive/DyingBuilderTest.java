package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.runtime.Death;
import sundown.runtime.ObservedPort;

/** Wherever a builder dies, the next one ends with the same bytes, and nothing is left over. */
@Tag("thorough")
class DyingBuilderTest {
    private static final int PHOTOS = 3;
    private static final int BYTES = 3_000;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavesTheSameBytesWhereverItDies(boolean after) {
        Map<String, String> undisturbed = undisturbed();
        long calls = Death.atEachCall(after, DyingBuilderTest::asked, Functions::observe, Functions::buildAll, dead -> {
            try (dead) {
                goOn(dead);
                assertThat(outcome(dead)).isEqualTo(undisturbed);
                leavesNothingAtItsEnd(dead);
            }
        });
        assertThat(calls).isGreaterThan(30);
    }

    /** Only the archive's row wakes the sweep, so it has to know of a lease wherever a builder dies. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isNoticedWhenItsLeaseIsOver(boolean after) {
        Death.atEachCall(after, DyingBuilderTest::asked, Functions::observe, Functions::buildAll, dead -> {
            try (dead) {
                dead.clock.advance(VolumeRules.LEASE);
                dead.sweep();
                assertThat(dead.archives.volumes(dead.archive()))
                        .noneMatch(volume -> volume.state() instanceof VolumeState.Building);
            }
        });
    }

    @Test
    void sendsNoPartTwice() {
        try (Functions functions = asked()) {
            int parts = partsOf(functions);
            die(functions, parts / 2);
            long sent = functions.bucket.counted(InMemoryArchiveBucket.Operation.UPLOAD);

            goOn(functions);

            assertThat(sent).isEqualTo(parts / 2);
            assertThat(functions.bucket.counted(InMemoryArchiveBucket.Operation.UPLOAD))
                    .isEqualTo(parts);
        }
    }

    @Test
    void endsAfterAnyNumberOfDeaths() {
        Map<String, String> undisturbed = undisturbed();
        try (Functions functions = asked()) {
            for (int parts = 1; parts <= 5; parts++) {
                die(functions, 2);
                functions.clock.advance(VolumeRules.LEASE);
                functions.sweep();
            }
            goOn(functions);

            assertThat(outcome(functions)).isEqualTo(undisturbed);
        }
    }

    private static Functions asked() {
        Functions functions = new Functions();
        IntStream.rangeClosed(1, PHOTOS).forEach(number -> functions.addPhoto(number, BYTES));
        functions.requestPlanned(Functions.USER);
        return functions;
    }

    private static Map<String, String> undisturbed() {
        try (Functions functions = asked()) {
            functions.buildAll();
            return outcome(functions);
        }
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

    private static int partsOf(Functions functions) {
        long bytes = functions.archives.volumes(functions.archive()).getFirst().bytes();
        return PartSender.Parts.of(bytes, Functions.PART_BYTES).count();
    }

    /** Not even an upload that its worker did not record before it died. */
    private static void leavesNothingAtItsEnd(Functions functions) {
        functions.delete(Functions.USER);
        functions.clock.advance(ArchiveRules.WORKERS_END);
        functions.sweep();
        assertThat(functions.bucket.unfinished()).isEmpty();
        assertThat(functions.bucket.objects()).isEmpty();
    }

    /** The digest of each stored object by its key, and of each volume by its name. */
    private static Map<String, String> outcome(Functions functions) {
        JsonNode view = functions.view();
        assertThat(view.path("state").textValue()).isEqualTo("ready");
        Stories.requireDigests(functions, view);
        return Stream.concat(
                        functions.bucket.objects().stream()
                                .map(key -> Map.entry(key.value(), Stories.digest(functions, key))),
                        Stories.volumes(view).stream()
                                .map(volume -> Map.entry(
                                        volume.path("name").textValue(),
                                        volume.path("sha256").textValue())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
