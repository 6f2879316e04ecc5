package sundown.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.local.template.Deployment.Function;
import sundown.local.template.Template.InvalidTemplate;
import sundown.local.template.Template.Policies;
import sundown.local.template.Template.Policies.Role;
import sundown.local.template.Template.Policies.Statement;
import sundown.local.template.Template.Policies.Statement.StatedCondition;

/** Reads the policies of the functions' roles, and what the policies of buckets and queues deny. */
record PolicyReader(Template template, Resolver resolver) {
    private static final Set<String> MEMBERS =
            Set.of("Sid", "Effect", "Principal", "Action", "Resource", "NotResource", "Condition");
    private static final Value EVERYBODY = new Value.Text("*");

    Policies read(List<Function> functions) {
        Map<String, Role> roles = functions.stream()
                .collect(Collectors.toMap(
                        Function::export, function -> role(template.role(template.resource(function.logicalId())))));
        template.resources("AWS::IAM::Role").stream()
                .filter(role -> role.find("RoleName").isPresent())
                .forEach(role -> roles.put(resolver.text(role.require("RoleName"), role.logicalId()), role(role)));
        return new Policies(
                roles,
                Stream.of("AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy")
                        .flatMap(type -> template.resources(type).stream())
                        .filter(resolver::exists)
                        .flatMap(this::denials)
                        .toList());
    }

    private Role role(Resource role) {
        return new Role(
                resolver.arn(role.logicalId()),
                resolver.statements(role)
                        .map(statement -> statement(statement, List.of("*"), role.logicalId()))
                        .toList());
    }

    /** What they allow is for services of AWS; the functions have no other rights than those of their roles. */
    private Stream<Statement> denials(Resource policy) {
        return resolver.statements(policy)
                .filter(statement -> !isForAService(statement))
                .map(statement -> ofEverybody(statement, policy));
    }

    private static boolean isForAService(Value statement) {
        return statement.find("Principal", "Service").isPresent();
    }

    private Statement ofEverybody(Value value, Resource policy) {
        Statement statement = statement(value, all(policy), policy.logicalId());
        if (statement.allows() || !value.find("Principal").equals(Optional.of(EVERYBODY))) {
            throw new InvalidTemplate(
                    policy.logicalId(), "is only supported where it denies something to all principals");
        }
        return statement;
    }

    /** All that a policy can apply to: the policy of a bucket or of queues never applies to others. */
    private List<String> all(Resource policy) {
        return policy.find("Bucket")
                .map(bucket -> "arn:aws:s3:::" + resolver.text(bucket, policy.logicalId()))
                .map(bucket -> List.of(bucket, bucket + "/*"))
                .orElseGet(() -> policy.require("Queues").elements().stream()
                        .map(queue -> resolver.arn(((Value.Ref) queue).target()))
                        .toList());
    }

    /** @param all what the statement applies to where it names everything, or only what it excludes */
    private Statement statement(Value statement, List<String> all, String place) {
        statement.fields().keySet().stream()
                .filter(member -> !MEMBERS.contains(member))
                .forEach(member -> {
                    throw new InvalidTemplate(place, "has a statement with " + member + ", which is not supported");
                });
        List<String> resources = texts(statement, place, "Resource");
        return new Statement(
                texts(statement, place, "Effect").equals(List.of("Allow")),
                texts(statement, place, "Action"),
                statement.find("NotResource").isPresent() || resources.equals(List.of("*")) ? all : resources,
                texts(statement, place, "NotResource"),
                statement.find("Condition").stream()
                        .flatMap(condition -> conditions(condition, place))
                        .toList());
    }

    private Stream<StatedCondition> conditions(Value condition, String place) {
        return condition.fields().entrySet().stream()
                .flatMap(operator -> operator.getValue().fields().keySet().stream()
                        .map(key ->
                                new StatedCondition(operator.getKey(), key, texts(operator.getValue(), place, key))));
    }

    private List<String> texts(Value owner, String place, String name) {
        return owner.find(name).stream()
                .flatMap(values -> values.elements().stream())
                .map(value -> resolver.text(value, place))
                .toList();
    }
}
