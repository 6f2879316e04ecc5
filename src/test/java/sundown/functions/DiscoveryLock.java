package sundown.functions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.platform.launcher.LauncherDiscoveryListener;
import org.junit.platform.launcher.LauncherDiscoveryRequest;

/**
 * Lets one process after the other look for its tests. Quarkus builds its application then, and keeps an index of the
 * test classes in a file beside them: a process that reads it while another one writes it finds half of it.
 */
public final class DiscoveryLock implements LauncherDiscoveryListener {
    private static final Path FILE = Path.of("target", "discovery.lock");

    private FileLock held;

    @Override
    @SuppressWarnings("resource") // closed with the lock
    public void launcherDiscoveryStarted(LauncherDiscoveryRequest request) {
        try {
            held = FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .lock();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void launcherDiscoveryFinished(LauncherDiscoveryRequest request) {
        try {
            held.acquiredBy().close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
