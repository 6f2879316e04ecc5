package sundown.local.template;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.local.template.Deployment.Function;
import sundown.local.template.Deployment.Trigger;

/** Reads {@code AWS::Serverless::Function} merged with {@code Globals}. */
final class FunctionReader {
    private static final String EXPORT = "QUARKUS_FUNQY_EXPORT";

    /** Lambda counts them as JSON, and grants nobody more. */
    private static final int MOST_BYTES_OF_VARIABLES = 4_096;

    private final Template template;
    private final Resolver resolver;
    private final TriggerReader triggers;

    FunctionReader(Template template, Resolver resolver) {
        this.template = template;
        this.resolver = resolver;
        this.triggers = new TriggerReader(template, resolver);
    }

    Function read(Resource function) {
        Map<String, String> environment = environment(function);
        if (!environment.containsKey(EXPORT)) {
            throw new InvalidTemplate(function.logicalId(), "has no variable " + EXPORT);
        }
        Function read = new Function(
                function.logicalId(),
                resolver.text(function, "FunctionName"),
                environment.get(EXPORT),
                environment,
                Duration.ofSeconds(number(function, "Timeout")),
                number(function, "MemorySize"),
                resolver.optionalText(function, "ReservedConcurrentExecutions").map(Integer::parseInt),
                resolver.optionalText(function, "RecursiveLoop").equals(Optional.of("Allow")),
                triggers(function));
        if (read.bytesOfVariables() > MOST_BYTES_OF_VARIABLES) {
            throw new InvalidTemplate(
                    function.logicalId(),
                    "has %,d bytes of variables, and Lambda takes at most %,d"
                            .formatted(read.bytesOfVariables(), MOST_BYTES_OF_VARIABLES));
        }
        return read;
    }

    private Map<String, String> environment(Resource function) {
        Map<String, String> environment = new LinkedHashMap<>();
        Stream.of(template.functionDefaults(), function.properties())
                .flatMap(owner -> owner.find("Environment", "Variables").stream())
                .forEach(variables -> variables
                        .fields()
                        .forEach((name, value) -> environment.put(name, resolver.text(value, function.logicalId()))));
        return environment;
    }

    private int number(Resource function, String property) {
        Value value = function.find(property)
                .or(() -> template.functionDefaults().find(property))
                .orElseThrow(() -> new InvalidTemplate(function.logicalId(), "has no " + property));
        return Integer.parseInt(resolver.text(value, function.logicalId()));
    }

    /** A function without events is called by operators. */
    private List<Trigger> triggers(Resource function) {
        return function.find("Events").stream()
                .flatMap(events -> events.fields().entrySet().stream())
                .map(event -> triggers.read(function, event.getKey(), event.getValue()))
                .toList();
    }
}
