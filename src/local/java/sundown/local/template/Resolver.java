package sundown.local.template;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.local.template.Template.InvalidTemplate;
import sundown.local.template.Template.Resolution;

/** Resolves the values of a template to text, as CloudFormation does. */
final class Resolver {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    private static final int LONGEST_ROLE = 64;

    private static final String RANDOM = "-0123456789AB";

    private final Template template;
    private final Resolution resolution;

    Resolver(Template template, Resolution resolution) {
        this.template = template;
        this.resolution = resolution;
        resolution.parameters().keySet().stream()
                .filter(name -> !template.parameters().containsKey(name))
                .forEach(name -> {
                    throw new InvalidTemplate(name, "is no parameter of the template");
                });
    }

    /** False if the condition of the resource does not hold. */
    boolean exists(Resource resource) {
        return resource.body()
                .find("Condition")
                .map(Value.Text.class::cast)
                .map(name -> holds(template.condition(name.text(), resource.logicalId()), resource.logicalId()))
                .orElse(true);
    }

    String text(Resource resource, String... path) {
        return text(resource.require(path), resource.logicalId());
    }

    Optional<String> optionalText(Resource resource, String... path) {
        return resource.find(path)
                .map(value -> chosen(value, resource.logicalId()))
                .filter(value -> !value.equals(Value.Ref.NONE))
                .map(value -> text(value, resource.logicalId()));
    }

    /** The statements that a deployment has of the policies of a resource. */
    Stream<Value> statements(Resource resource) {
        return resource.writtenStatements()
                .map(statement -> chosen(statement, resource.logicalId()))
                .filter(statement -> !statement.equals(Value.Ref.NONE));
    }

    List<String> texts(Resource resource, String... path) {
        Value list = resource.require(path);
        if (list instanceof Value.Sequence(List<Value> values)) {
            return values.stream()
                    .map(value -> text(value, resource.logicalId()))
                    .toList();
        }
        throw new InvalidTemplate(resource.logicalId(), "has " + list + " in place of a list");
    }

