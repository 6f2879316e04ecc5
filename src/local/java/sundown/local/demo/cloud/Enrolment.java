package sundown.local.demo.cloud;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import sundown.account.Account;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.aws.dynamodb.DynamoAccountStore;
import sundown.gallery.ObjectKey;
import sundown.local.demo.gallery.Gallery;

/**
 * Makes a stack's users: their accounts and their galleries. This happens before a timeline is published, because a
 * group's members are visited once when its exports open. Users who are there already stay as they are.
 */
record Enrolment(Stack stack, Clock clock) {
    private static final Duration PAID_AGO = Duration.ofDays(60);

    /** Enrols a member with a gallery. */
    void enrol(Member member, Gallery gallery) throws IOException, InterruptedException {
        LocalUser user = member.user();
        Instant paidAt = clock.instant().minus(PAID_AGO).truncatedTo(ChronoUnit.SECONDS);
        Account account =
                new Account(new UserId(user.userId()), new Region(user.region())).with(member.membership(paidAt));
        if (putNew("ACCOUNTS_TABLE", DynamoAccountStore.write(account, Optional.of(user.groupShard())), "userId")) {
            upload().put(user, gallery);
        }
    }

    /** Takes users of an import in. */
    void adopt(List<AdoptedUser> users, Map<ObjectKey, Set<UserId>> claims) throws IOException, InterruptedException {
        for (AdoptedUser user : users) {
            putNew("ACCOUNTS_TABLE", DynamoAccountStore.write(user.account(), user.groupShard()), "userId");
            upload().put(user);
        }
        claims.forEach((key, claimants) -> claimants.forEach(user ->
                putNew("CLAIMS_TABLE", texts(Map.of("objectKey", key.value(), "userId", user.value())), "objectKey")));
    }

    private GalleryUpload upload() {
        return new GalleryUpload(
                stack.clients().s3(),
                stack.variable("GALLERY_BUCKET"),
                stack.layout(),
                stack.clients().dynamoDb(),
                stack.variable("ITEMS_TABLE"));
    }

    private static Map<String, AttributeValue> texts(Map<String, String> texts) {
        return texts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, text -> AttributeValue.fromS(text.getValue())));
    }

    /** False when there is a row with this key. */
    private boolean putNew(String tableVariable, Map<String, AttributeValue> row, String key) {
        try {
            stack.clients()
                    .dynamoDb()
                    .putItem(request -> request.tableName(stack.variable(tableVariable))
                            .item(row)
                            .conditionExpression("attribute_not_exists(#key)")
                            .expressionAttributeNames(Map.of("#key", key)));
            return true;
        } catch (ConditionalCheckFailedException there) {
            return false;
        }
    }
}
