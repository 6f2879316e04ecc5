package sundown.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.local.http.Json;
import sundown.local.template.Deployment.Attribute;
import sundown.local.template.Deployment.Bucket;
import sundown.local.template.Deployment.Index;
import sundown.local.template.Deployment.Queue;
import sundown.local.template.Deployment.Redrive;
import sundown.local.template.Deployment.Table;
import sundown.local.template.Template.InvalidTemplate;
import sundown.local.template.Template.Resolution;

/** Reads a deployment. Absent properties have the defaults of the CloudFormation reference. */
final class DeploymentReader {
    private static final String QUEUE = "AWS::SQS::Queue";
    private static final Duration DEFAULT_VISIBILITY = Duration.ofSeconds(30);
    private static final Duration DEFAULT_RETENTION = Duration.ofDays(4);

    private final Template template;
    private final Resolver resolver;

    DeploymentReader(Template template, Resolution resolution) {
        this.template = template;
        this.resolver = new Resolver(template, resolution);
    }

    Deployment read() {
        new Refusals(template, resolver).check();
        FunctionReader functions = new FunctionReader(template, resolver);
        TableReader tables = new TableReader(resolver);
        return new Deployment(
                template.resources("AWS::Serverless::Function").stream()
                        .map(functions::read)
                        .toList(),
                template.resources("AWS::DynamoDB::Table").stream()
                        .map(tables::read)
                        .toList(),
                template.resources(QUEUE).stream().map(this::queue).toList(),
                template.resources("AWS::S3::Bucket").stream().map(this::bucket).toList(),
                template.resources("AWS::KMS::Key").stream()
                        .map(resolver::alias)
                        .toList(),
                names("AWS::Events::EventBus"),
                // A rule without targets only counts what it matches, for an alarm.
                template.resources("AWS::Events::Rule").stream()
                        .filter(rule -> rule.find("Targets").isPresent())
                        .map(this::rule)
                        .toList(),
                names("AWS::Scheduler::ScheduleGroup"),
                template.resources("AWS::Serverless::HttpApi").stream()
                        .filter(api -> api.find("CorsConfiguration").isPresent())
                        .map(this::crossOrigin)
                        .findFirst());
    }

    private Deployment.CrossOrigin crossOrigin(Resource api) {
        return new Deployment.CrossOrigin(
                resolver.texts(api, "CorsConfiguration", "AllowOrigins"),
                resolver.texts(api, "CorsConfiguration", "AllowMethods"),
                resolver.texts(api, "CorsConfiguration", "AllowHeaders"),
                resolver.texts(api, "CorsConfiguration", "ExposeHeaders"),
                Integer.parseInt(resolver.text(api, "CorsConfiguration", "MaxAge")));
    }

    private List<String> names(String type) {
        return template.resources(type).stream()
                .map(resource -> resolver.text(resource, "Name"))
                .toList();
    }

    private Deployment.Rule rule(Resource rule) {
        List<Value> targets = rule.require("Targets").elements();
        if (targets.size() != 1) {
            throw new InvalidTemplate(rule.logicalId(), "has not one target");
        }
        Value target = targets.getFirst();
        String queue = resolver.text(target.find("Arn").orElseThrow(), rule.logicalId());
        Map<String, String> paths = new TreeMap<>();
        target.find("InputTransformer", "InputPathsMap")
                .map(Value::fields)
                .orElse(Map.of())
                .forEach((name, path) -> paths.put(name, resolver.text(path, rule.logicalId())));
        return new Deployment.Rule(
                resolver.text(rule, "Name"),
                resolver.optionalText(rule, "EventBusName").orElse("default"),
                resolver.text(rule, "State").equals("ENABLED"),
                Json.write(json(rule.require("EventPattern"), rule.logicalId())),
                queue.substring(queue.lastIndexOf(':') + 1),
                target.find("InputPath").map(path -> resolver.text(path, rule.logicalId())),
                paths,
                target.find("InputTransformer", "InputTemplate")
                        .map(text -> resolver.text(text, rule.logicalId()))
                        .orElse(""));
    }

