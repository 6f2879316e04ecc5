package sundown.local.prices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sundown.local.template.Deployment;
import sundown.local.template.Deployment.QueueSource;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.local.template.Template.Resolution;
import sundown.local.template.Value;

/** What the template deploys where operators set nothing. */
public final class Deployed {
    private final Map<String, Value> parameters;
    private final Map<String, Function> functions;
    private final Map<String, Long> resources;

    private Deployed(Template template) {
        parameters = template.parameters();
        resources = template.resources().stream().collect(Collectors.groupingBy(Resource::type, Collectors.counting()));
        Map<String, String> required = parameters.entrySet().stream()
                .filter(parameter -> parameter.getValue().find("Default").isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, _ -> "unknown"));
        functions = template.deployment(new Resolution("stack", "account", "region", required)).functions().stream()
                .collect(Collectors.toMap(Deployment.Function::export, Function::of));
    }

    /**
     * A function.
     *
     * @param megabytes of memory
     * @param workers how many its queue has at most; nothing without a queue
     * @param ofApi true when the HTTP API calls it
     * @param mayLoop true when Lambda lets it send messages to itself more than 16 times
     */
    public record Function(int megabytes, Optional<Integer> workers, boolean ofApi, boolean mayLoop) {
        private static Function of(Deployment.Function deployed) {
            return new Function(
                    deployed.memoryMegabytes(),
                    deployed.triggers().stream()
                            .filter(QueueSource.class::isInstance)
                            .flatMap(source -> ((QueueSource) source).maximumConcurrency().stream())
                            .findFirst(),
                    deployed.triggers().stream().anyMatch(Deployment.Route.class::isInstance),
                    deployed.recursive());
        }

        /** Half of what the executable may use: its collector copies what lives. */
        public int megabytesOfHeap() {
            return megabytes * 4 / 5 / 2;
        }
    }

    /** Reads {@code template.yaml}. */
    public static Deployed read() {
        try {
            return new Deployed(Template.read(Path.of("template.yaml")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("template.yaml cannot be read", unreadable);
        }
    }

    public Function function(String name) {
        return functions.get(name);
    }

    public int resources(String type) {
        return Math.toIntExact(resources.getOrDefault(type, 0L));
    }

    /** The default of a parameter that is a number. */
    public int parameter(String name) {
        return Integer.parseInt(text(name));
    }

    /** The default of a parameter that is true or false. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    private String text(String name) {
        return parameters
                .get(name)
                .find("Default")
                .map(value -> ((Value.Text) value).text())
                .orElseThrow();
    }
}
