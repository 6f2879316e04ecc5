package sundown.functions;

import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.lambda.FunctionRuntime;

/**
 * Gives tests the emulators, what runs the functions, and an installation with its Google that all test classes share:
 * the users keep the tests apart.
 */
final class InstallationExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(InstallationExtension.class);
    private static final Set<Class<?>> TYPES =
            Set.of(Emulators.class, FunctionRuntime.class, Installation.class, TestGoogle.class);

    private final EmulatorsExtension emulators = new EmulatorsExtension();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type.equals(FunctionRuntime.class)) {
            return TestRuntime.functions();
        }
        Emulators started = emulators.resolveParameter(parameter, context);
        if (type.equals(Emulators.class)) {
            return started;
        }
        Shared shared = shared(context, started);
        return type.equals(TestGoogle.class) ? shared.google() : shared.installation();
    }

    private static Shared shared(ExtensionContext context, Emulators started) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Shared.class, key -> Shared.start(started, TestRuntime.functions()), Shared.class);
    }
}
