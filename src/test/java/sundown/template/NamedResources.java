package sundown.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sundown.local.template.Deployment.Names;
import sundown.local.template.Resource;
import sundown.local.template.Value;

/** The resources that {@code application.properties} names, for a stack named {@code stack}. */
public final class NamedResources {
    /** Kinds of properties that name resources. */
    static final List<Kind> KINDS = List.of(
            new Kind("\\w+_TABLE", "AWS::DynamoDB::Table", "TableName"),
            new Kind("\\w+_BUCKET", "AWS::S3::Bucket", "BucketName"),
            new Kind("\\w+_QUEUE_(URL|ARN)|ALL_QUEUES", "AWS::SQS::Queue", "QueueName"),
            new Kind("EVENT_BUS_NAME", "AWS::Events::EventBus", "Name"),
            new Kind("SCHEDULE_GROUP", "AWS::Scheduler::ScheduleGroup", "Name"),
            new Kind("MAIL_CONFIGURATION_SET", "AWS::SES::ConfigurationSet", "Name"),
            new Kind("TRAIL_ARN", "AWS::CloudTrail::Trail", "TrailName"));

    private static final Map<String, String> PSEUDO_PARAMETERS = Map.of(
            "AWS::StackName", "stack",
            "AWS::AccountId", "123456789012",
            "AWS::Region", "eu-west-1",
            "AWS::Partition", "aws",
            "AWS::URLSuffix", "amazonaws.com");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

    /** What follows from the template's own variables, by the name of the property. */
    public static final Map<String, String> DERIVED = derived();

    private NamedResources() {}

    /**
     * Properties whose values end in names of resources of a type.
     *
     * @param name the property of such a resource that has its name
     */
    record Kind(Pattern property, String type, String name) {
        private Kind(String property, String type, String name) {
            this(Pattern.compile(property), type, name);
        }

        boolean has(String property) {
            return this.property.matcher(property).matches();
        }
    }

    private static Map<String, String> derived() {
        Map<String, String> variables = new HashMap<>(Map.of("AWS_REGION", "eu-west-1"));
        Deployed.template()
                .functionDefaults()
                .find("Environment", "Variables")
                .orElseThrow()
                .fields()
                .forEach((name, value) -> resolved(value).ifPresent(text -> variables.put(name, text)));
        Map<String, String> derived = Names.withDerived(variables);
        derived.keySet().removeAll(variables.keySet());
        return Map.copyOf(derived);
    }

    /** The names in the value of a property. */
    static List<String> names(String value) {
        return Stream.of(value.split(";", -1))
                .map(words -> List.of(words.strip().split(" +", -1)))
                .flatMap(words ->
                        words.size() == 1 ? words.stream() : words.stream().skip(1))
                .map(word -> word.replaceFirst(".*[:/]", ""))
                .toList();
    }

    /** The logical IDs of the resources that a property names; none for another property. */
    static Stream<String> of(String property) {
        return KINDS.stream()
                .filter(kind -> kind.has(property))
                .flatMap(kind -> names(DERIVED.get(property)).stream().flatMap(name -> called(kind, name)));
    }

    private static Stream<String> called(Kind kind, String name) {
        return Deployed.template().resources(kind.type()).stream()
                .filter(resource -> nameOf(kind, resource).equals(name))
                .map(Resource::logicalId);
    }

    /** The name of a resource as the template has it. */
    static String nameOf(Kind kind, Resource resource) {
        return resolved(resource.require(kind.name())).orElseThrow();
    }

    /** A text of pseudo parameters; empty for one that has others. */
    private static Optional<String> resolved(Value value) {
        return switch (value) {
            case Value.Ref ref -> Optional.ofNullable(PSEUDO_PARAMETERS.get(ref.target()));
            case Value.Sub sub ->
                Optional.of(PLACEHOLDER
                                .matcher(sub.text())
                                .replaceAll(found -> PSEUDO_PARAMETERS.getOrDefault(found.group(1), "\\$")))
                        .filter(text -> !text.contains("$"));
            case Value.Text _,
                    Value.GetAtt _,
                    Value.If _,
                    Value.Join _,
                    Value.Part _,
                    Value.Equals _,
                    Value.Sequence _,
                    Value.Mapping _ -> Optional.empty();
        };
    }
}
