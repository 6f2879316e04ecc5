package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveId;
import sundown.edge.ApiResponse;
import sundown.edge.Json;

class DeleteArchiveFunctionTest extends Functions {
    private static final UserId OTHER = new UserId("u2");

    @Test
    void endsTheArchiveAndRemovesItsPassword() {
        askAndBuild();

        ApiResponse response = delete(USER);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Json.read(response.body()).path("state").textValue()).isEqualTo("deleted");
        assertThat(archive().password()).isEmpty();
    }

    @Test
    void allowsANewRequestAtOnce() {
        askAndBuild();
        ArchiveId first = archive().id();
        delete(USER);

        ApiResponse response = requestPlanned(USER);
        buildAll();

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(archive().id()).isNotEqualTo(first);
        assertThat(state()).isEqualTo("ready");
    }

    @Test
    void leavesNothingAfterTheCleaning() {
        askAndBuild();
        delete(USER);

        clock.advance(ArchiveRules.WORKER_LIFE_MAX);
        sweep();

        assertThat(bucket.objects()).isEmpty();
        assertThat(bucket.unfinished()).isEmpty();
    }

    @Test
    void stopsABuilderAtItsNextStep() {
        ask();
        after("VolumeStorage.upload", () -> {
            if (archive().state().live()) {
                delete(USER);
                clock.advance(Duration.ofSeconds(11));
            }
        });

        buildAll();

        assertThat(bucket.counted(InMemoryArchiveBucket.Operation.COMPLETE)).isZero();
        assertThat(queue.size()).isZero();
    }

    private record Refusal(String problem, int status, UserId user, Consumer<Functions> before) {
        Refusal(String problem, int status, Consumer<Functions> before) {
            this(problem, status, USER, before);
        }

        @Override
        public String toString() {
            return problem;
        }
    }

    private static Stream<Refusal> refusals() {
        return Stream.of(
                new Refusal("archive-expired", 410, functions -> functions.clock.advance(ArchiveRules.LIFE)),
                new Refusal("archive-deleted", 410, functions -> functions.delete(USER)),
                new Refusal("exports-closed", 409, functions -> functions.clock.moveTo(CLOSE)),
                new Refusal("nothing-ends", 409, functions -> functions.register(USER, "CN")),
                new Refusal("no-archive", 404, OTHER, functions -> functions.register(OTHER, "IN")),
                new Refusal("no-account", 404, OTHER, functions -> {}));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void showsNoneThatIsNotThere(Refusal refusal) {
        refuses(refusal, Functions::get);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void confirmsNothingOfOneThatIsNotThere(Refusal refusal) {
        refuses(refusal, (called, user) -> called.confirm(user, "1"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void deletesNoneThatIsNotThere(Refusal refusal) {
        refuses(refusal, Functions::delete);
    }

    private void refuses(Refusal refusal, BiFunction<Functions, UserId, ApiResponse> call) {
        askAndBuild();
        refusal.before().accept(this);
        Archive archive = archive();

        ApiResponse response = call.apply(this, refusal.user());

        assertThat(response.statusCode()).isEqualTo(refusal.status());
        assertThat(Problems.typeOf(response)).isEqualTo(refusal.problem());
        assertThat(archive()).isEqualTo(archive);
    }
}
