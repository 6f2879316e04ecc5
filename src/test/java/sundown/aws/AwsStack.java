package sundown.aws;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import sundown.local.emulators.Clients;
import sundown.local.emulators.Cloud;
import sundown.local.emulators.TestStack;
import sundown.local.template.Deployment;
import sundown.local.template.Deployment.Names;

/**
 * What the template deploys, for one test alone, under the names that a function knows. A resource is created when its
 * name is first asked for: a test needs one or two of some hundred.
 */
public final class AwsStack {
    /** The most that DynamoDB writes in one call. */
    private static final int A_BATCH = 25;

    private final Cloud cloud;
    private final Deployment deployment;
    private final Map<String, String> names;
    private final Set<String> created = new HashSet<>();
    /** A client of the tables that does no more than DynamoDB promises. */
    public final DynamoDbClient dynamoDb;

    private AwsStack(Cloud cloud, Deployment deployment) {
        this.cloud = cloud;
        this.dynamoDb = new GrudgingDynamoDb(new WeakDynamoDb(cloud.clients().dynamoDb()));
        this.deployment = deployment;
        this.names = Names.of(deployment, cloud.endpoints().environment());
    }

    /** Resolves the template under a name of its own. */
    public static AwsStack provision(Cloud cloud) {
        return new AwsStack(
                cloud,
                TestStack.deployment(cloud, "t" + UUID.randomUUID().toString().substring(0, 18)));
    }

    /** The value of a variable that a function has or derives; what it names is there from now on. */
    public String name(String variable) {
        String value = names.get(variable);
        String name = value.substring(Math.max(value.lastIndexOf('/'), value.lastIndexOf(':')) + 1);
        if (created.add(name)) {
            cloud.provision(only(name));
        }
        return value;
    }

    private Deployment only(String name) {
        Set<String> queues = new HashSet<>(Set.of(name));
        deployment.queues().stream()
                .filter(queue -> queue.name().equals(name))
                .flatMap(queue -> queue.redrive().stream())
                .forEach(redrive -> queues.add(redrive.deadLetterQueue()));
        return new Deployment(
                List.of(),
                those(deployment.tables(), table -> table.name().equals(name)),
                those(deployment.queues(), queue -> queues.contains(queue.name())),
                those(deployment.buckets(), bucket -> bucket.name().equals(name)),
                those(deployment.keys(), alias -> alias.endsWith("/" + name)),
                those(deployment.buses(), name::equals),
                List.of(),
                those(deployment.scheduleGroups(), name::equals),
                Optional.empty());
    }

    private static <T> List<T> those(List<T> resources, Predicate<T> wanted) {
        return resources.stream().filter(wanted).toList();
    }

    /** Clients of its cloud. */
    public Clients clients() {
        return cloud.clients();
    }

    /** A client of the buckets that lists two entries a page. */
    public S3Client s3() {
        return Clients.s3(cloud.endpoints().address(), List.of(new SmallPages()));
    }

    /** Writes a row into the table that a variable names. */
    public void put(String variable, Map<String, AttributeValue> row) {
        clients()
                .dynamoDb()
                .putItem(request -> request.tableName(name(variable)).item(row));
    }

    /** The same with many rows, each with a key of its own. */
    public void putAll(String variable, Stream<Map<String, AttributeValue>> rows) {
        rows.map(row -> WriteRequest.builder().putRequest(put -> put.item(row)).build())
                .gather(Gatherers.windowFixed(A_BATCH))
                .forEach(batch -> clients()
                        .dynamoDb()
                        .batchWriteItem(request -> request.requestItems(Map.of(name(variable), batch))));
    }

    /** Lists two entries a page, so that pages also end between two versions, or two uploads, of one key. */
    static final class SmallPages implements ExecutionInterceptor {
        private static final int PAGE = 2;

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            return switch (context.request()) {
                case ListObjectsV2Request objects ->
                    objects.toBuilder().maxKeys(PAGE).build();
                case ListObjectVersionsRequest versions ->
                    versions.toBuilder().maxKeys(PAGE).build();
                case ListMultipartUploadsRequest uploads ->
                    uploads.toBuilder().maxUploads(PAGE).build();
                case ListPartsRequest parts -> parts.toBuilder().maxParts(PAGE).build();
                default -> context.request();
            };
        }
    }
}
