package sundown.local.rights;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.Target;
import sundown.local.emulators.Cloud.SeenRequest;
import sundown.local.lambda.FunctionHost.AwsAccount;
import sundown.local.rights.RequestedActions.RequestedAction;

/** Calls of operations of AWS, named by the client's service and method. */
final class SampleCalls {
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
                    "s3:listObjectsV2",
                    sent -> sent.s3()
                            .listObjectsV2(request ->
                                    request.bucket("photos").prefix("1/").delimiter("/"))),
            entry(
                    "kms:encrypt",
                    sent -> sent.kms()
                            .encrypt(request -> request.keyId("Key")
                                    .plaintext(SdkBytes.fromUtf8String("text"))
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
                    "account:sendEmail",
                    sent -> sent.signed()
                            .sendEmail(
                                    "{\"FromEmailAddress\": \"Photos <photos@example.com>\","
                                            + " \"ConfigurationSetName\": \"mails\"}",
                                    answer -> answer,
                                    (error, status) -> error)));

    private static final RequestedActions ACTIONS = new RequestedActions(
            new AwsAccount("eu-west-1", "000000000000"),
            RightsStack.TEMPLATE.deployment(RightsStack.resolution()).tables());

    private SampleCalls() {}

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
