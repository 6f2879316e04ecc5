package sundown.aws.s3;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.s3.S3Client;
import sundown.aws.AwsFailures;
import sundown.edge.Json;
import sundown.gallery.BucketLayout;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.readiness.BucketGuards;
import sundown.readiness.BucketGuards.Guards;

/** The policies of the buckets that have users' objects, as S3 has them. */
@Singleton
public record S3BucketGuards(S3Client client, S3Buckets buckets) implements BucketGuards {
    @Override
    public Guards read(PurgedBucket bucket, BucketLayout layout) {
        GalleryRoles.Place place = buckets.place(bucket, layout.root(), GalleryRoles.Right.LIST);
        String policy = AwsFailures.sorting(() -> client.getBucketPolicy(
                        request -> request.bucket(place.bucket()).overrideConfiguration(place.caller())))
                .policy();
        return GuardPolicy.read(bucket, layout, place.bucket(), policy);
    }

    /**
     * Reads from a bucket's policy which deletions it refuses, and until when. Of S3's policy language it knows the
     * forms that the template writes; a statement of another form guards nothing.
     */
    static final class GuardPolicy {
        private static final List<String> DELETIONS = List.of("s3:DeleteObject", "s3:DeleteObjectVersion");
        private static final List<String> DATES = List.of("DateLessThan", "DateLessThanIfExists", "DateLessThanEquals");

        private GuardPolicy() {}

        static Guards read(PurgedBucket bucket, BucketLayout layout, String name, String policy) {
            Map<String, Instant> notBefore = new HashMap<>();
            boolean others = false;
            for (JsonNode statement : Json.read(policy).path("Statement")) {
                if (refusesDeletions(statement)) {
                    Optional<Instant> until = until(statement.path("Condition"));
                    until.ifPresent(at -> texts(statement.path("Resource"))
                            .forEach(resource -> notBefore.put(layout.root() + prefix(name, resource), at)));
                    others |= until.isEmpty() && statement.has("NotResource");
                }
            }
            return new Guards(bucket, layout, notBefore, others);
        }

        /** All conditions must hold, so the first of their dates counts. */
        private static Optional<Instant> until(JsonNode conditions) {
            return DATES.stream()
                    .map(operator -> conditions.path(operator).path("aws:CurrentTime"))
                    .filter(JsonNode::isTextual)
                    .map(date -> Instant.parse(date.textValue()))
                    .min(Comparator.naturalOrder());
        }

        private static boolean refusesDeletions(JsonNode statement) {
            return statement.path("Effect").asText().equals("Deny")
                    && Stream.of(statement.path("Principal"), statement.at("/Principal/AWS"))
                            .anyMatch(everybody -> everybody.asText().equals("*"))
                    && texts(statement.path("Action")).toList().containsAll(DELETIONS);
        }

        /** {@code 1/} of {@code arn:aws:s3:::bucket/1/*}, and nothing of {@code arn:aws:s3:::bucket/*}. */
        private static String prefix(String bucket, String resource) {
            return resource.substring(resource.indexOf(bucket) + bucket.length() + 1)
                    .replaceFirst("\\*$", "");
        }

        /** A list with one element comes as this element. */
        private static Stream<String> texts(JsonNode node) {
            return node.isArray()
                    ? StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText)
                    : Stream.of(node.asText());
        }
    }
}
