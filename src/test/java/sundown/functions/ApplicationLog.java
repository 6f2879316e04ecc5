package sundown.functions;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jboss.logmanager.handlers.ConsoleHandler;
import sundown.local.lambda.FunctionLog;

/** Takes what the application logs, in the form that its console would show, instead of the console. */
final class ApplicationLog extends Handler {
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
