package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trail records who deleted what and who wrote evidence, and nothing that happens a billion times. */
final class TrailTest {
    private static final String PERSON = "arn:aws:iam::123456789012:user/ada";
    private static final String PURGE = Trail.role("PurgeAccountRole");
    private static final String PHOTO_CLOUD = Trail.role("photo-cloud");

    private final Trail trail = Trail.read();

    @ParameterizedTest
    @ValueSource(strings = {"DeleteObject", "DeleteObjects", "DeleteObjectTagging", "AbortMultipartUpload"})
    void hasEachDeletionByAnyoneButThePurge(String deletion) {
        assertThat(trail)
                .matches(records -> records.records(Trail.ofGallery(deletion, PERSON)))
                .matches(records -> records.records(Trail.ofGallery(deletion, PHOTO_CLOUD)))
                .matches(records -> records.records(Trail.ofGallery(deletion, Trail.role("PurgeAccountRole2"))))
                .matches(records -> records.records(Trail.ofGallery(deletion, Trail.role("Admin"))));
    }

    /** CloudTrail records a call of DeleteObjects, and each object of it as a DeleteObject. */
    @Test
    void hasThePurgeOnceForEachCall() {
        assertThat(trail.records(Trail.ofGallery("DeleteObjects", PURGE))).isTrue();
        assertThat(trail.records(Trail.ofGallery("DeleteObject", PURGE))).isFalse();
        assertThat(trail.records(Trail.ofGallery("AbortMultipartUpload", PURGE)))
                .isFalse();
    }

    @Test
    void hasCallsOfDeleteObjectsByCallersWithoutAnArn() {
        assertThat(trail.records(
                        new Trail.Event("DeleteObjects", "arn:GalleryBucket/1/u1/p1", false, Optional.empty())))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PutObject", "CopyObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"})
    void hasNoUploadOfThePhotoCloud(String upload) {
        assertThat(trail.records(Trail.ofGallery(upload, PHOTO_CLOUD))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PutObject", "DeleteObject", "DeleteObjects", "PutObjectRetention"})
    void hasEachWriteToTheEvidence(String write) {
        assertThat(trail.records(inAudit("manifests/1/p/manifest.jsonl", write, false)))
                .isTrue();
    }

    @Test
    void hasNoReadOfTheEvidence() {
        assertThat(trail.records(inAudit("manifests/1/p/manifest.jsonl", "GetObject", true)))
                .isFalse();
    }

    /** A record of what the trail itself writes would be written, and recorded, without end. */
    @Test
    void hasNotWhatItWritesItself() {
        assertThat(trail.records(inAudit("trail/AWSLogs/1.json.gz", "PutObject", false)))
                .isFalse();
    }

    /** Archives are copies. */
    @Test
    void hasNoDeletionOfArchives() {
        assertThat(trail.records(new Trail.Event("DeleteObject", "arn:ArchiveBucket/a", false, Optional.of(PERSON))))
                .isFalse();
    }

    private static Trail.Event inAudit(String key, String name, boolean readOnly) {
        return new Trail.Event(name, "arn:AuditBucket/" + key, readOnly, Optional.of(PERSON));
    }
}
