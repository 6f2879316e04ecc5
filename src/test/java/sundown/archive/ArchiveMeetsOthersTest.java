package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sundown.archive.Archive.ArchiveState;
import sundown.runtime.Another;

/**
 * A worker builds an archive, or a sweep removes one, and another acts. The archive that its user has in the end
 * becomes ready, and can be downloaded whole; of all others nothing is left at their time.
 */
class ArchiveMeetsOthersTest {
    private static final int PHOTOS = 1;
    private static final Map<String, Consumer<Functions>> ACTS = Map.of(
            "deletes it", functions -> functions.delete(Functions.USER),
            "builds another",
                    functions -> {
                        beginAnother(functions);
                        functions.buildAll();
                    },
            "works on the same", functions -> functions.queue.bodies().forEach(functions::build),
            "sweeps after the lease",
                    functions -> {
                        functions.clock.advance(VolumeRules.LEASE);
                        functions.sweep();
                        functions.buildAll();
                    },
            "changes a photo", functions -> functions.addPhoto(1, 2_000));

    @Tag("thorough")
    @Test
    void becomesReadyOrLeavesNothingWhoeverActsDuringTheBuilding() {
        assertThat(meetOthers(Another.Extent.SOME, ArchiveMeetsOthersTest::asked, Functions::buildAll))
                .isGreaterThan(70);
    }

    @Tag("thorough")
    @Test
    void keepsWhatBeginsDuringTheRemovalOfAnEarlierOne() {
        assertThat(meetOthers(Another.Extent.SOME, ArchiveMeetsOthersTest::deleted, Functions::sweep))
                .isGreaterThan(30);
    }

    @Tag("instruments")
    @Test
    void doesSoAtEachCallAndAfterEachDeath() {
        assertThat(meetOthers(Another.Extent.ALL, ArchiveMeetsOthersTest::asked, Functions::buildAll))
                .isGreaterThan(400);
        assertThat(meetOthers(Another.Extent.ALL, ArchiveMeetsOthersTest::deleted, Functions::sweep))
                .isGreaterThan(140);
    }

    private static long meetOthers(Another.Extent extent, Supplier<Functions> world, Consumer<Functions> work) {
        return Another.act(extent, ACTS, world, Functions::observe, work, ArchiveMeetsOthersTest::isRight);
    }

    private static Functions deleted() {
        Functions functions = asked();
        functions.buildAll();
        functions.delete(Functions.USER);
        functions.clock.advance(ArchiveRules.WORKER_LIFE_MAX);
        return functions;
    }

    private static Functions asked() {
        Functions functions = new Functions();
        IntStream.rangeClosed(1, PHOTOS).forEach(number -> functions.addPhoto(number, 1_500));
        functions.requestPlanned(Functions.USER);
        return functions;
    }

    private static void beginAnother(Functions functions) {
        functions.delete(Functions.USER);
        functions.requestPlanned(Functions.USER);
    }

    /** Leases end, the messages of dead workers come again, and the sweep looks. */
    private static void isRight(Functions functions) {
        for (int turn = 0; turn < 4; turn++) {
            functions.clock.advance(VolumeRules.LEASE);
            functions.sweep();
            functions.buildAll();
        }
        functions.clock.advance(Functions.VISIBILITY);
        functions.buildAll();
        if (functions.archive().state().live()) {
            assertThat(functions.archive().state()).isInstanceOf(ArchiveState.Ready.class);
            functions.requireDigests(functions.view());
            functions.delete(Functions.USER);
        }
        functions.clock.advance(ArchiveRules.WORKER_LIFE_MAX);
        functions.sweep();
        assertThat(functions.bucket.everything()).isEmpty();
        assertThat(functions.archive().nextCleaning()).isEmpty();
        assertThat(functions.queue.deadLetters()).isEmpty();
    }
}
