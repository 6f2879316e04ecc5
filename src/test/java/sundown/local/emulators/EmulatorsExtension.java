package sundown.local.emulators;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the emulators, which are started once for all test classes and closed after the last. Tests keep apart by
 * the names of their stacks.
 */
public final class EmulatorsExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(EmulatorsExtension.class);
    private static final Path OBJECTS = Path.of("target", "test-objects");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(Emulators.class);
    }

    @Override
    public Emulators resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Running.class, type -> Running.start(), Running.class)
                .emulators();
    }

    /** Emulators, and the folder of their objects, which goes with them. */
    public record Running(Emulators emulators, Path objects) implements AutoCloseable {
        /** Starts them. */
        public static Running start() {
            try {
                Path objects = Files.createTempDirectory(Files.createDirectories(OBJECTS), "run");
                return new Running(Emulators.start(objects), objects);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws Exception {
            emulators.close();
            try (Stream<Path> files = Files.walk(objects)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            } catch (UncheckedIOException stillWritten) {
                // A request that nobody waited for: what it leaves in target/ harms nobody, and fails no test.
                return;
            }
        }
    }
}
