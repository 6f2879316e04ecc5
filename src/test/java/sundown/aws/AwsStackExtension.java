package sundown.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import sundown.local.emulators.Cloud;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.emulators.ExternalCloud;

/**
 * Gives each test a stack of its own: on the emulators, or on the cloud at {@code sundown.cloud}, or on the one in a
 * container that the profile {@code container} starts.
 */
public final class AwsStackExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(AwsStackExtension.class);

    private final EmulatorsExtension emulators = new EmulatorsExtension();

    /** Starts a cloud in a container; it ends with this process. */
    @FunctionalInterface
    public interface CloudContainer {
        /** Starts it, and says where it is. */
        URI start();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(AwsStack.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return AwsStack.provision(external(context).orElseGet(() -> emulators.resolveParameter(parameter, context)));
    }

    /** The cloud of others on which the tests run, if they do. */
    private record External(Optional<Cloud> cloud) {}

    private static Optional<Cloud> external(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        External.class, type -> new External(address().map(AwsStackExtension::connect)), External.class)
                .cloud();
    }

    private static Optional<URI> address() {
        return Optional.of(System.getProperty("sundown.cloud", ""))
                .filter(address -> !address.isBlank())
                .map(URI::create)
                .or(() -> ServiceLoader.load(CloudContainer.class).findFirst().map(CloudContainer::start));
    }

    private static Cloud connect(URI address) {
        try {
            return ExternalCloud.at(address, Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
