package sundown.local.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import sundown.local.rights.RightsReport.Grant;
import sundown.local.template.Template;
import sundown.local.template.Template.Resolution;

/** Calls as the functions make them, held against the project's template. */
final class RightsCheckTest {
    private static final Instant BEFORE_ALL_CLOSES = Instant.parse("2023-05-31T18:29:59Z");
    private static final Instant AFTER_ALL_CLOSES = Instant.parse("2043-01-01T00:00:00Z");
    private static final String LOCAL = "local";
    private static final String SECRETS_KEY = RightsStack.TEMPLATE
            .deployment(RightsStack.resolution())
            .functions()
            .getFirst()
            .environment()
            .get("SECRETS_KEY_ID");

    private final RightsCheck check = check(RightsStack.TEXT, AFTER_ALL_CLOSES);

    @Test
    void allowWhatTheTemplateGrants() {
        send(check, "get-status", get("stack-accounts", "userId", "user-1"));
        send(check, "get-status", get("stack-accounts", "userId", "user-2"));

        RightsReport report = check.report();

        assertThat(report.complaints()).isEmpty();
        assertThat(report.summary())
                .startsWith("2 calls of 1 functions, held against the policies of template.yaml: 0 denied, ");
        assertThat(report.uses())
                .isEqualTo(Map.of(
                        new Grant.Of(
                                "get-status",
                                new Grant(
                                        "dynamodb:GetItem",
                                        "arn:aws:dynamodb:eu-west-1:000000000000:table/stack-accounts")),
                        2L));
    }

    @Test
    void complainsOfACallThatNoStatementAllows() {
        send(check, "get-status", put("stack-accounts", "userId", "user-1"));
        send(check, "get-status", put("stack-accounts", "userId", "user-2"));

        RightsReport report = check.report();

        assertThat(report.denied()).isEqualTo(2);
        assertThat(report.complaints())
                .singleElement()
                .satisfies(complaint -> assertThat(complaint)
                        .startsWith("get-status may not dynamodb:PutItem on "
                                + "arn:aws:dynamodb:eu-west-1:000000000000:table/stack-accounts (2 calls, the first: ")
                        .contains("dynamodb:LeadingKeys=[user-1]"));
    }

    /** As when somebody takes a right away that the code needs. */
    @Test
    void complainsWhenARightIsTakenFromTheTemplate() {
        String without = RightsStack.TEXT.replaceFirst(
                "(?s)(PolicyName: get-status.*?)dynamodb:GetItem(,?\\s+Resource: !GetAtt AccountsTable.Arn)",
                "$1dynamodb:DeleteItem$2");
        RightsCheck planted = check(without, AFTER_ALL_CLOSES);

        send(planted, "get-status", get("stack-accounts", "userId", "user-1"));

        assertThat(without).isNotEqualTo(RightsStack.TEXT);
        assertThat(planted.report().complaints()).hasSize(1).first().asString().contains("may not dynamodb:GetItem");
    }

