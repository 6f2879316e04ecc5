package sundown.template;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.local.template.Deployment.QueueSource;
import sundown.local.template.Deployment.StreamSource;
import sundown.local.template.Resource;
import sundown.local.template.Value;

/**
 * An action that a role allows on a resource of the template.
 *
 * @param resource its logical ID, the parameter with the name of a secret, or {@link #ANY} if the policy names none
 */
record Right(String action, String resource) {
    static final String ANY = "*";

    /** The type of a secret in Secrets Manager. */
    static final String SECRET = "AWS::SecretsManager::Secret";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)[^}]*}");
    private static final List<String> QUEUE = List.of("Queue");
    private static final List<String> STREAM = List.of("Stream");
    private static final List<String> DEAD_LETTERS = List.of("DestinationConfig", "OnFailure", "Destination");

    /** The actions that Lambda itself needs for an event source, by the path of the resource in the event. */
    private static final Map<List<String>, Set<String>> OF_EVENTS = Map.of(
            QUEUE,
            QueueSource.ACTIONS,
            STREAM,
            StreamSource.ACTIONS,
            DEAD_LETTERS,
            StreamSource.ACTIONS_ON_DEAD_LETTERS);

    /** The rights of a function's code: those of its role, without the ones for its log and its event sources. */
    static Set<Right> of(Resource function) {
        return Deployed.template()
                .role(function)
                .statements()
                .flatMap(Right::in)
                .filter(right -> !right.action().startsWith("logs:"))
                .filter(right -> !right.ofAnEvent(function))
                .collect(Collectors.toSet());
    }

    /** True if a function reads the stream of a table. */
    static boolean readsStream(Resource function, String table) {
        return isInAnEvent(function, STREAM, table);
    }

    /** The logical IDs of the resources that a value refers to or names. */
    static Stream<String> referredBy(Value value) {
        return Stream.concat(references(value), texts(value).flatMap(Right::bucketsNamedIn));
    }

    /** The logical IDs of the resources that a value refers to. */
    static Stream<String> references(Value value) {
        return switch (value) {
            case Value.Ref ref -> Stream.of(ref.target()).filter(Right::isResource);
            case Value.GetAtt attribute -> Stream.of(attribute.logicalId());
            case Value.Sub sub ->
                REFERENCE
                        .matcher(sub.text())
                        .results()
                        .map(found -> found.group(1))
                        .filter(Right::isResource);
            case Value.Sequence list -> list.values().stream().flatMap(Right::references);
            case Value.If choice -> Stream.of(choice.then(), choice.otherwise()).flatMap(Right::references);
            case Value.Join join -> join.values().stream().flatMap(Right::references);
            case Value.Part part -> references(part.text());
            case Value.Mapping mapping -> mapping.fields().values().stream().flatMap(Right::references);
            case Value.Equals _, Value.Text _ -> Stream.empty();
        };
    }

    /** The texts with placeholders in a value. */
    static Stream<String> texts(Value value) {
        return switch (value) {
            case Value.Sub sub -> Stream.of(sub.text());
            case Value.Sequence list -> list.values().stream().flatMap(Right::texts);
            case Value.If choice -> Stream.of(choice.then(), choice.otherwise()).flatMap(Right::texts);
            case Value.Ref _,
                    Value.GetAtt _,
                    Value.Join _,
                    Value.Part _,
                    Value.Equals _,
                    Value.Text _,
                    Value.Mapping _ -> Stream.empty();
        };
    }

    /** A bucket that waits for the API is named by its name, so that the functions of the API need not wait for it. */
    private static Stream<String> bucketsNamedIn(String text) {
        return Deployed.template().resources("AWS::S3::Bucket").stream()
                .filter(bucket -> texts(bucket.require("BucketName")).anyMatch(text::contains))
                .map(Resource::logicalId);
    }

    private static Stream<Right> in(Value statement) {
        List<String> resources =
                statement.find("Resource").stream().flatMap(Right::referredBy).toList();
        return statement.find("Action").orElseThrow().elements().stream()
                .map(action -> ((Value.Text) action).text())
                .flatMap(action -> (resources.isEmpty() ? List.of(ANY) : resources)
                        .stream().map(resource -> new Right(action, resource)));
    }

    private boolean ofAnEvent(Resource function) {
        return OF_EVENTS.entrySet().stream()
                .filter(event -> event.getValue().contains(action))
                .anyMatch(event -> isInAnEvent(function, event.getKey(), resource));
    }

    private static boolean isInAnEvent(Resource function, List<String> path, String resource) {
        return function.find("Events").stream()
                .flatMap(events -> events.fields().values().stream())
                .flatMap(event -> event.find("Properties").stream())
                .flatMap(properties -> properties.find(path.toArray(String[]::new)).stream())
                .flatMap(Right::referredBy)
                .anyMatch(resource::equals);
    }

    /** The type of what a name stands for: a resource, or the secret that a parameter names. */
    static String type(String name) {
        return isSecret(name) ? SECRET : Deployed.template().resource(name).type();
    }

    private static boolean isResource(String name) {
        return isSecret(name) || Deployed.template().hasResource(name);
    }

    /** Operators keep secrets outside of the template, so the parameter with a secret's name stands for it. */
    private static boolean isSecret(String name) {
        return name.endsWith("SecretName") && Deployed.template().parameters().containsKey(name);
    }
}
