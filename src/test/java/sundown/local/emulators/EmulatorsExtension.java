package sundown.local.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Emulators.class, type -> start(), Emulators.class);
    }

    private static Emulators start() {
        try {
            return Emulators.start(
                    OBJECTS.resolve(Long.toString(ProcessHandle.current().pid())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
