package sundown.functions;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jboss.logmanager.handlers.ConsoleHandler;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.emulators.Endpoints;
import sundown.local.lambda.FunctionHost.FunctionLog;

/**
 * What the one application needs in which the functions are tested: emulators, a Google, and an installation, which has
 * the resources that it is configured with. The application has the environments of all functions at once; that each
 * function's own one is enough for it is the subject of {@link EachFunctionIT}.
 */
public final class FunctionApplication implements QuarkusTestResourceLifecycleManager {
    private static volatile FunctionApplication running;

    /** Where an SDK outside Quarkus' configuration looks, in a process that cannot change its own environment. */
    private static final Map<String, Function<Endpoints, Object>> SYSTEM = Map.of(
            "aws.region", endpoints -> Endpoints.REGION,
            "aws.accessKeyId", endpoints -> ObservedRights.APPLICATION,
            "aws.secretAccessKey", endpoints -> Endpoints.SECRET_ACCESS_KEY,
            "aws.endpointUrl", Endpoints::address);

    private EmulatorsExtension.Running emulators;
    private TestGoogle google;
    private Installation installation;

    @Override
    public Map<String, String> start() {
        emulators = EmulatorsExtension.Running.start();
        try {
            google = TestGoogle.start();
            installation = TestRuntime.installation(emulators.emulators(), google);
            emulators.emulators().observe(installation.rights);
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
        running = this;
        Endpoints endpoints = emulators.emulators().endpoints();
        SYSTEM.forEach(
                (name, value) -> System.setProperty(name, value.apply(endpoints).toString()));
        Map<String, String> configuration = new HashMap<>(installation.environment());
        configuration.put("quarkus.funqy.export", "get-notice");
        return configuration;
    }

    @Override
    public void stop() {
        SYSTEM.keySet().forEach(System::clearProperty);
        installation.close();
        google.close();
        try {
            emulators.close();
        } catch (Exception notClosed) {
            throw new IllegalStateException(notClosed);
        }
    }

    static void divertLog(@Observes StartupEvent started) {
        if (TestRuntime.isApplication()) {
            ApplicationLog.divertTo(running.installation.log);
        }
    }

    @Produces
    static Installation installation() {
        return running.installation;
    }

    @Produces
    static TestGoogle google() {
        return running.google;
    }

    @Produces
    static Emulators emulators() {
        return running.emulators.emulators();
    }

    /** Takes what the application logs, in the form that its console would show, instead of the console. */
    static final class ApplicationLog extends Handler {
        /** The emulators and stand-ins run in the same process; what they log is in no function's log. */
        private static final List<String> OTHERS =
                List.of("sundown.local.", "org.gaul.", "org.eclipse.jetty.", "org.elasticmq.", "org.apache.pekko.");

        private final FunctionLog log;

        private ApplicationLog(Formatter formatter, FunctionLog log) {
            setFormatter(formatter);
            this.log = log;
        }

        /** Diverts the log of the application, which has started, until it ends. */
        static void divertTo(FunctionLog log) {
            Formatter formatter = Stream.of(InitialConfigurator.DELAYED_HANDLER.getHandlers())
                    .filter(ConsoleHandler.class::isInstance)
                    .map(Handler::getFormatter)
                    .findFirst()
                    .orElseThrow();
            InitialConfigurator.DELAYED_HANDLER.setHandlers(new Handler[] {new ApplicationLog(formatter, log)});
        }

        @Override
        public void publish(LogRecord entry) {
            if (OTHERS.stream().noneMatch(entry.getLoggerName()::startsWith)) {
                log.line("application", getFormatter().format(entry).strip());
            }
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // The log belongs to the tests.
        }
    }
}