    @ParameterizedTest
    @CsvSource({
        "publish-timeline, timeline, true",
        "publish-timeline, timeline-7, true",
        "publish-timeline, approval-1, false",
        "approve-purge, approval-1, true",
        "approve-purge, timeline, false",
        "stop-purges, purges, true",
        "stop-purges, purge-1, false",
        "run-sweep-task, timeline, false",
        "run-sweep-task, schedules, true"
    })
    void holdsTheKeysOfRowsAgainstConditions(String function, String row, boolean allowed) {
        send(check, function, put("stack-groups", "group", row));

        assertThat(check.report().complaints().isEmpty()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "'SET cancelledAt = :now', true",
        "'SET cancelledAt = :now, region = :now', false",
    })
    void holdsTheAttributesOfRowsAgainstConditions(String update, boolean allowed) {
        send(
                check,
                "cancel-memberships",
                sent -> sent.dynamoDb()
                        .updateItem(request -> request.tableName("stack-accounts")
                                .key(Map.of("userId", AttributeValue.fromS("user-1")))
                                .updateExpression(update)
                                .conditionExpression("chargeId = :charge AND attribute_not_exists(cancelledAt)")));

        assertThat(check.report().complaints().isEmpty()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "start-transfer, refresh-token, true",
        "start-transfer, archive-password, false",
        "request-archive, archive-password, true",
        "get-status, refresh-token, false"
    })
    void holdsEncryptionContextsAgainstConditions(String function, String purpose, boolean allowed) {
        send(
                check,
                function,
                sent -> sent.kms()
                        .encrypt(request -> request.keyId(SECRETS_KEY)
                                .plaintext(SdkBytes.fromUtf8String("text"))
                                .encryptionContext(Map.of("userId", "user-1", "purpose", purpose))));

        assertThat(check.report().complaints().isEmpty()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"sundown, true", "others, false"})
    void holdsEachSourceOfEventsAgainstConditions(String source, boolean allowed) {
        send(
                check,
                "publish-events",
                sent -> sent.events().putEvents(request -> request.entries(event("sundown"), event(source))));

        assertThat(check.report().complaints().isEmpty()).isEqualTo(allowed);
    }

    /** What a bucket policy denies counts more than what the role allows. */
    @Test
    void findsWhatABucketPolicyDenies() {
        RightsCheck early = check(RightsStack.TEXT, BEFORE_ALL_CLOSES);

        send(early, "purge-account", delete("stack-gallery-000000000000-eu-west-1", "1/user-1/a"));
        send(check, "purge-account", delete("stack-gallery-000000000000-eu-west-1", "1/user-1/a"));

        assertThat(early.report().complaints())
                .singleElement()
                .satisfies(complaint -> assertThat(complaint)
                        .startsWith("purge-account is denied by a policy to s3:DeleteObjectVersion on"
                                + " arn:aws:s3:::stack-gallery-000000000000-eu-west-1/* (1 call, the first: "));
        assertThat(check.report().complaints()).isEmpty();
    }

    /** There a key does not tell its group, so the first close is the last that S3 guards. */
    @ParameterizedTest
    @CsvSource({
        "2023-05-31T18:29:59Z, old/user-1/a, false",
        "2023-05-31T18:30:00Z, old/user-1/a, true",
        "2023-05-31T18:30:00Z, 1/user-1/a, false"
    })
    void findsWhatABucketPolicyDeniesWhereUsersComeFirst(Instant now, String key, boolean allowed) {
        Map<String, String> parameters = Map.of("GalleryLayout", "user-first", "GalleryPrefix", "old/");
        RightsCheck usersFirst = check(RightsStack.TEXT, parameters, now);

        send(usersFirst, "purge-account", delete("stack-gallery-000000000000-eu-west-1", key));

        assertThat(usersFirst.report().complaints().isEmpty()).isEqualTo(allowed);
    }

    @Test
    void findsWhatABucketPolicyDeniesToAllButOne() {
        send(check, "list-chunk", write("stack-audit-000000000000-eu-west-1", "manifests/1/a"));
        send(check, "certify-purge", write("stack-audit-000000000000-eu-west-1", "manifests/1/a"));

        assertThat(check.report().complaints())
                .singleElement()
                .satisfies(complaint ->
                        assertThat(complaint).startsWith("certify-purge is denied by a policy to s3:PutObject on"));
    }

    /** A link is used by its receiver, with the rights of the function that signed it. */
    @ParameterizedTest
    @CsvSource({"1/user-1/a/b/volume-1.zip, true", "1/user-1/a/b/volume-1.plan, false"})
    void countsALinkForTheFunctionThatSignedIt(String key, boolean allowed) {
        send(
                check,
                "get-archive",
                sent -> sent.follow(sent.presigner()
                        .presignGetObject(request -> request.signatureDuration(Duration.ofMinutes(5))
                                .getObjectRequest(get -> get.bucket("stack-archive-000000000000-eu-west-1")
                                        .key(key)))
                        .httpRequest()));

        assertThat(check.report().complaints().isEmpty()).isEqualTo(allowed);
    }

