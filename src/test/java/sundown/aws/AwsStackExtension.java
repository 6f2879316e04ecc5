package sundown.aws;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import sundown.local.emulators.EmulatorsExtension;

/** Gives each test a stack of its own on the emulators. */
public final class AwsStackExtension implements ParameterResolver {
    private final EmulatorsExtension emulators = new EmulatorsExtension();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(AwsStack.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return AwsStack.provision(emulators.resolveParameter(parameter, context));
    }
}
