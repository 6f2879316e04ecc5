package sundown.local.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import sundown.local.emulators.Cloud.SeenRequest;
import sundown.local.rights.RequestedActions.RequestedAction;
import sundown.local.rights.RequestedActions.UnknownRequest;

/** What the requests of the SDK need. */
final class RequestedActionsTest {
    private static final String PHOTOS = "arn:aws:s3:::photos";
    private static final String SCHEDULE = "arn:aws:scheduler:eu-west-1:000000000000:schedule/dates/1-close";

    @ParameterizedTest
    @CsvSource({"scheduler:createSchedule, CreateSchedule", "scheduler:updateSchedule, UpdateSchedule"})
    void includeTheRoleThatAScheduleGets(String operation, String action) {
        assertThat(SampleCalls.requested(operation))
                .containsExactly(
                        RequestedAction.of("scheduler:" + action, SCHEDULE),
                        new RequestedAction(
                                "iam:PassRole",
                                SampleCalls.ROLE,
                                Map.of("iam:PassedToService", List.of("scheduler.amazonaws.com"))));
    }

    @Test
    void areOneActionForEachSourceOfEvents() {
        assertThat(SampleCalls.requested("eventbridge:putEvents"))
                .extracting(RequestedAction::action, RequestedAction::resource, RequestedAction::keys)
                .containsExactly(ofEvents("sundown"), ofEvents("other"));
    }

    private static Tuple ofEvents(String source) {
        return Tuple.tuple(
                "events:PutEvents",
                "arn:aws:events:eu-west-1:000000000000:event-bus/bus",
                Map.of("events:source", List.of(source), "events:detail-type", List.of("Refund paid")));
    }

    @ParameterizedTest
    @CsvSource({
        "Key, arn:aws:kms:eu-west-1:000000000000:key/Key",
        "alias/keys, arn:aws:kms:eu-west-1:000000000000:alias/keys",
        "arn:aws:kms:eu-west-1:1:key/Key, arn:aws:kms:eu-west-1:1:key/Key"
    })
    void nameAKeyAsTheRequestDoes(String id, String resource) {
        assertThat(SampleCalls.requested(SampleCalls.request(
                        "caller",
                        sent -> sent.kms()
                                .encrypt(request -> request.keyId(id).plaintext(SdkBytes.fromUtf8String("text"))))))
                .extracting(RequestedAction::action, RequestedAction::resource)
                .containsExactly(Tuple.tuple("kms:Encrypt", resource));
    }

    static Stream<Arguments> conditionKeys() {
        return Stream.of(
                Arguments.of("dynamodb:getItem", "dynamodb:LeadingKeys", List.of("user-1")),
                Arguments.of("dynamodb:putItem", "dynamodb:LeadingKeys", List.of("user-1")),
                Arguments.of("dynamodb:batchGetItemPaginator", "dynamodb:LeadingKeys", List.of("user-1")),
                Arguments.of("dynamodb:batchWriteItem", "dynamodb:LeadingKeys", List.of("user-1", "user-2")),
                Arguments.of("dynamodb:queryPaginator", "dynamodb:LeadingKeys", List.of("1#00")),
                Arguments.of("dynamodb:queryPaginator", "dynamodb:Attributes", List.of("groupShard", "userId")),
                Arguments.of("dynamodb:putItem", "dynamodb:Attributes", List.of("itemId", "userId")),
                Arguments.of(
                        "dynamodb:updateItem",
                        "dynamodb:Attributes",
                        List.of("chargeId", "gone", "itemId", "kind", "place", "takenAt", "userId", "views")),
                Arguments.of("dynamodb:updateItem", "dynamodb:ReturnValues", List.of("ALL_NEW")),
                Arguments.of("account:sendEmail", "ses:FromAddress", List.of("photos@example.com")),
                Arguments.of("s3:listObjectsV2", "s3:prefix", List.of("1/")),
                Arguments.of("s3:listObjectsV2", "s3:delimiter", List.of("/")),
                Arguments.of("kms:encrypt", "kms:EncryptionContext:userId", List.of("user-1")),
                Arguments.of("kms:encrypt", "kms:EncryptionContext:purpose", List.of("refresh-token")));
    }

    @ParameterizedTest
    @MethodSource("conditionKeys")
    void carryTheKeysOfConditions(String operation, String key, List<String> values) {
        assertThat(SampleCalls.requested(operation).getFirst().keys().get(key))
                .containsExactlyInAnyOrderElementsOf(values);
    }

    @Test
    void carryNoKeyThatTheRequestDoesNotHave() {
        assertThat(SampleCalls.requested("kms:decrypt").getFirst().keys())
                .containsOnlyKeys("kms:EncryptionContext:userId");
        assertThat(SampleCalls.requested("dynamodb:putItem").getFirst().keys())
                .doesNotContainKey("dynamodb:ReturnValues");
    }

    @Test
    void ofADeletionAreOneForEachObject() {
        assertThat(ofS3(sent -> sent.s3()
                        .deleteObjects(request -> request.bucket("photos")
                                .bypassGovernanceRetention(true)
                                .delete(delete -> delete.objects(
                                        ObjectIdentifier.builder().key("1/a").build(),
                                        ObjectIdentifier.builder()
                                                .key("1/b")
                                                .versionId("7")
                                                .build())))))
                .containsExactly(
                        RequestedAction.of("s3:DeleteObject", PHOTOS + "/1/a"),
                        RequestedAction.of("s3:DeleteObjectVersion", PHOTOS + "/1/b"),
                        RequestedAction.of("s3:BypassGovernanceRetention", PHOTOS));
    }

