package sundown.local.template;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.local.template.Template.InvalidTemplate;

/**
 * Refuses what AWS refuses when it creates a stack, so that a template that runs on one machine can be deployed.
 * Sources: the quotas of CloudFormation, the naming rules of each service, and "Additional limitations" of custom
 * policies in the developer guide of SQS.
 */
record Refusals(Template template, Resolver resolver) {
    private static final int MOST_RESOURCES = 500;
    private static final String ANY = "*";
    private static final String SCHEDULE = "ScheduleV2";

    /** The names that a service takes for what it creates. */
    private record NameRule(String type, String property, String form) {}

    private static final NameRule OF_SCHEDULES = new NameRule(SCHEDULE, "Name", "[A-Za-z0-9_.-]{1,64}");

    private static final List<NameRule> NAMES = List.of(
            new NameRule("AWS::SQS::Queue", "QueueName", "(?=.{1,80}$)[A-Za-z0-9_-]+(\\.fifo)?"),
            new NameRule("AWS::DynamoDB::Table", "TableName", "[A-Za-z0-9_.-]{3,255}"),
            new NameRule("AWS::S3::Bucket", "BucketName", "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"),
            new NameRule("AWS::Serverless::Function", "FunctionName", "[A-Za-z0-9_-]{1,64}"),
            new NameRule("AWS::IAM::Role", "RoleName", "[A-Za-z0-9_+=,.@-]{1,64}"),
            new NameRule("AWS::Events::EventBus", "Name", "[A-Za-z0-9/._-]{1,256}"),
            new NameRule("AWS::Events::Rule", "Name", "[A-Za-z0-9._-]{1,64}"),
            new NameRule("AWS::Scheduler::ScheduleGroup", "Name", "[A-Za-z0-9_.-]{1,64}"),
            new NameRule("AWS::SES::ConfigurationSet", "Name", "[A-Za-z0-9_-]{1,64}"),
            new NameRule("AWS::Logs::LogGroup", "LogGroupName", "[A-Za-z0-9._/#-]{1,512}"));

    void check() {
        template.rules().forEach(this::requireRule);
        int resources = template.translatedResources();
        if (resources > MOST_RESOURCES) {
            throw new InvalidTemplate(
                    "Resources",
                    "CloudFormation takes " + MOST_RESOURCES + ", and with what SAM makes there are " + resources);
        }
        NAMES.forEach(rule -> template.resources(rule.type()).forEach(resource -> requireName(resource, rule)));
        schedules().forEach(schedule -> requireName(schedule, OF_SCHEDULES));
        template.resources("AWS::SQS::QueuePolicy").forEach(this::requireOneQueue);
    }

    private void requireRule(String name, Value rule) {
        if (rule.find("RuleCondition").map(condition -> holds(condition, name)).orElse(true)) {
            rule.find("Assertions").stream()
                    .flatMap(assertions -> assertions.elements().stream())
                    .filter(assertion -> !holds(assertion.find("Assert").orElseThrow(), name))
                    .findFirst()
                    .ifPresent(broken -> {
                        throw new InvalidTemplate(
                                name,
                                resolver.text(broken.find("AssertDescription").orElseThrow(), name));
                    });
        }
    }

    private boolean holds(Value condition, String place) {
        if (condition instanceof Value.Equals equality) {
            return resolver.holds(equality, place);
        }
        throw new InvalidTemplate(place, "has " + condition + " in place of a condition");
    }

    private Stream<Resource> schedules() {
        return template.resources("AWS::Serverless::Function").stream()
                .flatMap(function -> function.find("Events").stream()
                        .flatMap(events -> events.fields().entrySet().stream())
                        .map(event -> Resource.of(function.logicalId() + "." + event.getKey(), event.getValue())))
                .filter(event -> event.type().equals(SCHEDULE));
    }

    private void requireName(Resource resource, NameRule rule) {
        resolver.optionalText(resource, rule.property())
                .filter(name -> !name.matches(rule.form()))
                .ifPresent(name -> {
                    throw new InvalidTemplate(
                            resource.logicalId(),
                            "AWS refuses the %s %s of %d characters, which does not match %s"
                                    .formatted(rule.property(), name, name.length(), rule.form()));
                });
    }

    /** SQS takes one resource in a statement: the queue that has the policy, or any. */
    private void requireOneQueue(Resource policy) {
        Set<String> queues = policy.require("Queues").elements().stream()
                .map(queue -> resolver.arn(((Value.Ref) queue).target()))
                .collect(Collectors.toSet());
        policy.statements().forEach(statement -> {
            List<String> resources = statement.find("Resource").stream()
                    .flatMap(named -> named.elements().stream())
                    .map(named -> resolver.text(named, policy.logicalId()))
                    .toList();
            if (resources.size() > 1) {
                throw new InvalidTemplate(
                        policy.logicalId(), "SQS takes one resource in a statement, and one has " + resources.size());
            }
            if (!resources.contains(ANY) && !queues.equals(Set.copyOf(resources))) {
                throw new InvalidTemplate(
                        policy.logicalId(), "SQS refuses a statement about a queue that does not have the policy");
            }
        });
    }
}