    @Test
    void neverAllowsARequestOfAnUnknownKind() {
        send(check, "sweep", sent -> sent.s3().listBuckets());

        RightsReport report = check.report();

        assertThat(report.denied()).isOne();
        assertThat(report.complaints())
                .containsExactly("sweep sends a request of an unknown kind: s3 ListBuckets (1 call, the first: /)");
    }

    @Test
    void leavesOutTheCallsOfTheLocalCloudItselfAndOfNobodyElse() {
        send(check, LOCAL, get("stack-accounts", "userId", "user-1"));
        send(check, "stranger", get("stack-accounts", "userId", "user-1"));

        RightsReport report = check.report();

        assertThat(report.calls()).isEmpty();
        assertThat(report.complaints())
                .containsExactly("stranger is no function of the template (1 call, the first: dynamodb)");
    }

    @Test
    void listsTheGrantsThatNoCallUsed() {
        send(check, "get-status", get("stack-accounts", "userId", "user-1"));

        assertThat(check.report().unused())
                .filteredOn(of -> of.function().equals("get-status"))
                .extracting(
                        of -> of.grant().action() + " " + of.grant().resource().replaceAll(".*/", ""))
                .containsExactly(
                        "dynamodb:GetItem stack-archives",
                        "dynamodb:GetItem stack-deliveries",
                        "dynamodb:GetItem stack-groups",
                        "dynamodb:GetItem stack-receipts",
                        "dynamodb:GetItem stack-refunds",
                        "dynamodb:GetItem stack-transfers",
                        "dynamodb:PutItem stack-deliveries",
                        "dynamodb:PutItem stack-transfers",
                        "dynamodb:Query stack-archives",
                        "dynamodb:Query stack-transfers",
                        "sqs:SendMessage arn:aws:sqs:eu-west-1:000000000000:stack-inventories");
    }

    /**
     * Lambda writes the logs, and reads queues and streams, as the role of the function; a redrive reads them itself.
     */
    @Test
    void listsNoGrantsForLambdaItself() {
        assertThat(check.report().unused())
                .hasSizeGreaterThan(100)
                .filteredOn(of -> !of.function().equals("redrive-queue"))
                .extracting(of -> of.grant().action())
                .doesNotContain("logs:PutLogEvents", "sqs:ReceiveMessage", "dynamodb:GetRecords");
    }

    @Test
    void writesATable(@TempDir Path folder) throws IOException {
        send(check, "get-status", get("stack-accounts", "userId", "user-1"));
        check.report().write(folder.resolve("rights.txt"));

        assertThat(Files.readAllLines(folder.resolve("rights.txt")))
                .anyMatch(line -> line.matches("get-status +dynamodb:GetItem +table/stack-accounts +1"))
                .anyMatch(line -> line.matches("get-status +dynamodb:Query +table/stack-archives"))
                .anyMatch(line -> line.matches("redrive-queue +sqs:SendMessage +stack-purges +One queue is .+"));
    }

    /** A stack with one bucket assumes nobody's role, even if its name fits. */
    @ParameterizedTest
    @CsvSource({"'', false", "user-first/s3://old-photos/, true"})
    void allowsRolesOfOtherBucketsOnlyWhereThereAreSome(String others, boolean allowed) {
        RightsCheck gallery = check(RightsStack.TEXT, Map.of("OtherGalleries", others), AFTER_ALL_CLOSES);

        Stream.of("transfer-batch", "build-archive")
                .forEach(function -> send(gallery, function, assume("stack-gallery-old-read")));
        Stream.of("check-readiness", "hold-account", "list-chunk", "purge-account", "certify-purge")
                .forEach(function -> send(gallery, function, assume("stack-gallery-old-list")));

        assertThat(gallery.report().denied()).isEqualTo(allowed ? 0 : 7);
    }

