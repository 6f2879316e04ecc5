package sundown.local.rights;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import sundown.local.emulators.SeenRequest;
import sundown.local.lambda.AwsAccount;

/** A call of each operation of AWS that the functions use, named by its client's service and method. */
public final class SampleCalls {
    static final String CALLER = "caller";
    static final String QUEUE_URL = RightsStack.QUEUES + "/work";
    static final String QUEUE_ARN = "arn:aws:sqs:eu-west-1:000000000000:work";
    static final String ROLE = "arn:aws:iam::000000000000:role/Sender";
    static final Map<String, AttributeValue> KEY =
            Map.of("userId", AttributeValue.fromS("user-1"), "itemId", AttributeValue.fromS("item-1"));

    private static final Map<String, Consumer<SentRequests>> CALLS = Map.ofEntries(
            entry(
                    "dynamodb:getItem",
                    sent -> sent.dynamoDb()
                            .getItem(request -> request.tableName("stack-items").key(KEY))),
            entry(
                    "dynamodb:putItem",
                    sent -> sent.dynamoDb()
                            .putItem(request -> request.tableName("stack-items").item(KEY))),
            entry(
                    "dynamodb:updateItem",
                    sent -> sent.dynamoDb()
                            .updateItem(request -> request.tableName("stack-items")
                                    .key(KEY)
                                    .updateExpression("SET #taken = :now, place.town = :town ADD views :one")
                                    .conditionExpression(
                                            "attribute_not_exists(gone) AND (kind IN (:a) OR NOT chargeId = :b)")
                                    .expressionAttributeNames(Map.of("#taken", "takenAt"))
                                    .returnValues("ALL_NEW"))),
            entry(
                    "dynamodb:deleteItem",
                    sent -> sent.dynamoDb()
                            .deleteItem(
                                    request -> request.tableName("stack-items").key(KEY))),
            entry(
                    "dynamodb:queryPaginator",
                    sent -> sent.dynamoDb()
                            .queryPaginator(request -> request.tableName("stack-accounts")
                                    .indexName("by-group")
                                    .keyConditionExpression("groupShard = :shard AND userId > :after")
                                    .expressionAttributeValues(Map.of(
                                            ":shard",
                                            AttributeValue.fromS("1#00"),
                                            ":after",
                                            AttributeValue.fromS("user-1"))))
                            .items()
                            .forEach(row -> {})),
            entry("dynamodb:describeLimits", sent -> sent.dynamoDb().describeLimits()),
            entry("account:getTopicAttributes", sent -> sent.signed().getTopicAttributes("arn:aws:sns:::topic")),
            entry("account:getAccountSettings", sent -> sent.signed().getAccountSettings()),
            entry("account:getTelemetryEnrichmentStatus", sent -> sent.signed().getTelemetryEnrichmentStatus()),
            entry("account:getMetricData", sent -> sent.signed().getMetricData("{}")),
            entry("account:getTrailStatus", sent -> sent.signed().getTrailStatus("arn:aws:cloudtrail:::trail/one")),
            entry(
                    "account:simulatePrincipalPolicy",
                    sent -> sent.signed().simulatePrincipalPolicy(ROLE, "s3:GetObject", "arn:aws:s3:::photos/1")),
            entry(
                    "dynamodb:scanPaginator",
                    sent -> sent.dynamoDb()
                            .scanPaginator(request -> request.tableName("stack-accounts"))
                            .items()
                            .forEach(row -> {})),
            entry("dynamodb:scan", sent -> sent.dynamoDb().scan(request -> request.tableName("stack-accounts"))),
            entry(
                    "dynamodb:batchGetItemPaginator",
                    sent -> sent.dynamoDb()
                            .batchGetItemPaginator(request -> request.requestItems(Map.of(
                                    "stack-items",
                                    KeysAndAttributes.builder()
                                            .keys(List.of(KEY))
                                            .build())))
                            .forEach(page -> {})),
            entry(
                    "dynamodb:batchWriteItem",
                    sent -> sent.dynamoDb()
                            .batchWriteItem(request -> request.requestItems(Map.of(
                                    "stack-items",
                                    List.of(
                                            WriteRequest.builder()
                                                    .putRequest(put -> put.item(KEY))
                                                    .build(),
                                            WriteRequest.builder()
                                                    .deleteRequest(delete -> delete.key(Map.of(
                                                            "userId", AttributeValue.fromS("user-2"),
                                                            "itemId", AttributeValue.fromS("item-2"))))
                                                    .build()))))),
            entry(
                    "s3:getObject",
                    sent -> sent.s3()
                            .getObject(request -> request.bucket("photos").key("1/user 1/a+b"))),
            entry(
                    "s3:getObjectAsBytes",
                    sent -> sent.s3()
                            .getObjectAsBytes(
                                    request -> request.bucket("photos").key("1/user 1/a+b"))),
            entry(
                    "s3:presignGetObject",
                    sent -> sent.follow(sent.presigner()
                            .presignGetObject(request -> request.signatureDuration(Duration.ofMinutes(5))
                                    .getObjectRequest(get -> get.bucket("photos")
                                            .key("1/user 1/a+b")
                                            .responseContentDisposition("attachment")))
                            .httpRequest())),
            entry(
                    "s3:headObject",
                    sent -> sent.s3()
                            .headObject(request -> request.bucket("photos").key("1/a"))),
            entry("s3:getBucketPolicy", sent -> sent.s3().getBucketPolicy(request -> request.bucket("photos"))),
            entry("s3:headBucket", sent -> sent.s3().headBucket(request -> request.bucket("photos"))),
            entry(
                    "s3:putObject",
                    sent -> sent.s3()
                            .putObject(
                                    request ->
                                            request.bucket("photos").key("1/a").ifNoneMatch("*"),
                                    RequestBody.fromString("text"))),
            entry(
                    "s3:createMultipartUpload",
                    sent -> sent.s3()
                            .createMultipartUpload(
                                    request -> request.bucket("photos").key("1/a"))),
            entry(
                    "s3:uploadPart",
                    sent -> sent.s3()
                            .uploadPart(
                                    request -> request.bucket("photos")
                                            .key("1/a")
                                            .uploadId("upload")
                                            .partNumber(1),
                                    RequestBody.fromString("text"))),
            entry(
                    "s3:completeMultipartUpload",
                    sent -> sent.s3()
                            .completeMultipartUpload(request ->
                                    request.bucket("photos").key("1/a").uploadId("upload"))),
            entry(
                    "s3:abortMultipartUpload",
                    sent -> sent.s3()
                            .abortMultipartUpload(request ->
                                    request.bucket("photos").key("1/a").uploadId("upload"))),
            entry(
                    "s3:listPartsPaginator",
                    sent -> sent.s3()
                            .listPartsPaginator(request ->
                                    request.bucket("photos").key("1/a").uploadId("upload"))
                            .forEach(page -> {})),
            entry(
                    "s3:listObjectsV2",
                    sent -> sent.s3()
                            .listObjectsV2(request ->
                                    request.bucket("photos").prefix("1/").delimiter("/"))),
            entry(
                    "s3:listObjectVersions",
                    sent -> sent.s3()
                            .listObjectVersions(
                                    request -> request.bucket("photos").prefix("1/"))),
            entry(
                    "s3:listMultipartUploads",
                    sent -> sent.s3()
                            .listMultipartUploads(
                                    request -> request.bucket("photos").prefix("1/"))),
            entry(
                    "s3:deleteObject",
                    sent -> sent.s3()
                            .deleteObject(request -> request.bucket("photos").key("1/a&b"))),
            entry(
                    "s3:deleteObjects",
                    sent -> sent.s3()
                            .deleteObjects(request -> request.bucket("photos")
                                    .delete(delete -> delete.objects(ObjectIdentifier.builder()
                                            .key("1/a&b")
                                            .build())))),
            entry(
                    "sqs:sendMessageBatch",
                    sent -> sent.sqs()
                            .sendMessageBatch(request -> request.queueUrl(QUEUE_URL)
                                    .entries(SendMessageBatchRequestEntry.builder()
                                            .id("1")
                                            .messageBody("text")
                                            .build()))),
            entry(
                    "sqs:getQueueAttributes",
                    sent -> sent.sqs().getQueueAttributes(request -> request.queueUrl(QUEUE_URL))),
            entry("sqs:receiveMessage", sent -> sent.sqs().receiveMessage(request -> request.queueUrl(QUEUE_URL))),
            entry(
                    "sqs:deleteMessage",
                    sent -> sent.sqs()
                            .deleteMessage(
                                    request -> request.queueUrl(QUEUE_URL).receiptHandle("receipt"))),
            entry(
                    "sqs:changeMessageVisibilityBatch",
                    sent -> sent.sqs()
                            .changeMessageVisibilityBatch(request -> request.queueUrl(QUEUE_URL)
                                    .entries(ChangeMessageVisibilityBatchRequestEntry.builder()
                                            .id("1")
                                            .receiptHandle("receipt")
                                            .build()))),
            entry(
                    "sqs:startMessageMoveTask",
                    sent -> sent.sqs()
                            .startMessageMoveTask(request -> request.sourceArn(QUEUE_ARN + "-dead-letters")
                                    .destinationArn(QUEUE_ARN))),
            entry(
                    "sts:assumeRole",
                    sent -> sent.sts()
                            .assumeRole(request -> request.roleArn(ROLE).roleSessionName("session"))),
            entry(
                    "kms:generateDataKey",
                    sent -> sent.kms()
                            .generateDataKey(request -> request.keyId("Key")
                                    .keySpec(DataKeySpec.AES_256)
                                    .encryptionContext(Map.of("userId", "user-1", "purpose", "refresh-token")))),
            entry(
                    "kms:decrypt",
                    sent -> sent.kms()
                            .decrypt(request -> request.keyId("Key")
                                    .ciphertextBlob(SdkBytes.fromUtf8String("text"))
                                    .encryptionContext(Map.of("userId", "user-1")))),
            entry(
                    "eventbridge:putEvents",
                    sent -> sent.events()
                            .putEvents(request -> request.entries(
                                    event("sundown").build(),
                                    event("sundown").build(),
                                    event("other").build()))),
            entry(
                    "scheduler:createSchedule",
                    sent -> sent.scheduler()
                            .createSchedule(request -> request.groupName("dates")
                                    .name("1-close")
                                    .scheduleExpression("at(2030-01-01T00:00:00)")
                                    .flexibleTimeWindow(exact())
                                    .target(target()))),
            entry(
                    "scheduler:updateSchedule",
                    sent -> sent.scheduler()
                            .updateSchedule(request -> request.groupName("dates")
                                    .name("1-close")
                                    .scheduleExpression("at(2030-01-01T00:00:00)")
                                    .flexibleTimeWindow(exact())
                                    .target(target()))),
            entry(
                    "scheduler:deleteSchedule",
                    sent -> sent.scheduler()
                            .deleteSchedule(
                                    request -> request.groupName("dates").name("1-close"))),
            entry(
                    "scheduler:getSchedule",
                    sent -> sent.scheduler()
                            .getSchedule(request -> request.groupName("dates").name("1-close"))),
            entry(
                    "scheduler:listSchedulesPaginator",
                    sent -> sent.scheduler()
                            .listSchedulesPaginator(request -> request.groupName("dates"))
                            .forEach(page -> {})),
            entry(
                    "account:sendEmail",
                    sent -> sent.signed()
                            .sendEmail(
                                    "{\"FromEmailAddress\": \"Photos <photos@example.com>\","
                                            + " \"ConfigurationSetName\": \"mails\"}",
                                    answer -> answer,
                                    (error, status) -> error)),
            entry(
                    "secretsmanager:getSecretValue",
                    sent -> sent.secrets().getSecretValue(request -> request.secretId("sundown/google"))));

