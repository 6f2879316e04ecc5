package sundown.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sundown.local.clock.MovableClock;
import sundown.local.lambda.FunctionInvoker.Invocation;
import sundown.local.lambda.FunctionInvoker.Invocation.Crashed;
import sundown.local.lambda.FunctionInvoker.Invocation.Failed;
import sundown.local.lambda.FunctionInvoker.Invocation.Succeeded;
import sundown.local.lambda.FunctionInvoker.Invocation.Throttled;
import sundown.local.lambda.FunctionInvoker.Invocation.TimedOut;
import sundown.local.template.Deployment;

class FunctionPoolTest {
    private static final String HANG = "\"hang\"";

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final MovableClock clock = MovableClock.system();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        callers.shutdownNow();
    }

    @Test
    void startsASecondInstanceWhileTheFirstWorks() throws Exception {
        FunctionPool pool = pool();
        Invocation first = pool.invoke("\"process\"");
        Future<Invocation> running = hang(pool);

        assertThat(pool.invoke("\"process\"")).isInstanceOf(Succeeded.class).isNotEqualTo(first);
        assertThat(running).isNotDone();
    }

    @Test
    void reportsAnExceptionAndTheProcessGoesOn() throws Exception {
        FunctionPool pool = pool();
        Invocation before = pool.invoke("\"process\"");

        assertThat(pool.invoke("\"throw\"")).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.errorType()).isEqualTo("java.lang.IllegalArgumentException");
            assertThat(failed.message()).isEqualTo("as asked");
            assertThat(failed.payload()).contains("stackTrace");
        });
        assertThat(pool.invoke("\"process\"")).isEqualTo(before);
        assertThat(lines).anyMatch(line -> line.contains("Caused by: java.io.IOException: the cause of it"));
    }

    @Test
    void reportsACrashAndStartsANewInstance() throws Exception {
        FunctionPool pool = pool();

        assertThat(pool.invoke("\"exit\"")).isEqualTo(new Crashed(7));
        assertThat(pool.invoke("1")).isEqualTo(new Succeeded("1"));
    }

    @Test
    void killsTheProcessAtItsTimeout() throws Exception {
        Duration timeout = Duration.ofSeconds(3);
        FunctionPool pool = pool(TestFunctions.function("slow", timeout, Optional.empty()), Map.of());

        assertThat(pool.invoke(HANG)).isEqualTo(new TimedOut(timeout));
        assertThat(pool.invoke("1")).isEqualTo(new Succeeded("1"));
    }

    @Test
    void canBeKilledHalfWay() throws Exception {
        FunctionPool pool = pool();
        Future<Invocation> running = hang(pool);

        assertThat(pool.kill()).isTrue();

        assertThat(running.get(10, TimeUnit.SECONDS)).isEqualTo(new Crashed(137));
        assertThat(pool.kill()).isFalse();
    }

    @Test
    void refusesWhenAllReservedConcurrencyIsInUse() throws Exception {
        FunctionPool pool = pool(TestFunctions.function("single", Duration.ofSeconds(30), Optional.of(1)), Map.of());
        Future<Invocation> running = hang(pool);

        assertThat(pool.invoke("1")).isEqualTo(new Throttled());
        assertThat(running).isNotDone();
    }

    @Test
    void reportsWhyAFunctionCannotStart() throws Exception {
        FunctionPool pool = pool(TestFunctions.function("broken"), Map.of("FAIL_TO_START", "yes"));

        assertThat(pool.invoke("1")).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.errorType()).isEqualTo("java.lang.IllegalStateException");
            assertThat(failed.message()).isEqualTo("not today");
        });
    }

    @Test
    void givesTheFunctionLambdasEnvironmentAndNothingElse() throws Exception {
        FunctionPool pool = pool(TestFunctions.function("get-notice"), Map.of("AWS_ENDPOINT_URL_SQS", "http://x"));

        assertThat(pool.invoke("\"environment\"")).isInstanceOfSatisfying(Succeeded.class, succeeded -> {
            List<String> names = List.of(succeeded.payload().replace("\"", "").split(",", -1));
            assertThat(names)
                    .contains("QUARKUS_FUNQY_EXPORT", "AWS_REGION", "AWS_LAMBDA_FUNCTION_NAME", "AWS_ENDPOINT_URL_SQS")
                    .doesNotContain("HOME", "JAVA_HOME", "USER");
        });
    }

    @Test
    void tellsTheFunctionHowFarTheClockIsAheadOnceItIs() throws Exception {
        FunctionPool pool = pool();

        assertThat(pool.invoke("\"offset\"")).isEqualTo(new Succeeded("\"null\""));
        clock.forward(Duration.ofDays(30));
        assertThat(pool.invoke("\"offset\"")).isEqualTo(new Succeeded("\"" + clock.offset() + "\""));
    }

    @Test
    void servesTheNextCallWithTheCodeThatReplacedTheOld() throws Exception {
        AtomicReference<FunctionRuntime> current = new AtomicReference<>(TestFunctions.runtime(List.of()));
        FunctionHost host =
                TestFunctions.host(new FunctionRuntime.Replaceable(current), (name, line) -> lines.add(line));
        FunctionPool pool = new FunctionPool(TestFunctions.function("echo"), host, 1);
        opened.add(pool);

        Invocation before = pool.invoke("\"process\"");
        assertThat(pool.invoke("\"process\"")).isEqualTo(before);
        current.set(TestFunctions.runtime(List.of(Path.of("patches"))));

        assertThat(pool.invoke("\"process\"")).isInstanceOf(Succeeded.class).isNotEqualTo(before);
    }

    @Test
    void endsWhatIsIdleWhenTheClockIsMoved() throws Exception {
        FunctionPool pool = pool();
        ProcessHandle process = processOfAnIdleInstance(pool);

        clock.forward(Duration.ofDays(30));
        pool.dropUnusable();

        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void letsACallRunToItsEndWhenTheClockIsMovedAndThenUsesANewInstance() throws Exception {
        FunctionPool pool = pool();
        Invocation before = pool.invoke("\"process\"");
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String event = "{\"connect\":" + port.getLocalPort() + "}";
            Future<Invocation> running = callers.submit(() -> pool.invoke(event));
            Socket connection = port.accept();

            clock.forward(Duration.ofDays(30));
            pool.dropUnusable();
            connection.close();

            assertThat(running.get(10, TimeUnit.SECONDS)).isEqualTo(new Succeeded(event));
        }
        assertThat(pool.invoke("\"process\"")).isInstanceOf(Succeeded.class).isNotEqualTo(before);
    }

    private FunctionPool pool() {
        return pool(TestFunctions.function("echo"), Map.of());
    }

    private FunctionPool pool(Deployment.Function function, Map<String, String> environment) {
        FunctionHost host = TestFunctions.host(environment, (name, line) -> lines.add(line), clock);
        FunctionPool pool = new FunctionPool(function, host, 4);
        opened.add(pool);
        return pool;
    }

    /** Taken while it runs, for a process that has ended may not be found any more. */
    private static ProcessHandle processOfAnIdleInstance(FunctionPool pool) throws InterruptedException {
        Succeeded process = (Succeeded) pool.invoke("\"process\"");
        return ProcessHandle.of(Long.parseLong(process.payload())).orElseThrow();
    }

    /** Calls the function so that it works until it is killed; returns when it does. */
    private Future<Invocation> hang(FunctionPool pool) throws InterruptedException {
        Future<Invocation> running = callers.submit(() -> pool.invoke(HANG));
        String line;
        do {
            line = lines.poll(20, TimeUnit.SECONDS);
        } while (line != null && !line.equals("hanging"));
        assertThat(line).as("the function's output").isNotNull();
        return running;
    }
}