    @ParameterizedTest
    @CsvSource({"plan-1, true", "leavers-1#03, true", "leftovers-1, true", "refunds-1, false"})
    void showsAPurgeFromTheRowsOfItsJobsAlone(String row, boolean allowed) {
        send(check, "inform-operators", get("stack-jobs", "job", row));

        assertThat(check.report().complaints().isEmpty()).isEqualTo(allowed);
    }

    /** A role that a function assumes in another bucket of the gallery. */
    @ParameterizedTest
    @CsvSource({
        "stack-gallery-old-delete, 2043-01-01T00:00:00Z, true",
        "stack-gallery-old-delete, 2023-05-31T18:29:59Z, false",
        "stack-gallery-old-list, 2043-01-01T00:00:00Z, false",
        "purge-account, 2043-01-01T00:00:00Z, false"
    })
    void holdsRolesOfOtherBucketsAgainstTheirTemplate(String caller, Instant now, boolean allowed) throws IOException {
        Map<String, String> parameters = new HashMap<>(Resolution.groupCloses());
        parameters.putAll(Map.of(
                "Bucket", "old-photos",
                "Name", "old",
                "SundownStack", "stack",
                "SundownAccount", "000000000000",
                "GalleryLayout", "user-first"));
        RightsCheck two = RightsCheck.of(
                RightsStack.TEMPLATE,
                RightsStack.resolution(),
                List.of(Template.read(Path.of("infra", "gallery-bucket.yaml"))
                        .policies(RightsStack.resolution("stack-old", parameters))),
                Set.of(LOCAL),
                Clock.fixed(now, ZoneOffset.UTC));

        send(
                two,
                caller,
                sent -> sent.s3()
                        .deleteObjects(request -> request.bucket("old-photos")
                                .delete(delete -> delete.objects(ObjectIdentifier.builder()
                                        .key("ann/1")
                                        .versionId("v1")
                                        .build()))));

        assertThat(two.report().complaints().isEmpty()).isEqualTo(allowed);
    }

    private static RightsCheck check(String template, Instant now) {
        return check(template, Map.of(), now);
    }

    private static RightsCheck check(String template, Map<String, String> parameters, Instant now) {
        return RightsCheck.of(
                Template.parse(new StringReader(template)),
                RightsStack.resolution(parameters),
                List.of(),
                Set.of(LOCAL),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static void send(RightsCheck check, String caller, Consumer<SentRequests> call) {
        check.accept(SampleCalls.request(caller, call));
    }

    private static Consumer<SentRequests> get(String table, String attribute, String value) {
        return sent -> sent.dynamoDb()
                .getItem(request -> request.tableName(table).key(Map.of(attribute, AttributeValue.fromS(value))));
    }

    private static Consumer<SentRequests> put(String table, String attribute, String value) {
        return sent -> sent.dynamoDb()
                .putItem(request -> request.tableName(table).item(Map.of(attribute, AttributeValue.fromS(value))));
    }

    private static Consumer<SentRequests> write(String bucket, String key) {
        return sent -> sent.s3().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("text"));
    }

    private static Consumer<SentRequests> assume(String role) {
        return sent -> sent.sts()
                .assumeRole(request -> request.roleArn("arn:aws:iam::111111111111:role/" + role)
                        .roleSessionName("session"));
    }

    private static Consumer<SentRequests> delete(String bucket, String key) {
        return sent -> sent.s3()
                .deleteObjects(request -> request.bucket(bucket)
                        .delete(delete -> delete.objects(List.of(ObjectIdentifier.builder()
                                .key(key)
                                .versionId("7")
                                .build()))));
    }

    private static PutEventsRequestEntry event(String source) {
        return PutEventsRequestEntry.builder()
                .eventBusName("stack")
                .source(source)
                .detailType("Refund paid")
                .detail("{}")
                .build();
    }
}
