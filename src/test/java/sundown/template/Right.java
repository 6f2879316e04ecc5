package sundown.template;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.local.template.Resource;
import sundown.local.template.Value;

/**
 * An action that a role allows on a resource of the template.
 *
 * @param resource its logical ID, the parameter with the name of a secret, or {@link #ANY} if the policy names none
 */
record Right(String action, String resource) {
    static final String ANY = "*";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)[^}]*}");

    /** The rights of a function's role, without the ones for its log. */
    static Set<Right> of(Resource function) {
        return Deployed.template()
                .role(function)
                .statements()
                .flatMap(Right::in)
                .filter(right -> !right.action().startsWith("logs:"))
                .collect(Collectors.toSet());
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

    private static boolean isResource(String name) {
        return isSecret(name) || Deployed.template().hasResource(name);
    }

    /** Operators keep secrets outside of the template, so the parameter with a secret's name stands for it. */
    private static boolean isSecret(String name) {
        return name.endsWith("SecretName") && Deployed.template().parameters().containsKey(name);
    }
}
