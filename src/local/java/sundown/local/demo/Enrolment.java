package sundown.local.demo;

import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Makes a local cloud's user: his account and his gallery, under a timeline by which exports are open today. */
final class Enrolment {
    private final LocalCloud cloud;

    Enrolment(LocalCloud cloud) {
        this.cloud = cloud;
    }

    void enrol(LocalUser user, Gallery gallery) throws IOException, InterruptedException {
        putAccount(user);
        new GalleryUpload(
                        cloud.clients().s3(),
                        cloud.variable("GALLERY_BUCKET"),
                        cloud.clients().dynamoDb(),
                        cloud.variable("ITEMS_TABLE"))
                .put(user, gallery);
    }

    private void putAccount(LocalUser user) {
        Map<String, AttributeValue> account = Map.of(
                "userId", AttributeValue.fromS(user.userId()),
                "region", AttributeValue.fromS(user.region()),
                "group", AttributeValue.fromS(user.group()),
                "groupShard", AttributeValue.fromS(user.groupShard()));
        cloud.clients()
                .dynamoDb()
                .putItem(request ->
                        request.tableName(cloud.variable("ACCOUNTS_TABLE")).item(account));
    }
}
