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

class DeleteArchiveFunctionTest {
    private static final UserId OTHER = new UserId("u2");

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

    private record Refusal(String problem, int status, UserId user, Consumer<Functions> before) {
        Refusal(String problem, int status, Consumer<Functions> before) {
            this(problem, status, Functions.USER, before);
        }

        @Override
        public String toString() {
            return problem;
        }
    }

    private static Stream<Refusal> refusals() {
        return Stream.of(
                new Refusal("archive-expired", 410, functions -> functions.clock.advance(ArchiveRules.LIFE)),
                new Refusal("archive-deleted", 410, functions -> functions.delete(Functions.USER)),
                new Refusal("exports-closed", 409, functions -> functions.clock.moveTo(Functions.CLOSE)),
                new Refusal("nothing-ends", 409, functions -> functions.register(Functions.USER, "CN")),
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
        Stories.askAndBuild(functions);
        refusal.before().accept(functions);
        Archive archive = functions.archive();

        ApiResponse response = call.apply(functions, refusal.user());

        assertThat(response.statusCode()).isEqualTo(refusal.status());
        assertThat(Problems.typeOf(response)).isEqualTo(refusal.problem());
        assertThat(functions.archive()).isEqualTo(archive);
    }
}
