package sundown.aws.s3;

import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.s3.S3Client;
import sundown.aws.AwsFailures;
import sundown.readiness.BucketGuards;
import sundown.readiness.Guards;

/** The policies of the gallery bucket and the archive bucket, as S3 has them. */
@Singleton
public final class S3BucketGuards implements BucketGuards {
    private final S3Client client;
    private final String gallery;
    private final String archive;

    public S3BucketGuards(
            S3Client client,
            @ConfigProperty(name = "GALLERY_BUCKET") String gallery,
            @ConfigProperty(name = "ARCHIVE_BUCKET") String archive) {
        this.client = client;
        this.gallery = gallery;
        this.archive = archive;
    }

    @Override
    public List<Guards> all() {
        return List.of(guards("gallery", gallery), guards("archive", archive));
    }

    private Guards guards(String called, String bucket) {
        String policy = AwsFailures.sorting(() -> client.getBucketPolicy(request -> request.bucket(bucket)))
                .policy();
        return GuardPolicy.read(called, bucket, policy);
    }
}