    private Object json(Value value, String place) {
        return switch (value) {
            case Value.Mapping mapping -> {
                Map<String, Object> members = new TreeMap<>();
                mapping.fields().forEach((name, member) -> members.put(name, json(member, place)));
                yield members;
            }
            case Value.Sequence list ->
                list.values().stream().map(element -> json(element, place)).toList();
            default -> resolver.text(value, place);
        };
    }

    private Queue queue(Resource queue) {
        return new Queue(
                resolver.text(queue, "QueueName"),
                seconds(queue, "VisibilityTimeout").orElse(DEFAULT_VISIBILITY),
                seconds(queue, "MessageRetentionPeriod").orElse(DEFAULT_RETENTION),
                resolver.optionalText(queue, "ContentBasedDeduplication")
                        .map(Boolean::parseBoolean)
                        .orElse(false),
                queue.find("RedrivePolicy").map(policy -> redrive(queue)));
    }

    private Redrive redrive(Resource queue) {
        return new Redrive(
                resolver.queueName(queue, "RedrivePolicy", "deadLetterTargetArn"),
                Integer.parseInt(resolver.text(queue, "RedrivePolicy", "maxReceiveCount")));
    }

    private Bucket bucket(Resource bucket) {
        return new Bucket(
                resolver.text(bucket, "BucketName"),
                resolver.optionalText(bucket, "VersioningConfiguration", "Status")
                        .filter("Enabled"::equals)
                        .isPresent());
    }

    private Optional<Duration> seconds(Resource resource, String property) {
        return resolver.optionalText(resource, property).map(Long::parseLong).map(Duration::ofSeconds);
    }

    record TableReader(Resolver resolver) {
        Table read(Resource table) {
            String place = table.logicalId();
            List<Attribute> attributes = elements(table.properties(), "AttributeDefinitions")
                    .map(definition -> new Attribute(
                            text(definition, place, "AttributeName"), text(definition, place, "AttributeType")))
                    .toList();
            Keys keys = new Keys(place, attributes.stream().collect(Collectors.toMap(Attribute::name, a -> a)));
            return new Table(
                    resolver.text(table, "TableName"),
                    attributes,
                    keys.require(table.properties(), "HASH"),
                    keys.find(table.properties(), "RANGE"),
                    elements(table.properties(), "GlobalSecondaryIndexes")
                            .map(keys::index)
                            .toList(),
                    resolver.optionalText(table, "TimeToLiveSpecification", "AttributeName"),
                    resolver.optionalText(table, "StreamSpecification", "StreamViewType"));
        }

        private String text(Value value, String place, String... path) {
            return value.find(path)
                    .map(found -> resolver.text(found, place))
                    .orElseThrow(() -> new InvalidTemplate(place, "has no " + String.join(".", path)));
        }

        private static Stream<Value> elements(Value value, String key) {
            return value.find(key).stream().flatMap(list -> list.elements().stream());
        }

        private final class Keys {
            private final String place;
            private final Map<String, Attribute> attributes;

            Keys(String place, Map<String, Attribute> attributes) {
                this.place = place;
                this.attributes = attributes;
            }

            Index index(Value index) {
                return new Index(
                        text(index, place, "IndexName"),
                        require(index, "HASH"),
                        find(index, "RANGE"),
                        text(index, place, "Projection", "ProjectionType"),
                        index.find("Projection").stream()
                                .flatMap(projection -> elements(projection, "NonKeyAttributes"))
                                .map(attribute -> resolver.text(attribute, place))
                                .toList());
            }

            Attribute require(Value keyed, String type) {
                return find(keyed, type).orElseThrow(() -> new InvalidTemplate(place, "has a key without " + type));
            }

            Optional<Attribute> find(Value keyed, String type) {
                return elements(keyed, "KeySchema")
                        .filter(key -> text(key, place, "KeyType").equals(type))
                        .map(key -> attribute(text(key, place, "AttributeName")))
                        .findFirst();
            }

            private Attribute attribute(String name) {
                return Optional.ofNullable(attributes.get(name))
                        .orElseThrow(() -> new InvalidTemplate(place, "does not define the attribute " + name));
            }
        }
    }
}
