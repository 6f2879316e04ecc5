package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.fuzz.OpenApi;
import sundown.fuzz.Operation;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.lambda.FunctionInstance;

/**
 * Each function as Lambda runs it: a process of the packaged functions with the environment that the template gives
 * this function alone.
 */
@ExtendWith(EmulatorsExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EachFunctionIT {
    private static final int STARTING_AT_ONCE = 3;

    private final TestGoogle google;
    private final Installation sundown;
    private final List<Trial> trials;
    private final Deque<FunctionInstance> starting = new ArrayDeque<>();

    EachFunctionIT(Emulators emulators) throws IOException {
        google = TestGoogle.start();
        sundown = Installation.create(emulators, google, Setup.of("each-function"));
        trials = new Trials(sundown, google).all();
    }

    @AfterAll
    void close() {
        starting.forEach(FunctionInstance::close);
        sundown.close();
        google.close();
    }

    @TestFactory
    Stream<DynamicTest> answersItsEventsAndOutlivesABadOne() {
        assertThat(trials).extracting(Trial::function).hasSameElementsAs(sundown.functions());
        assertThat(trials)
                .extracting(Trial::name)
                .doesNotHaveDuplicates()
                .containsAll(OpenApi.ofOperators().operations().stream()
                        .map(Operation::event)
                        .toList());
        return trials.stream().map(trial -> DynamicTest.dynamicTest(trial.name(), () -> attempt(trial)));
    }

    private void attempt(Trial trial) throws InterruptedException {
        startSome(trial);
        try (FunctionInstance instance = starting.remove()) {
            trial.attempt(event -> instance.invoke(event.json()));
        }
    }

    /** An instance starts on one processor: the next ones start while this one is tried. */
    private void startSome(Trial trial) {
        trials.stream()
                .skip(trials.indexOf(trial) + (long) starting.size())
                .limit(STARTING_AT_ONCE - (long) starting.size())
                .forEach(next -> starting.add(sundown.start(next.function())));
    }
}