    /** The name of a queue from a property with its ARN. */
    String queueName(Resource resource, String... path) {
        String arn = text(resource, path);
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /** The name of a table from a property with the ARN of its stream. */
    String streamingTable(Resource resource, String... path) {
        return text(resource, path).split("/", -1)[1];
    }

    String text(Value value, String place) {
        return switch (value) {
            case Value.Text literal -> literal.text();
            case Value.Ref ref -> reference(ref.target(), place);
            case Value.GetAtt attribute -> attribute(attribute.logicalId(), attribute.attribute());
            case Value.Sub sub -> substitute(sub.text(), place);
            case Value.If ignored -> text(chosen(value, place), place);
            case Value.Join join ->
                join.values().stream().map(part -> text(part, place)).collect(Collectors.joining(join.separator()));
            case Value.Part part -> text(part.text(), place).split(Pattern.quote(part.separator()), -1)[part.number()];
            case Value.Equals equality -> throw new InvalidTemplate(place, "has " + equality + " in place of text");
            case Value.Sequence list -> throw new InvalidTemplate(place, "has the list " + list + " in place of text");
            case Value.Mapping map -> throw new InvalidTemplate(place, "has the mapping " + map + " in place of text");
        };
    }

    /** The branch that a deployment takes of a value that depends on conditions. */
    private Value chosen(Value value, String place) {
        return value instanceof Value.If(String condition, Value then, Value otherwise)
                ? chosen(holds(template.condition(condition, place), place) ? then : otherwise, place)
                : value;
    }

    boolean holds(Value.Equals condition, String place) {
        return text(condition.left(), place).equals(text(condition.right(), place)) != condition.negated();
    }

    private String substitute(String text, String place) {
        return replace(VARIABLE, text, variable -> variable(variable.group(1), place));
    }

    private String variable(String name, String place) {
        int dot = name.indexOf('.');
        return dot < 0 ? reference(name, place) : attribute(name.substring(0, dot), name.substring(dot + 1));
    }

    private String reference(String target, String place) {
        if (template.hasResource(target)) {
            return resource(template.resource(target));
        }
        return switch (target) {
            case "AWS::StackName" -> resolution.stackName();
            case "AWS::AccountId" -> resolution.accountId();
            case "AWS::Region" -> resolution.region();
            case "AWS::Partition" -> "aws";
            case "AWS::URLSuffix" -> "amazonaws.com";
            default -> parameter(target, place);
        };
    }

    private String parameter(String name, String place) {
        Value declared = template.parameters().get(name);
        if (declared == null) {
            throw new InvalidTemplate(place, "refers to " + name + ", which is neither parameter nor resource");
        }
        return Optional.ofNullable(resolution.parameters().get(name))
                .or(() -> declared.find("Default").map(value -> text(value, name)))
                .orElseThrow(() -> new InvalidTemplate(name, "the parameter has neither value nor default"));
    }

    private String resource(Resource resource) {
        return switch (resource.type()) {
            case "AWS::DynamoDB::Table" -> text(resource, "TableName");
            case "AWS::S3::Bucket" -> text(resource, "BucketName");
            case "AWS::KMS::Key" -> alias(resource);
            case "AWS::Events::EventBus" -> text(resource, "Name");
            case "AWS::Scheduler::ScheduleGroup", "AWS::SES::ConfigurationSet" -> text(resource, "Name");
            case "AWS::IAM::Role" -> roleName(resource);
            case String type -> throw new InvalidTemplate(resource.logicalId(), "a " + type + " cannot be referred to");
        };
    }

    private String attribute(String logicalId, String attribute) {
        Resource resource = template.resource(logicalId);
        return switch (resource.type() + "." + attribute) {
            case "AWS::SQS::Queue.QueueName" -> text(resource, "QueueName");
            case "AWS::SQS::Queue.Arn" -> arn("sqs", text(resource, "QueueName"));
            case "AWS::DynamoDB::Table.Arn" -> arn("dynamodb", "table/" + text(resource, "TableName"));
            case "AWS::DynamoDB::Table.StreamArn" ->
                arn("dynamodb", "table/" + text(resource, "TableName") + "/stream/latest");
            case "AWS::Events::EventBus.Arn" -> arn("events", "event-bus/" + text(resource, "Name"));
            case "AWS::S3::Bucket.Arn" -> "arn:aws:s3:::" + text(resource, "BucketName");
            case "AWS::Logs::LogGroup.Arn" -> arn("logs", "log-group:" + text(resource, "LogGroupName") + ":*");
            case "AWS::KMS::Key.Arn" -> arn("kms", alias(resource));
            case "AWS::IAM::Role.Arn" -> "arn:aws:iam::" + resolution.accountId() + ":role/" + roleName(resource);
            // Nothing is under this name: one machine serves the page elsewhere.
            case "AWS::CloudFront::Distribution.DomainName" -> resolution.stackName() + ".cloudfront.invalid";
            default -> throw new InvalidTemplate(logicalId, "the attribute " + attribute + " is not supported");
        };
    }

    /**
     * CloudFormation chooses the name of a role that the template does not name: at most 64 characters, random at its
     * end.
     */
    private String roleName(Resource role) {
        return optionalText(role, "RoleName").orElseGet(() -> {
            String name = resolution.stackName() + "-" + role.logicalId();
            return name.substring(0, Math.min(name.length(), LONGEST_ROLE - RANDOM.length())) + RANDOM;
        });
    }

    /** KMS chooses the id of a key; an alias works wherever the id does. */
    String alias(Resource key) {
        return "alias/" + resolution.stackName() + "-" + key.logicalId();
    }

    String arn(String logicalId) {
        return attribute(logicalId, "Arn");
    }

    private String arn(String service, String name) {
        return "arn:aws:" + service + ":" + resolution.region() + ":" + resolution.accountId() + ":" + name;
    }

    private static String replace(Pattern pattern, String text, Function<Matcher, String> replacement) {
        Matcher matcher = pattern.matcher(text);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(replacement.apply(matcher)));
    }
}
