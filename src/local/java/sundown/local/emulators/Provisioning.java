package sundown.local.emulators;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import sundown.local.template.Deployment;
import sundown.local.template.Deployment.Attribute;
import sundown.local.template.Deployment.Bucket;
import sundown.local.template.Deployment.Index;
import sundown.local.template.Deployment.Queue;
import sundown.local.template.Deployment.Redrive;
import sundown.local.template.Deployment.Rule;
import sundown.local.template.Deployment.Table;

/**
 * Creates those resources of a deployment that are missing in a cloud; what is there stays as it is. It calls the
 * services as anybody does, so that it works on every cloud.
 */
record Provisioning(Clients clients) {
    private static final Duration POLL = Duration.ofMillis(10);

    void create(Deployment deployment) {
        deployment.keys().forEach(this::createKey);
        deployment.buses().forEach(this::createBus);
        deployment.scheduleGroups().forEach(this::createScheduleGroup);
        deployment.tables().forEach(this::create);
        deadLetterQueuesFirst(deployment.queues()).forEach(this::create);
        deployment.buckets().forEach(this::create);
        deployment.rules().forEach(this::create);
    }

    private void create(Rule rule) {
        EventBridgeClient events = clients.eventBridge();
        events.putRule(request -> request.name(rule.name())
                .eventBusName(rule.bus())
                .eventPattern(rule.pattern())
                .state(rule.enabled() ? RuleState.ENABLED : RuleState.DISABLED));
        Target.Builder target = Target.builder()
                .id("queue")
                .arn("arn:aws:sqs:%s:%s:%s".formatted(Endpoints.REGION, Endpoints.ACCOUNT, rule.queue()));
        rule.inputPath()
                .ifPresentOrElse(
                        target::inputPath,
                        () -> target.inputTransformer(transformer ->
                                transformer.inputPathsMap(rule.inputPaths()).inputTemplate(rule.inputTemplate())));
        events.putTargets(
                request -> request.rule(rule.name()).eventBusName(rule.bus()).targets(target.build()));
    }

    /** KMS chooses the ids of keys itself; what they are known by is an alias. */
    private void createKey(String alias) {
        try {
            clients.kms().describeKey(request -> request.keyId(alias));
        } catch (NotFoundException missing) {
            String id = clients.kms().createKey().keyMetadata().keyId();
            clients.kms().createAlias(request -> request.aliasName(alias).targetKeyId(id));
        }
    }

    private void createBus(String name) {
        unlessThere(
                ResourceAlreadyExistsException.class,
                () -> clients.eventBridge().createEventBus(request -> request.name(name)));
    }

    private void createScheduleGroup(String name) {
        unlessThere(
                ConflictException.class, () -> clients.scheduler().createScheduleGroup(request -> request.name(name)));
    }

    private void create(Bucket bucket) {
        unlessThere(
                BucketAlreadyOwnedByYouException.class,
                () -> clients.s3()
                        .createBucket(request -> request.bucket(bucket.name())
                                .createBucketConfiguration(where -> where.locationConstraint(Endpoints.REGION))));
        if (bucket.versioned()) {
            clients.s3()
                    .putBucketVersioning(request -> request.bucket(bucket.name())
                            .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        }
    }

    private static void unlessThere(Class<? extends SdkException> there, Runnable creation) {
        try {
            creation.run();
        } catch (SdkException refused) {
            if (!there.isInstance(refused)) {
                throw refused;
            }
        }
    }

    private void create(Table table) {
        unlessThere(ResourceInUseException.class, () -> clients.dynamoDb().createTable(createTable(table)));
        clients.dynamoDb()
                .waiter()
                .waitUntilTableExists(
                        request -> request.tableName(table.name()),
                        waiter -> waiter.backoffStrategyV2(BackoffStrategy.fixedDelay(POLL)));
        table.timeToLiveAttribute().ifPresent(attribute -> endRowsBy(attribute, table.name()));
    }

    /** DynamoDB refuses to enable it a second time. */
    private void endRowsBy(String attribute, String table) {
        TimeToLiveStatus status = clients.dynamoDb()
                .describeTimeToLive(request -> request.tableName(table))
                .timeToLiveDescription()
                .timeToLiveStatus();
        if (status == TimeToLiveStatus.DISABLED) {
            clients.dynamoDb()
                    .updateTimeToLive(request -> request.tableName(table)
                            .timeToLiveSpecification(
                                    ttl -> ttl.attributeName(attribute).enabled(true)));
        }
    }

    private static CreateTableRequest createTable(Table table) {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(table.attributes().stream()
                        .map(Provisioning::definition)
                        .toList())
                .keySchema(keySchema(table.partitionKey(), table.sortKey()));
        if (!table.indexes().isEmpty()) {
            request.globalSecondaryIndexes(
                    table.indexes().stream().map(Provisioning::index).toList());
        }
        table.streamView()
                .ifPresent(view -> request.streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(view)));
        return request.build();
    }

    private static AttributeDefinition definition(Attribute attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute.name())
                .attributeType(attribute.type())
                .build();
    }

    private static GlobalSecondaryIndex index(Index index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keySchema(index.partitionKey(), index.sortKey()))
                .projection(projection -> {
                    projection.projectionType(index.projection());
                    if (!index.projectedAttributes().isEmpty()) {
                        projection.nonKeyAttributes(index.projectedAttributes());
                    }
                })
                .build();
    }

    private static List<KeySchemaElement> keySchema(Attribute partitionKey, Optional<Attribute> sortKey) {
        return Stream.concat(
                        Stream.of(key(partitionKey, KeyType.HASH)),
                        sortKey.stream().map(attribute -> key(attribute, KeyType.RANGE)))
                .toList();
    }

    private static KeySchemaElement key(Attribute attribute, KeyType type) {
        return KeySchemaElement.builder()
                .attributeName(attribute.name())
                .keyType(type)
                .build();
    }

    /** A redrive policy may name only a queue that exists. */
    private static Stream<Queue> deadLetterQueuesFirst(List<Queue> queues) {
        return Stream.concat(
                queues.stream().filter(queue -> queue.redrive().isEmpty()),
                queues.stream().filter(queue -> queue.redrive().isPresent()));
    }

    private void create(Queue queue) {
        Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
        attributes.put(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                Long.toString(queue.visibilityTimeout().toSeconds()));
        attributes.put(
                QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                Long.toString(queue.retention().toSeconds()));
        if (queue.fifo()) {
            attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
            attributes.put(
                    QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
                    Boolean.toString(queue.contentBasedDeduplication()));
        }
        queue.redrive().ifPresent(redrive -> attributes.put(QueueAttributeName.REDRIVE_POLICY, policy(redrive)));
        unlessThere(
                QueueNameExistsException.class,
                () -> clients.sqs()
                        .createQueue(request -> request.queueName(queue.name()).attributes(attributes)));
    }

    private static String policy(Redrive redrive) {
        return """
                {"deadLetterTargetArn": "arn:aws:sqs:%s:%s:%s", "maxReceiveCount": %d}""".formatted(Endpoints.REGION, Endpoints.ACCOUNT, redrive.deadLetterQueue(), redrive.maxReceiveCount());
    }
}
