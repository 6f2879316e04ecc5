package sundown.local.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Makes a local cloud's user: his account and his gallery, under a timeline by which his exports are open today. */
final class Enrolment {
    private static final Path TIMELINE = Path.of("infra", "timeline.json");

    private final LocalCloud cloud;
    private final Clock clock;

    Enrolment(LocalCloud cloud, Clock clock) {
        this.cloud = cloud;
        this.clock = clock;
    }

    void enrol(LocalUser user, Gallery gallery) throws IOException, InterruptedException {
        String timeline = ShiftedTimeline.of(Files.readString(TIMELINE), user.group(), clock.instant());
        put("GROUPS_TABLE", Map.of("group", "timeline", "document", timeline));
        put(
                "ACCOUNTS_TABLE",
                Map.of(
                        "userId", user.userId(),
                        "region", user.region(),
                        "group", user.group(),
                        "groupShard", user.groupShard()));
        new GalleryUpload(
                        cloud.clients().s3(),
                        cloud.variable("GALLERY_BUCKET"),
                        cloud.clients().dynamoDb(),
                        cloud.variable("ITEMS_TABLE"))
                .put(user, gallery);
    }

    private void put(String tableVariable, Map<String, String> texts) {
        Map<String, AttributeValue> row = texts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, text -> AttributeValue.fromS(text.getValue())));
        cloud.clients()
                .dynamoDb()
                .putItem(request ->
                        request.tableName(cloud.variable(tableVariable)).item(row));
    }
}
