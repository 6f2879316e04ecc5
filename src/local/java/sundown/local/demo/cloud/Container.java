package sundown.local.demo.cloud;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sundown.aws.dynamodb.DynamoAccountStore;
import sundown.aws.dynamodb.DynamoApprovalStore;
import sundown.aws.dynamodb.DynamoArchiveStore;
import sundown.aws.dynamodb.DynamoCallRecords;
import sundown.aws.dynamodb.DynamoCertificateChain;
import sundown.aws.dynamodb.DynamoClaims;
import sundown.aws.dynamodb.DynamoClosingStore;
import sundown.aws.dynamodb.DynamoCountingStore;
import sundown.aws.dynamodb.DynamoDeletionRecords;
import sundown.aws.dynamodb.DynamoDeliveryLedger;
import sundown.aws.dynamodb.DynamoGalleryIndex;
import sundown.aws.dynamodb.DynamoHoldStore;
import sundown.aws.dynamodb.DynamoJobStore;
import sundown.aws.dynamodb.DynamoKillSwitch;
import sundown.aws.dynamodb.DynamoLimitStore;
import sundown.aws.dynamodb.DynamoPlanStore;
import sundown.aws.dynamodb.DynamoPurgeStore;
import sundown.aws.dynamodb.DynamoReceiptStore;
import sundown.aws.dynamodb.DynamoRefundLedger;
import sundown.aws.dynamodb.DynamoTimelineStore;
import sundown.aws.dynamodb.DynamoTransferStore;
import sundown.aws.dynamodb.DynamoUserRows;
import sundown.aws.s3.S3AuditFiles;
import sundown.aws.s3.S3BucketDeletion;
import sundown.aws.s3.S3BucketListing;
import sundown.aws.s3.S3ReportFiles;
import sundown.edge.MessageQueue;

/**
 * Makes functions over a stack's tables and buckets in this process, as their container does where they are deployed.
 */
final class Container {
    private static final List<Class<?>> ADAPTERS = List.of(
            DynamoAccountStore.class,
            DynamoApprovalStore.class,
            DynamoArchiveStore.class,
            DynamoCallRecords.class,
            DynamoCertificateChain.class,
            DynamoClaims.class,
            DynamoClosingStore.class,
            DynamoCountingStore.class,
            DynamoDeletionRecords.class,
            DynamoDeliveryLedger.class,
            DynamoGalleryIndex.class,
            DynamoHoldStore.class,
            DynamoJobStore.class,
            DynamoKillSwitch.class,
            DynamoLimitStore.class,
            DynamoPlanStore.class,
            DynamoPurgeStore.class,
            DynamoReceiptStore.class,
            DynamoRefundLedger.class,
            DynamoTimelineStore.class,
            DynamoTransferStore.class,
            DynamoUserRows.class,
            S3AuditFiles.class,
            S3BucketDeletion.class,
            S3BucketListing.class,
            S3ReportFiles.class);

    private final SmallRyeConfig variables;
    private final Map<String, ? extends MessageQueue<?>> queues;
    private final List<Object> parts;

    /**
     * Reads the variables of a stack's functions.
     *
     * @param queues by their names in the code
     * @param given are taken where their types are asked for
     */
    Container(Stack stack, Map<String, ? extends MessageQueue<?>> queues, List<?> given) {
        this.variables = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(stack.names(), "variables", 0))
                .build();
        this.queues = queues;
        this.parts = new ArrayList<>(given);
    }

    /** The one part of a type. */
    <T> T get(Class<T> wanted) {
        Optional<T> found =
                parts.stream().filter(wanted::isInstance).map(wanted::cast).findFirst();
        return found.orElseGet(() -> {
            T made = wanted.cast(make(wanted));
            parts.add(made);
            return made;
        });
    }

    private Object make(Class<?> wanted) {
        return producer(wanted).map(this::call).orElseGet(() -> call(constructor(wanted)));
    }

    private static Optional<Executable> producer(Class<?> wanted) {
        return Stream.of(wanted.getDeclaredClasses())
                .flatMap(nested -> Stream.of(nested.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Produces.class))
                .map(Executable.class::cast)
                .findFirst();
    }

    private static Constructor<?> constructor(Class<?> wanted) {
        return ADAPTERS.stream()
                .filter(wanted::isAssignableFrom)
                .findFirst()
                .<Stream<Class<?>>>map(Stream::of)
                .orElse(Stream.of(wanted))
                .flatMap(implementation -> Stream.of(implementation.getDeclaredConstructors()))
                .max(Comparator.comparing(Constructor::getParameterCount))
                .orElseThrow(() -> new IllegalArgumentException("nothing is a " + wanted));
    }

    private Object call(Executable maker) {
        Object[] needed = Stream.of(maker.getParameters()).map(this::part).toArray();
        maker.setAccessible(true);
        try {
            return switch (maker) {
                case Constructor<?> constructor -> constructor.newInstance(needed);
                case Method method -> method.invoke(make(method.getDeclaringClass()), needed);
            };
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("nothing can be made by " + maker, broken);
        }
    }

    private Object part(Parameter needed) {
        if (needed.isAnnotationPresent(ConfigProperty.class)) {
            return value(needed);
        }
        if (needed.isAnnotationPresent(Named.class)) {
            return queues.get(needed.getAnnotation(Named.class).value());
        }
        return needed.getType() == List.class ? List.of() : get(needed.getType());
    }

    private Object value(Parameter needed) {
        String name = needed.getAnnotation(ConfigProperty.class).name();
        return needed.getParameterizedType() instanceof ParameterizedType list
                ? variables.getValues(name, (Class<?>) list.getActualTypeArguments()[0])
                : variables.getValue(name, needed.getType());
    }
}
