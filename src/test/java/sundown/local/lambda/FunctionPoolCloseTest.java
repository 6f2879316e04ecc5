package sundown.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import sundown.local.lambda.Invocation.Throttled;

/** No process of a pool outlives it. */
@Isolated("looks at all processes that this one has started")
class FunctionPoolCloseTest {
    @Test
    void callsNothingThatStartsWhileItIsClosed() throws Exception {
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        CompletableFuture<FunctionPool> starting = new CompletableFuture<>();
        FunctionHost host = TestFunctions.host(readWith(() -> starting.join().close()), (name, line) -> {});
        try (FunctionPool pool = new FunctionPool(TestFunctions.function("echo"), host, 4)) {
            starting.complete(pool);

            assertThat(pool.invoke("1")).isEqualTo(new Throttled());
        }

        assertThat(ProcessHandle.current().children().filter(process -> !before.contains(process)))
                .allSatisfy(process -> assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10)));
    }

    /** An environment with which something happens when it is read, as it is when an instance starts. */
    private static Map<String, String> readWith(Runnable happens) {
        return new AbstractMap<>() {
            @Override
            public Set<Entry<String, String>> entrySet() {
                happens.run();
                return Set.of();
            }
        };
    }
}
