package sundown.local.demo.cloud;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import sundown.local.command.Program;
import sundown.local.emulators.Emulators;

/**
 * {@code make emulators}: the emulators of AWS behind one port, left running until Ctrl-C, as a cloud that others start
 * would be; for {@code CLOUD=}, and for every tool of AWS. They keep nothing when they end.
 */
public final class EmulatorsServer {
    /** The port at which LocalStack and Floci are. */
    private static final String USUAL_PORT = "4566";

    private EmulatorsServer() {}

    /** Takes its setting from the environment: PORT. */
    public static void main(String[] arguments) {
        Program.execute(() -> serve(System.getenv()));
    }

    private static boolean serve(Map<String, String> environment) throws Exception {
        String port = environment.getOrDefault("PORT", "");
        Settings settings = Settings.of(Map.of("PORT", port.isBlank() ? USUAL_PORT : port));
        try (ObjectsFolder objects = ObjectsFolder.create(LocalCloud.LOG.getParent());
                Emulators emulators = Emulators.start(objects.path(), settings.port(), Clock.systemUTC())) {
            Thread.ofVirtual().start(() -> Program.abort(emulators.loss().join()));
            System.out.println(
                    "The emulators of AWS are at " + emulators.endpoints().address() + "; Ctrl-C stops them.");
            new CountDownLatch(1).await();
        }
        return true;
    }
}
