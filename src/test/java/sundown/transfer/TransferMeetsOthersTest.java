package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sundown.gallery.Item;
import sundown.runtime.Another;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.TransferStore.FailedItem;

/**
 * A worker moves a gallery with a photo that is damaged and a file that is none, and another acts. In the end, each
 * item is in the library or is listed as failed, never both, and is counted so.
 */
class TransferMeetsOthersTest {
    private static final byte[] OTHER = "no pixels".getBytes(StandardCharsets.UTF_8);

    private static final Map<String, Consumer<World>> ACTS = Map.of(
            "mends a photo", World::mend,
            "damages a photo", world -> world.objects.put(world.found(3).key(), OTHER),
            "makes the library take the file", world -> world.google.takeTexts(),
            "works on the same", world -> world.queue.bodies().forEach(world::work),
            "stops", world -> world.stop(Functions.USER),
            "takes the consent back", Functions::disconnect);

    @Tag("thorough")
    @Test
    void movesOrListsEachItem() {
        assertThat(meetOthers(Another.Extent.SOME, World::new)).isGreaterThan(100);
    }

    @Tag("thorough")
    @Test
    void movesOrListsEachItemThatFailed() {
        assertThat(meetOthers(Another.Extent.SOME, World::again)).isGreaterThan(100);
    }

    private static long meetOthers(Another.Extent extent, Supplier<World> world) {
        return Another.act(extent, ACTS, world, Functions::observe, Functions::workAll, World::end);
    }

    private static final class World extends Functions {
        private static final int ITEMS = 4;

        private World() {
            addPhotos(3);
            addText(4);
            objects.put(found(2).key(), OTHER);
            start(ACCOUNT);
        }

        /** The transfer has finished, and what failed is tried again. */
        private static World again() {
            World world = new World();
            world.workAll();
            world.clock.advance(Duration.ofDays(2));
            world.resume();
            return world;
        }

        private Item found(int number) {
            return index.find(USER, List.of(item(number))).getFirst();
        }

        private void mend() {
            objects.put(found(2).key(), "picture 2".getBytes(StandardCharsets.UTF_8));
        }

        private boolean isMoved(int number) {
            return access.accounts.held(ACCOUNT).contains(found(number).sha1().orElseThrow());
        }

        private void resume() {
            resume(USER, consentBody(access.consent(ACCOUNT)));
        }

        /** Messages come again, the sweep wakes what waits, and the user lets go on what has stopped. */
        private void end() {
            goOn();
            for (int turn = 0; turn < 4 && !(transfer().state() instanceof TransferState.Finished); turn++) {
                resume();
                goOn();
            }
            assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
            assertThat(failed().stream().map(FailedItem::item))
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, ITEMS)
                            .filter(number -> !isMoved(number))
                            .mapToObj(Given::item)
                            .toList());
            assertThat(transfer().counts().failed().items()).isEqualTo(failed().size());
            assertThat(transfer().counts().settled().items()).isEqualTo(ITEMS);
            assertThat(queue.deadLetters()).isEmpty();
        }

        private void goOn() {
            workAll();
            clock.advance(Duration.ofMinutes(30));
            sweep();
            workAll();
        }
    }
}
