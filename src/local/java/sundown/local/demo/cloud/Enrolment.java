package sundown.local.demo.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.local.demo.gallery.Gallery;
import sundown.local.stripe.StandInCharge;
import sundown.local.stripe.StandInSubscription;

/**
 * Makes a local cloud's users: their accounts, their galleries, and a timeline by which their exports are open today.
 * All of this happens before the schedules start, because a sweep treats a group only once.
 */
public record Enrolment(LocalCloud cloud, Clock clock) {
    private static final Path TIMELINE = Path.of("infra", "timeline.json");
    private static final Duration PAID_AGO = Duration.ofDays(60);

    /** Enrols a member with a gallery, in a group with open exports. */
    public void enrol(Member member, Gallery gallery) throws IOException, InterruptedException {
        String timeline =
                ShiftedTimeline.of(Files.readString(TIMELINE), member.user().group(), clock.instant());
        put("GROUPS_TABLE", texts(Map.of("group", "timeline", "document", timeline)));
        enrol(member);
        new GalleryUpload(
                        cloud.clients().s3(),
                        cloud.variable("GALLERY_BUCKET"),
                        cloud.clients().dynamoDb(),
                        cloud.variable("ITEMS_TABLE"))
                .put(member.user(), gallery);
    }

    private void enrol(Member member) {
        cloud.stripe()
                .add(new StandInCharge(
                        member.charge(), member.minorUnits(), member.currency().toLowerCase(Locale.ROOT)));
        cloud.stripe().add(new StandInSubscription(member.subscription()));
        put("ACCOUNTS_TABLE", account(member));
    }

    private Map<String, AttributeValue> account(Member member) {
        LocalUser user = member.user();
        Map<String, AttributeValue> row = new HashMap<>(texts(Map.of(
                "userId", user.userId(),
                "region", user.region(),
                "group", user.group(),
                "groupShard", user.groupShard(),
                "chargeId", member.charge(),
                "subscriptionId", member.subscription(),
                "feeCurrency", member.currency())));
        row.put("feeMinorUnits", AttributeValue.fromN(Long.toString(member.minorUnits())));
        row.put(
                "paidAt",
                AttributeValue.fromN(
                        Long.toString(clock.instant().minus(PAID_AGO).getEpochSecond())));
        return row;
    }

    private static Map<String, AttributeValue> texts(Map<String, String> texts) {
        return texts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, text -> AttributeValue.fromS(text.getValue())));
    }

    private void put(String tableVariable, Map<String, AttributeValue> row) {
        cloud.clients()
                .dynamoDb()
                .putItem(request ->
                        request.tableName(cloud.variable(tableVariable)).item(row));
    }
}
