package sundown.local.prices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.local.template.Template;
import sundown.local.template.Value;

/** What the template deploys where operators set nothing. */
public final class Deployed {
    private final Template template;
    private final Map<String, Function> functions = new HashMap<>();

    private Deployed(Template template) {
        this.template = template;
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

    /** A function by its name, {@code list-chunk} for example. */
    public Function function(String name) {
        return functions.computeIfAbsent(
                name,
                ignored -> new Function(
                        property(name, "MemorySize")
                                .or(() -> template.functionDefaults().find("MemorySize"))
                                .map(this::number)
                                .orElseThrow(),
                        events(name)
                                .flatMap(event ->
                                        event.find("Properties", "ScalingConfig", "MaximumConcurrency").stream())
                                .map(this::number)
                                .findFirst(),
                        events(name)
                                .flatMap(event -> event.find("Type").stream())
                                .anyMatch(new Value.Text("HttpApi")::equals),
                        property(name, "RecursiveLoop")
                                .filter(new Value.Text("Allow")::equals)
                                .isPresent()));
    }

    /** The default of a parameter. */
    public int parameter(String name) {
        return number(template.parameters().get(name).find("Default").orElseThrow());
    }

    private Stream<Value> events(String function) {
        return property(function, "Events").stream().flatMap(events -> events.fields().values().stream());
    }

    private Optional<Value> property(String function, String name) {
        String id = Stream.of(function.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        return template.resource(id).find(name);
    }

    private int number(Value value) {
        return switch (value) {
            case Value.Text text -> Integer.parseInt(text.text());
            case Value.Ref parameter -> parameter(parameter.target());
            default -> throw new IllegalStateException("no number: " + value);
        };
    }
}
