package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.archive.ArchiveState.Ending;
import sundown.edge.InMemoryQueue;
import sundown.failure.RetryableFailure;
import sundown.gallery.ObjectKey;
import sundown.runtime.ObservedPort;

class ArchiveTaskTest {
    @AutoClose
    private final Functions functions = new Functions();

    @Test
    void endsAnExpiredArchiveAndThenRemovesIt() {
        Stories.askAndBuild(functions);
        functions.clock.advance(ArchiveRules.LIFE);

        functions.sweep();
        assertThat(functions.archive().state())
                .isEqualTo(new ArchiveState.Ended(Ending.EXPIRED, functions.clock.instant()));
        assertThat(functions.archive().password()).isEmpty();
        assertThat(functions.bucket.objects()).isNotEmpty();

        functions.clock.advance(ArchiveRules.WORKERS_END);
        functions.sweep();
        assertThat(functions.bucket.objects()).isEmpty();
        assertThat(functions.archive().cleanAt()).isEmpty();
    }

    @Test
    void endsAnArchiveAtTheClose() {
        functions.moveClockTo(Functions.CLOSE.minus(Duration.ofDays(1)));
        Stories.askAndBuild(functions);
        functions.moveClockTo(Functions.CLOSE);

        functions.sweep();

        assertThat(functions.archive().state()).isEqualTo(new ArchiveState.Ended(Ending.CLOSED, Functions.CLOSE));
    }

    @Test
    void abortsUnfinishedUploads() {
        Stories.ask(functions);
        kill(Death.afterParts(2));
        functions.delete(Functions.USER);
        assertThat(functions.bucket.unfinished()).hasSize(1);

        functions.clock.advance(ArchiveRules.WORKERS_END);
        functions.sweep();

        assertThat(functions.bucket.unfinished()).isEmpty();
        assertThat(functions.bucket.objects()).isEmpty();
    }

    @Test
    void removesAnEarlierArchiveAndNothingOfTheLatest() {
        Stories.askAndBuild(functions);
        String earlier = ArchiveKeys.prefix(
                functions.archive().group(), Functions.USER, functions.archive().id());
        functions.delete(Functions.USER);
        functions.request(Functions.USER);
        functions.buildAll();

        functions.clock.advance(ArchiveRules.WORKERS_END);
        functions.sweep();

        assertThat(functions.bucket.objects())
                .isNotEmpty()
                .extracting(ObjectKey::value)
                .noneMatch(key -> key.startsWith(earlier));
        assertThat(functions.state()).isEqualTo("ready");
        assertThat(functions.download(Stories.volumes(functions.view()).getFirst()))
                .isPresent();
    }

    @Test
    void queuesALostMessageAgain() {
        Stories.ask(functions);
        loseAllMessages();

        functions.clock.advance(VolumeRules.IN_QUEUE);
        functions.sweep();
        functions.buildAll();

        assertThat(functions.state()).isEqualTo("ready");
    }

    @Test
    void queuesAVolumeAgainAfterItsWorkerDied() {
        Stories.ask(functions);
        kill(Death.afterParts(2));

        functions.clock.advance(VolumeRules.LEASE);
        functions.sweep();
        functions.buildAll();

        assertThat(functions.state()).isEqualTo("ready");
    }

    @Test
    void leavesAVolumeToTheWorkerThatHasIt() {
        Stories.ask(functions);
        kill(Death.afterParts(2));
        int messages = functions.queue.size();

        functions.clock.advance(VolumeRules.LEASE.minusSeconds(1));
        functions.sweep();

        assertThat(functions.queue.size()).isEqualTo(messages);
    }

    @Test
    void repeatsPlanningAndGivesUpInTheEnd() {
        functions.addPhoto(1, 1_000);
        functions.fail("GalleryObjects.list", new RetryableFailure("no answer"));
        functions.request(Functions.USER);
        Instant asked = functions.clock.instant();

        while (functions.archive().state().live()) {
            functions.clock.advance(ArchiveRules.PLANNING);
            functions.sweep();
            functions.buildAll();
        }

        assertThat(functions.archive().state())
                .isInstanceOfSatisfying(
                        ArchiveState.Ended.class,
                        ended -> assertThat(ended.why()).isEqualTo(Ending.GAVE_UP));
        assertThat(Duration.between(asked, functions.clock.instant())).isGreaterThan(Duration.ofHours(8));
    }

    private void kill(Death death) {
        functions.use(ObservedPort.all(functions.ports, death));
        try {
            functions.buildOnce();
            throw new AssertionError("nobody died");
        } catch (Death.Died died) {
            functions.use(functions.ports);
        }
    }

    private void loseAllMessages() {
        while (functions.queue.receive().map(this::lose).isPresent()) {}
    }

    private InMemoryQueue.Delivery lose(InMemoryQueue.Delivery delivery) {
        functions.queue.delete(delivery);
        return delivery;
    }
}
