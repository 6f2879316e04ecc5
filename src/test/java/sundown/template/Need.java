package sundown.template;

import java.lang.reflect.Parameter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sundown.local.rights.SampleCalls;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.template.AwsCalls.Call;
import sundown.template.Beans.Bean;

/**
 * An action that a function's code needs on at least one of the resources that the calling bean knows.
 *
 * @param resources their logical IDs
 */
record Need(Bean bean, String action, Set<String> resources) {
    private static final Template TEMPLATE = Deployed.template();

    /** The types of the resources that the actions of a service apply to. */
    private static final Map<String, String> TYPES = Map.of(
            "dynamodb", "AWS::DynamoDB::Table",
            "s3", "AWS::S3::Bucket",
            "sqs", "AWS::SQS::Queue",
            "kms", "AWS::KMS::Key",
            "events", "AWS::Events::EventBus",
            "scheduler", "AWS::Scheduler::ScheduleGroup",
            "ses", "AWS::SES::ConfigurationSet",
            "secretsmanager", Right.SECRET,
            "iam", "AWS::IAM::Role");

    /**
     * What a call may need besides its action: without ListBucket, S3 returns 403 instead of 404 for a missing object;
     * DeleteObjects with versions needs DeleteObjectVersion.
     */
    private static final Map<String, String> BESIDES =
            Map.of("s3:GetObject", "s3:ListBucket", "s3:DeleteObject", "s3:DeleteObjectVersion");

    private static final Set<String> OF_THE_CLIENT_ITSELF = Set.of(Bytecode.CONSTRUCTOR, "builder", "close");

    /** The needs of a function's code. */
    static Set<Need> of(Resource function) {
        AwsCalls walk = AwsCalls.of(Beans.function(function));
        return calls(walk)
                .flatMap(call -> SampleCalls.actions(call.name()).stream()
                        .map(action -> of(function, walk, call.bean(), action)))
                .collect(Collectors.toSet());
    }

    /** The calls that send a request. */
    static Stream<Call> calls(AwsCalls walk) {
        return walk.calls.stream().filter(call -> !OF_THE_CLIENT_ITSELF.contains(call.operation()));
    }

    boolean isMetBy(Set<Right> rights) {
        return Stream.concat(resources.stream(), Stream.of(Right.ANY))
                .anyMatch(resource -> rights.contains(new Right(action, resource)));
    }

    boolean explains(Right right) {
        return (resources.contains(right.resource()) || right.resource().equals(Right.ANY))
                && (action.equals(right.action()) || right.action().equals(BESIDES.get(action)));
    }

    /** A bean that reads none of the names from its fields has passed them on when it was made. */
    private static Need of(Resource function, AwsCalls walk, Bean bean, String action) {
        String type = TYPES.get(action.substring(0, action.indexOf(':')));
        Set<String> read = resources(function, bean, type, walk::leavesUnread);
        return new Need(
                bean, action, read.isEmpty() ? resources(function, bean, type, (any, parameter) -> false) : read);
    }

    /** The resources of a type that a bean knows by name, from its own parameters or from a record of settings. */
    private static Set<String> resources(Resource function, Bean bean, String type, BiPredicate<Bean, String> unread) {
        return Stream.concat(
                        Stream.of(bean),
                        bean.injected().filter(other -> other.type().isRecord()))
                .flatMap(owner -> owner.parameters()
                        .filter(parameter -> !unread.test(owner, parameter.getName()))
                        .flatMap(parameter -> resource(function, parameter)))
                .filter(resource -> Right.type(resource).equals(type))
                .collect(Collectors.toSet());
    }

    private static Stream<String> resource(Resource function, Parameter parameter) {
        return Optional.ofNullable(parameter.getAnnotation(ConfigProperty.class)).stream()
                .map(ConfigProperty::name)
                .flatMap(name -> Stream.concat(NamedResources.of(name), passed(function, name)));
    }

    private static Stream<String> passed(Resource function, String variable) {
        return TEMPLATE
                .functionDefaults()
                .find("Environment", "Variables", variable)
                .or(() -> function.find("Environment", "Variables", variable))
                .stream()
                .flatMap(Right::referredBy);
    }
}
