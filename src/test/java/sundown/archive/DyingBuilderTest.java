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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.runtime.ObservedPort;

/** Wherever a builder dies, the next one ends with the same bytes, and nothing is left over. */
class DyingBuilderTest {
    private static final int PHOTOS = 5;
    private static final int BYTES = 3_000;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavesTheSameBytesWhereverItDies(boolean after) {
        Map<String, String> undisturbed = undisturbed();
        int calls = calls();

        assertThat(calls).isGreaterThan(40);
        IntStream.rangeClosed(1, calls)
                .forEach(call -> assertThat(afterDeath(call, after))
                        .as("death at call %d", call)
                        .isEqualTo(undisturbed));
    }

    /** Only the archive's row wakes the sweep, so it has to know of a lease wherever a builder dies. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isNoticedWhenItsLeaseIsOver(boolean after) {
        IntStream.rangeClosed(1, calls()).forEach(call -> {
            try (Functions functions = asked()) {
                die(functions, Death.at(call, after));
                functions.clock.advance(VolumeRules.LEASE);
                functions.sweep();

                assertThat(functions.archives.volumes(functions.archive()))
                        .as("death at call %d", call)
                        .noneMatch(volume -> volume.state() instanceof VolumeState.Building);
            }
        });
    }

    @Test
    void sendsNoPartTwice() {
        try (Functions functions = asked()) {
            int parts = partsOf(functions);
            Death death = Death.afterParts(parts / 2);
            die(functions, death);
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
                die(functions, Death.afterParts(2));
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

    private static int calls() {
        try (Functions functions = asked()) {
            Death counting = Death.never();
            functions.use(ObservedPort.all(functions.ports, counting));
            functions.buildAll();
            return counting.calls();
        }
    }

    private static Map<String, String> afterDeath(int call, boolean after) {
        try (Functions functions = asked()) {
            die(functions, Death.at(call, after));
            goOn(functions);
            Map<String, String> outcome = outcome(functions);
            leavesNothingAtItsEnd(functions);
            return outcome;
        }
    }

    private static void die(Functions functions, Death death) {
        functions.use(ObservedPort.all(functions.ports, death));
        assertThatExceptionOfType(Death.Died.class).isThrownBy(functions::buildAll);
        functions.use(functions.ports);
    }

    /** The dead worker's lease ends, and the sweep notices; its message is delivered again, too. */
    private static void goOn(Functions functions) {
        Instant latest = functions.clock.instant().plus(Duration.ofHours(2));
        while (functions.clock.instant().isBefore(latest)) {
            functions.clock.advance(VolumeRules.LEASE);
            functions.sweep();
            functions.buildAll();
        }
    }

    private static int partsOf(Functions functions) {
        long bytes = functions.archives.volumes(functions.archive()).getFirst().bytes();
        return PartSender.Parts.of(bytes, Functions.PART_BYTES).count();
    }

    /** Not even an upload whose worker died before it recorded the upload. */
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
