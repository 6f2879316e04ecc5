package sundown.local.template;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.local.template.Template.InvalidTemplate;

/**
 * A resource of the template with unresolved values.
 *
 * @param body its type, its properties, and its other attributes
 */
public record Resource(String logicalId, String type, Value body) {
    private static final Set<String> ATTRIBUTES =
            Set.of("Type", "Properties", "DeletionPolicy", "UpdateReplacePolicy", "DependsOn", "Metadata");

    /**
     * Resources of these types alone may depend on a condition: the local cloud makes none of them, and nothing that it
     * makes refers to one.
     */
    private static final Set<Value> CONDITIONAL = Stream.of(
                    "AWS::Budgets::Budget",
                    "AWS::S3::BucketPolicy",
                    "AWS::SES::ConfigurationSet",
                    "AWS::SES::ConfigurationSetEventDestination")
            .map(Value.Text::new)
            .collect(Collectors.toUnmodifiableSet());

    static Resource of(String logicalId, Value body) {
        body.fields().keySet().stream()
                .filter(key -> !ATTRIBUTES.contains(key))
                .filter(key -> !key.equals("Condition")
                        || body.find("Type").filter(CONDITIONAL::contains).isEmpty())
                .forEach(key -> {
                    throw new InvalidTemplate(logicalId, "the attribute " + key + " is not supported");
                });
        if (body.find("Properties").isEmpty()) {
            throw new InvalidTemplate(logicalId, "has no Properties");
        }
        return body.find("Type")
                .filter(Value.Text.class::isInstance)
                .map(type -> new Resource(logicalId, ((Value.Text) type).text(), body))
                .orElseThrow(() -> new InvalidTemplate(logicalId, "has no Type"));
    }

    public Value properties() {
        return body.find("Properties").orElseThrow();
    }

    public Optional<Value> find(String... path) {
        return properties().find(path);
    }

    /** The property at a path of keys; without it the template is invalid. */
    public Value require(String... path) {
        return find(path).orElseThrow(() -> new InvalidTemplate(logicalId, "has no " + String.join(".", path)));
    }

    /**
     * The statements of all policies of a role, or of the one policy of a resource policy: all that a deployment can
     * have.
     */
    public Stream<Value> statements() {
        return writtenStatements()
                .flatMap(statement -> statement instanceof Value.If choice
                        ? Stream.of(choice.then(), choice.otherwise())
                        : Stream.of(statement))
                .filter(statement -> !statement.equals(Value.Ref.NONE));
    }

    /** The statements, and the choices between a statement and none. */
    Stream<Value> writtenStatements() {
        Stream<Value> owners = find("Policies").stream().flatMap(list -> list.elements().stream());
        return Stream.concat(owners, Stream.of(properties()))
                .flatMap(owner -> owner.find("PolicyDocument", "Statement").stream())
                .flatMap(statements -> statements.elements().stream());
    }
}
