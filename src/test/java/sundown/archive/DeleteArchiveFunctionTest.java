package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import sundown.archive.Archive.ArchiveId;
import sundown.edge.ApiResponse;
import sundown.edge.Json;

class DeleteArchiveFunctionTest {
    private final Functions functions = new Functions();

    @Test
    void endsTheArchiveAndRemovesItsPassword() {
        Stories.askAndBuild(functions);

        ApiResponse response = functions.delete(Functions.USER);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Json.read(response.body()).path("state").textValue()).isEqualTo("deleted");
        assertThat(functions.archive().password()).isEmpty();
    }

    @Test
    void allowsANewRequestAtOnce() {
        Stories.askAndBuild(functions);
        ArchiveId first = functions.archive().id();
        functions.delete(Functions.USER);

        ApiResponse response = functions.requestPlanned(Functions.USER);
        functions.buildAll();

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(functions.archive().id()).isNotEqualTo(first);
        assertThat(functions.state()).isEqualTo("ready");
    }

    @Test
    void leavesNothingAfterTheCleaning() {
        Stories.askAndBuild(functions);
        functions.delete(Functions.USER);

        functions.clock.advance(ArchiveRules.WORKER_LIFE_MAX);
        functions.sweep();

        assertThat(functions.bucket.objects()).isEmpty();
        assertThat(functions.bucket.unfinished()).isEmpty();
    }

    @Test
    void stopsABuilderAtItsNextStep() {
        Stories.ask(functions);
        functions.after("VolumeStorage.upload", () -> {
            if (functions.archive().state().live()) {
                functions.delete(Functions.USER);
                functions.clock.advance(Duration.ofSeconds(11));
            }
        });

        functions.buildAll();

        assertThat(functions.bucket.counted(InMemoryArchiveBucket.Operation.COMPLETE))
                .isZero();
        assertThat(functions.queue.size()).isZero();
    }
}
