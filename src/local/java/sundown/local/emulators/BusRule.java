package sundown.local.emulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A rule with its target, as PutRule and PutTargets describe them. It knows the parts of patterns and paths that the
 * template uses: values of texts, and members and elements.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">Input
 *     transformation</a>
 */
record BusRule(String bus, boolean enabled, JsonNode pattern, Optional<JsonNode> target) {
    private static final Pattern VARIABLE = Pattern.compile("<(\\w+)>");
    private static final Pattern STEP = Pattern.compile("([^\\[]+)(?:\\[(\\d+)])?");

    BusRule to(JsonNode newTarget) {
        return new BusRule(bus, enabled, pattern, Optional.of(newTarget));
    }

    boolean matches(String ofBus, JsonNode event) {
        return enabled && bus.equals(ofBus) && matches(pattern, event);
    }

    /** A list matches a value of it, or a list with one. */
    private static boolean matches(JsonNode pattern, JsonNode value) {
        if (pattern.isArray()) {
            return values(value).anyMatch(one -> values(pattern).anyMatch(one::equals));
        }
        return pattern.properties().stream()
                .allMatch(member -> matches(member.getValue(), value.path(member.getKey())));
    }

    private static Stream<JsonNode> values(JsonNode value) {
        return value.isArray() ? value.valueStream() : Stream.of(value);
    }

    /** The name of the queue that it sends to. */
    Optional<String> queue() {
        return target.map(to -> to.path("Arn").asText()).map(arn -> arn.substring(arn.lastIndexOf(':') + 1));
    }

    /** What it sends of an event. */
    String input(JsonNode event) {
        JsonNode to = target.orElse(MissingNode.getInstance());
        if (to.has("InputPath")) {
            return at(event, to.path("InputPath").asText()).toString();
        }
        JsonNode transformer = to.path("InputTransformer");
        return VARIABLE.matcher(transformer.path("InputTemplate").asText())
                .replaceAll(variable -> Matcher.quoteReplacement(at(
                                event,
                                transformer
                                        .path("InputPathsMap")
                                        .path(variable.group(1))
                                        .asText())
                        .toString()));
    }

    private static JsonNode at(JsonNode event, String path) {
        JsonNode found = event;
        for (String text : path.substring("$.".length()).split("\\.", -1)) {
            Matcher step = STEP.matcher(text);
            if (!step.matches()) {
                throw AwsRefusal.invalid("The stand-in does not know the path " + path);
            }
            found = found.path(step.group(1));
            found = step.group(2) == null ? found : found.path(Integer.parseInt(step.group(2)));
        }
        return found;
    }
}
