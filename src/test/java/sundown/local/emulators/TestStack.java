package sundown.local.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import sundown.local.template.Deployment;
import sundown.local.template.Deployment.Names;
import sundown.local.template.RequiredParameters;
import sundown.local.template.Template;
import sundown.local.template.Template.Resolution;

/** The project's template, deployed to a cloud under the name of a test's own stack. */
public final class TestStack {
    private static final Template TEMPLATE = template();

    private TestStack() {}

    /** Creates the stack's resources; the name must be new. */
    public static Deployment provision(Cloud cloud, String name) {
        Deployment deployment = deployment(cloud, name);
        cloud.provision(deployment);
        return deployment;
    }

    /** Creates a new stack's resources, and returns what its functions know them by. */
    public static Map<String, String> names(Cloud cloud) {
        String name = "golden" + UUID.randomUUID().toString().substring(0, 18);
        return Names.of(provision(cloud, name), cloud.endpoints().environment());
    }

    /** Resolves the template for a stack of this name, and creates nothing. */
    public static Deployment deployment(Cloud cloud, String name) {
        return TEMPLATE.deployment(resolution(name));
    }

    private static Resolution resolution(String name) {
        return new Resolution(name, Endpoints.ACCOUNT, Endpoints.REGION, parameters());
    }

    private static Map<String, String> parameters() {
        return RequiredParameters.all();
    }

    private static Template template() {
        try {
            return Template.read(Path.of("template.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