    @Test
    void ofACopyIncludeItsSource() {
        assertThat(ofS3(sent -> sent.s3()
                        .copyObject(request -> request.sourceBucket("photos")
                                .sourceKey("1/a b")
                                .destinationBucket("others")
                                .destinationKey("2/c"))))
                .containsExactly(
                        RequestedAction.of("s3:PutObject", "arn:aws:s3:::others/2/c"),
                        RequestedAction.of("s3:GetObject", PHOTOS + "/1/a b"));
    }

    @Test
    void ofVersionsAreActionsOfTheirOwn() {
        assertThat(ofS3(sent -> sent.s3()
                        .getObject(
                                request -> request.bucket("photos").key("1/a").versionId("7"))))
                .containsExactly(RequestedAction.of("s3:GetObjectVersion", PHOTOS + "/1/a"));
        assertThat(ofS3(sent -> sent.s3()
                        .deleteObject(request -> request.bucket("photos").key("1/a"))))
                .containsExactly(RequestedAction.of("s3:DeleteObject", PHOTOS + "/1/a"));
    }

    @Test
    void ofAnObjectThatIsRetainedIncludeTheRetention() {
        assertThat(ofS3(sent -> sent.s3()
                        .putObject(
                                request -> request.bucket("photos")
                                        .key("1/a")
                                        .objectLockMode("COMPLIANCE")
                                        .objectLockRetainUntilDate(Instant.EPOCH),
                                RequestBody.fromString("text"))))
                .containsExactly(
                        RequestedAction.of("s3:PutObject", PHOTOS + "/1/a"),
                        RequestedAction.of("s3:PutObjectRetention", PHOTOS + "/1/a"));
    }

    /** A transaction needs the actions of its parts. */
    @Test
    void ofATransactionAreThoseOfItsParts() {
        Map<String, AttributeValue> key = SampleCalls.KEY;
        assertThat(SampleCalls.requested(SampleCalls.request(
                        "caller",
                        sent -> sent.dynamoDb()
                                .transactWriteItems(request -> request.transactItems(
                                        TransactWriteItem.builder()
                                                .put(put -> put.tableName("stack-items")
                                                        .item(key))
                                                .build(),
                                        TransactWriteItem.builder()
                                                .conditionCheck(check -> check.tableName("stack-items")
                                                        .key(key)
                                                        .conditionExpression("attribute_exists(userId)"))
                                                .build())))))
                .extracting(RequestedAction::action)
                .containsExactly("dynamodb:PutItem", "dynamodb:ConditionCheckItem");
    }

    static Stream<Arguments> unknown() {
        return Stream.of(
                Arguments.of("dynamodb DescribeTable", (Consumer<SentRequests>)
                        sent -> sent.dynamoDb().describeTable(request -> request.tableName("stack-items"))),
                Arguments.of("dynamodb request for the unknown table other", (Consumer<SentRequests>)
                        sent -> sent.dynamoDb()
                                .getItem(request -> request.tableName("other").key(SampleCalls.KEY))),
                Arguments.of("sqs PurgeQueue", (Consumer<SentRequests>)
                        sent -> sent.sqs().purgeQueue(request -> request.queueUrl(SampleCalls.QUEUE_URL))),
                Arguments.of("s3 GET with tagging", (Consumer<SentRequests>) sent -> sent.s3()
                        .getObjectTagging(request -> request.bucket("photos").key("1/a"))),
                Arguments.of("s3 ListBuckets", (Consumer<SentRequests>)
                        sent -> sent.s3().listBuckets()),
                Arguments.of("kms ScheduleKeyDeletion", (Consumer<SentRequests>)
                        sent -> sent.kms().scheduleKeyDeletion(request -> request.keyId("Key"))),
                Arguments.of("kms Decrypt that does not name its key", (Consumer<SentRequests>)
                        sent -> sent.kms().decrypt(request -> request.ciphertextBlob(SdkBytes.fromUtf8String("text")))),
                Arguments.of("events ListRules", (Consumer<SentRequests>)
                        sent -> sent.events().listRules(request -> {})),
                Arguments.of("scheduler POST of /schedule-groups/dates", (Consumer<SentRequests>)
                        sent -> sent.scheduler().createScheduleGroup(request -> request.name("dates"))),
                Arguments.of("secretsmanager PutSecretValue", (Consumer<SentRequests>)
                        sent -> sent.secrets().putSecretValue(request -> request.secretId("sundown/google"))));
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void ofAnUnknownRequestAreRefusedByName(String kind, Consumer<SentRequests> call) {
        SeenRequest request = SampleCalls.request("caller", call);

        assertThatThrownBy(() -> SampleCalls.requested(request))
                .isInstanceOf(UnknownRequest.class)
                .hasMessage(kind);
    }

    private static List<RequestedAction> ofS3(Consumer<SentRequests> call) {
        return SampleCalls.requested(SampleCalls.request("caller", call));
    }
}