    private static final RequestedActions ACTIONS = new RequestedActions(
            new AwsAccount("eu-west-1", "000000000000"),
            RightsStack.TEMPLATE.deployment(RightsStack.resolution()).tables());

    private static final Map<String, List<String>> ACTIONS_OF_OPERATIONS = new ConcurrentHashMap<>();

    private SampleCalls() {}

    /** The operations of which there is a call. */
    public static Set<String> operations() {
        return CALLS.keySet();
    }

    /** The names of the actions that an operation needs. */
    public static List<String> actions(String operation) {
        return ACTIONS_OF_OPERATIONS.computeIfAbsent(
                operation,
                absent -> requested(absent).stream()
                        .map(RequestedAction::action)
                        .distinct()
                        .toList());
    }

    /** The actions that the call of an operation needs. */
    static List<RequestedAction> requested(String operation) {
        return requested(request(operation));
    }

    static List<RequestedAction> requested(SeenRequest request) {
        return ACTIONS.of(request);
    }

    /** The request of an operation. */
    static SeenRequest request(String operation) {
        return request(CALLER, CALLS.get(operation));
    }

    /** The one request of a call. */
    static SeenRequest request(String caller, Consumer<SentRequests> call) {
        SentRequests sent = new SentRequests(caller);
        call.accept(sent);
        return sent.all().getFirst();
    }

    private static PutEventsRequestEntry.Builder event(String source) {
        return PutEventsRequestEntry.builder()
                .eventBusName("bus")
                .source(source)
                .detailType("Refund paid")
                .detail("{}");
    }

    private static FlexibleTimeWindow exact() {
        return FlexibleTimeWindow.builder().mode(FlexibleTimeWindowMode.OFF).build();
    }

    private static Target target() {
        return Target.builder()
                .arn("arn:aws:sqs:eu-west-1:000000000000:dates")
                .roleArn(ROLE)
                .build();
    }
}
